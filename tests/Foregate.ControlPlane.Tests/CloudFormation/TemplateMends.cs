// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.CloudFormation;

/// <summary>
/// The public templates were made to try a transform, not to be deployed: some say what AWS refuses. Only that is put right, each with its reason, so that the rest of
/// the template can be held against what is made of it.
/// </summary>
internal static class TemplateMends
{
    private const string Function = """{"Type": "AWS::Lambda::Function", "Properties": {"Runtime": "nodejs22.x", "Handler": "index.handler", "Code": {"ZipFile": "exports.handler = 1"}}}""";

    // A place, what stands there afterwards (nothing takes it away), and why.
    private static readonly Dictionary<string, (string Place, string? Json, string Why)[]> s_mends = new(StringComparer.Ordinal)
    {
        ["http_api_def_uri"] = [("Resources/Function/Properties/Code/S3Key", "\"code\"", "one object cannot be a document and an archive")],
        ["http_api_description"] = [("Resources/HttpApi/Properties/Name", "\"described\"", "the document has no title"), ("Resources/HttpApi/Properties/Body/info/title", "\"described\"", "the document has no title")],
        ["http_api_with_null_path"] = [("Resources/EXAMPLEPARTIALGateway/Properties/Body/info", "{\"title\": \"t\", \"version\": \"1\"}", "the document has no title")],
        ["http_api_explicit_stage"] = [("Resources/MyApiProdStage/Properties/RouteSettings/$default/DataTraceEnabled", null, "HTTP APIs have no execution logs"), ("Resources/MyApiProdStage/Properties/RouteSettings/$default/LoggingLevel", null, "HTTP APIs have no execution logs")],
        ["http_api_with_custom_domains_regional"] = [("Resources/ApiGatewayDomainNameV2e12ae193a4/Properties/MutualTlsAuthentication/TruststoreUri", "\"s3://bucket/truststore.pem\"", "the variable was never filled in")],
        ["intrinsic_functions"] =
        [
            ("Resources/FunctionWithExplicitS3Uri/Properties/Code/S3Key", "\"code\"", "one object cannot be a document and an archive"),
            ("Resources/FunctionWithValidGetAttAndRef/Properties/Role", "\"arn:aws:iam::000000000000:role/r\"", "there is no function Fn::Ref"),
        ],
        ["http_api_existing_openapi"] = [("Resources/DifferentFunction", Function, "the document names a function that the template has not")],
        ["http_api_existing_openapi_conditions"] = [("Resources/DifferentFunction", Function, "the document names a function that the template has not")],
        ["state_machine_with_api_authorizer"] = [("Resources/MyApiMyLambdaTokenAuthAuthorizerPermission", null, "arn:aws is no function")],
        ["websocket_api_api_config"] = [("Resources/MyApi/Properties/ApiKeySelectionExpression", null, "AWS knows two expressions, and this is neither")],
        ["websocket_api_api_globals"] =
        [
            ("Resources/Api1/Properties/ApiKeySelectionExpression", null, "AWS knows two expressions, and this is neither"),
            ("Resources/Api2/Properties/ApiKeySelectionExpression", null, "AWS knows two expressions, and this is neither"),
        ],
        ["websocket_api_route_config"] =
        [
            ("Resources/MyApiConnectRoute/Properties/RouteResponseSelectionExpression", "\"$default\"", "AWS knows one expression, and this is another"),
            ("Resources/MyApiConnectRoute/Properties/RequestParameters", "{\"route.request.querystring.p\": {\"Required\": true}}", "parameters have names of their own form, and constraints"),
            ("Resources/MyApiConnectRoute/Properties/RequestModels", null, "there are no such models"),
        ],
    };

    public static void Apply(string name, JsonObject template)
    {
        var resources = template["Resources"]!.AsObject().Select(static resource => resource.Key).ToHashSet(StringComparer.Ordinal);
        Order(template, resources);
        foreach (var (place, json, _) in s_mends.GetValueOrDefault(name) ?? [])
        {
            var keys = place.Split('/');
            var at = keys[..^1].Aggregate((JsonNode)template, static (node, key) => node[key]!).AsObject();
            at.Remove(keys[^1]);
            if (json is not null)
            {
                at[keys[^1]] = JsonNode.Parse(json);
            }
        }
    }

    // Lists were sorted when the files were written, the arguments of functions among them.
    private static void Order(JsonNode? node, HashSet<string> resources)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Order(item, resources);
            }
        }

        foreach (var (key, value) in node is JsonObject map ? map.ToList() : [])
        {
            if (value is JsonArray { Count: 2 } pair && pair[1] is JsonValue last
                && (key == "Fn::GetAtt" ? pair[0] is JsonValue attribute && !resources.Contains((string)attribute!) && resources.Contains((string)last!) : key == "Fn::Sub" && pair[0] is JsonObject))
            {
                node![key] = new JsonArray(last.DeepClone(), pair[0]!.DeepClone());
            }

            Order(node![key], resources);
        }
    }
}
