// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers;

/// <summary>An account with one of everything that REST APIs have, and what stands for each label of a path.</summary>
internal sealed class FullAccount : IDisposable
{
    public FullAccount()
    {
        var (api, pets) = Client.MakeApi();
        var root = $"/restapis/{api}";
        var method = $"{root}/resources/{pets}/methods/GET";
        Client.Call("PUT", method + "/responses/200", """{"responseModels":{"application/json":"Empty"},"responseParameters":{"method.response.header.a":true}}""", 201);
        Client.Call("PUT", method + "/integration/responses/200", """{"responseTemplates":{"application/json":"{}"},"responseParameters":{"method.response.header.a":"'b'"}}""", 201);
        Client.Call("POST", root + "/documentation/parts", """{"location":{"type":"API"},"properties":"{}"}""", 201);
        Client.Call("POST", root + "/documentation/versions", """{"documentationVersion":"v1"}""", 201);
        Client.Call("PUT", root + "/gatewayresponses/THROTTLED", """{"responseParameters":{"gatewayresponse.header.a":"'b'"}}""", 201);
        const string function = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations";
        Labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["restapi_id"] = api,
            ["resource_id"] = pets,
            ["parent_id"] = pets,
            ["http_method"] = "GET",
            ["status_code"] = "200",
            ["response_type"] = "THROTTLED",
            ["doc_version"] = "v1",
            ["model_name"] = "Empty",
            ["stage_name"] = "dev",
            ["sdk_type"] = "java",
            ["export_type"] = "oas30",
            ["part_id"] = Client.Account!.RestApis[api].DocumentationParts.Keys.Single(),
            ["deployment_id"] = Id("POST", root + "/deployments", """{"stageName":"dev","variables":{"a":"b"}}"""),
            ["authorizer_id"] = Id(
                "POST", root + "/authorizers", $$"""{"name":"a","type":"TOKEN","authorizerUri":"{{function}}","identitySource":"method.request.header.Auth"}"""),
            ["requestvalidator_id"] = Id("POST", root + "/requestvalidators", """{"name":"v"}"""),
            ["usageplanId"] = Id("POST", "/usageplans", $$$"""{"name":"p","apiStages":[{"apiId":"{{{api}}}","stage":"dev"}],"quota":{"limit":5,"period":"DAY"}}"""),
            ["api_Key"] = Id("POST", "/apikeys", """{"name":"k"}"""),
        };
        Labels["keyId"] = Labels["api_Key"];
        Labels["resource_arn"] = $"arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2F{api}";
        Client.Call("POST", $"/usageplans/{Labels["usageplanId"]}/keys", $$"""{"keyId":"{{Labels["keyId"]}}","keyType":"API_KEY"}""", 201);
    }

    public SignedClient Client { get; } = new();

    public Dictionary<string, string> Labels { get; }

    public void Dispose() => Client.Dispose();

    /// <summary>The path of an operation, of what is there; <see langword="null"/> where a label is of something else.</summary>
    public string? PathOf(OperationShape operation)
    {
        foreach (var (label, make) in new Dictionary<string, Func<string>>
        {
            ["domain_name"] = MakeDomain,
            ["vpclink_id"] = () => Made("/vpclinks", """{"name":"l","targetArns":["arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/a/b"]}""", "id", 202),
            // Its keys take a while to make: only for those who ask for one.
            ["clientcertificate_id"] = () => Made("/clientcertificates", "{}", "clientCertificateId", 201),
        })
        {
            if (operation.UriTemplate.Contains($"{{{label}}}", StringComparison.Ordinal) && !Labels.ContainsKey(label))
            {
                Labels[label] = make();
            }
        }

        return PathOf(operation, Labels);
    }

    public static string? PathOf(OperationShape operation, IReadOnlyDictionary<string, string> labels)
    {
        var path = "";
        foreach (var segment in new UriTemplate(operation.UriTemplate).Segments)
        {
            var part = UriTemplate.IsLabel(segment) ? labels.GetValueOrDefault(UriTemplate.LabelName(segment)) : segment;
            if (part is null)
            {
                return null;
            }

            path += "/" + part;
        }

        return path;
    }

    /// <summary>A body and a query with all that the operation's shape requires.</summary>
    public static (string Body, string Query) Required(OperationShape operation)
    {
        var body = new JsonObject();
        var query = new List<string>(new UriTemplate(operation.UriTemplate).Query.Select(static item => $"{item.Key}={item.Value}"));
        foreach (var member in operation.Input!.Members.Where(static member => member.IsRequired))
        {
            if (member.Location == MemberLocation.QueryString)
            {
                query.Add($"{member.WireName}={(member.Name.EndsWith("Date", StringComparison.Ordinal) ? "2026-01-01" : member.Values is [var value, ..] ? value : "a")}");
            }
            else if (member.Location == MemberLocation.Body && operation.Input.Payload is null)
            {
                body[member.WireName] = Value(member.Shape, member.Values);
            }
        }

        return (body.ToJsonString(), string.Join('&', query));
    }

    private static JsonNode? Value(Shape shape, IReadOnlyList<string> values) => shape.Type switch
    {
        ShapeType.Structure => new JsonObject(shape.Members.Where(static member => member.IsRequired).Select(static member => KeyValuePair.Create(member.WireName, Value(member.Shape, member.Values)))),
        ShapeType.List => new JsonArray(),
        ShapeType.Map => new JsonObject(),
        ShapeType.Boolean => true,
        ShapeType.String => values is [var value, ..] ? value : "a",
        _ => JsonValue.Create(1),
    };

    private string MakeDomain()
    {
        Labels["base_path"] = "v1";
        Client.Call("POST", "/domainnames", """{"domainName":"shop.example.com","certificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a"}""", 201);
        Client.Call("POST", "/domainnames/shop.example.com/basepathmappings", $$"""{"basePath":"v1","restApiId":"{{Labels["restapi_id"]}}","stage":"dev"}""", 201);
        return "shop.example.com";
    }

    private string Made(string path, string body, string member, int status) => (string)Client.Call("POST", path, body, status)[member]!;

    private string Id(string method, string path, string body) => Convert.ToString((string)Client.Call(method, path, body, 201)["id"]!, CultureInfo.InvariantCulture);
}
