// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.CloudFormation;

/// <summary>
/// The public templates were made to try a transform, not to be deployed: some say what AWS refuses. Only that is put right, each with its reason, so that the rest of
/// the template can be held against what is made of it.
/// </summary>
internal static class TemplateMends
{
    private const string Document = """
        {"swagger": "2.0", "info": {"title": "mended", "version": "1"}, "paths": {"/mended": {"get": {"responses": {}, "x-amazon-apigateway-integration": {"type": "http_proxy", "httpMethod": "GET", "uri": "http://127.0.0.1:9000"}}}}}
        """;

    private const string HttpDocument = """
        {"openapi": "3.0.1", "info": {"title": "mended", "version": "1"}, "paths": {"/mended": {"get": {"responses": {}, "x-amazon-apigateway-integration": {"type": "http_proxy", "httpMethod": "GET", "uri": "http://127.0.0.1:9000", "payloadFormatVersion": "1.0"}}}}}
        """;

    private const string Private = """{"Types": ["PRIVATE"]}""";

    private const string UserPool = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_A1b2C3d4E";

    private const string Role = "arn:aws:iam::000000000000:role/r";

    private const string Truststore = "s3://bucket/truststore.pem";

    private const string Function = """{"Type": "AWS::Lambda::Function", "Properties": {"Runtime": "nodejs22.x", "Handler": "index.handler", "Code": {"ZipFile": "exports.handler = 1"}}}""";

    // A place, what stands there afterwards (nothing takes it away), and why.
    private static readonly Dictionary<string, (string Place, string? Json, string Why)[]> s_mends = new(StringComparer.Ordinal)
    {
        ["api_rest_paths_with_if_condition_openapi_no_value_then_case"] = [("Resources/MyApi/Properties/Body", Document, "a function's integration has the address of a web site")],
        ["api_endpoint_configuration_with_vpcendpoint"] =
        [
            ("Resources/ExplicitApi/Properties/EndpointConfiguration/Types", "[\"PRIVATE\"]", "only private APIs have VPC endpoints"),
            ("Resources/ExplicitApi/Properties/Parameters/endpointConfigurationTypes", "\"PRIVATE\"", "only private APIs have VPC endpoints"),
        ],
        ["api_http_paths_with_if_condition_no_value_then_case"] = [("Resources/MyApi/Properties/Body", HttpDocument, "a function's integration has the address of a web site")],
        ["api_with_custom_domains_private"] = [("Resources/MyApi/Properties/EndpointConfiguration", Private, "private domain names lead to private APIs")],
        ["api_with_custom_domains_private_basePath"] = [("Resources/MyApi/Properties/EndpointConfiguration", Private, "private domain names lead to private APIs")],
        ["implicit_and_explicit_api_with_conditions"] = [("Resources/explicitapi/Properties/Body", Document, "its only path has no value, and an API without methods is not deployed")],
        ["api_rest_paths_with_if_condition_openapi_no_value_else_case"] = [("Resources/MyApi/Properties/Body", Document, "its only path has no value, and an API without methods is not deployed")],
        ["api_with_any_method_in_swagger"] = [("Resources/MyApi/Properties/Body", Document, "REST APIs have no $default path and no method any"), ("Resources/MyApiStage/Properties/StageName", "\"Prod\"", "there is no parameter Stage")],
        ["api_with_basic_custom_domain"] =
        [
            ("Resources/ApiGatewayDomainName23cdccdf9c/Properties/MutualTlsAuthentication", null, "edge domain names have no mutual TLS"),
            ("Resources/ServerlessRestApiBasePathMapping/Properties/BasePath", "\"other\"", "two mappings have one path"),
        ],
        ["api_with_security_definition_and_components"] = [("Resources/ExplicitApi/Properties/Body/components/schemas/Error/type", "\"object\"", "schemas know no type Object")],
        ["api_with_resource_refs"] = [("Resources/MyApi/Properties/Body", Document, "the body is no document")],
        ["explicit_api_openapi_3"] = [("Resources/ApiWithInlineSwagger/Properties/Body", Document, "the body is no document")],
        ["http_api_def_uri"] = [("Resources/Function/Properties/Code/S3Key", "\"code\"", "one object cannot be a document and an archive")],
        ["http_api_description"] = [("Resources/HttpApi/Properties/Body/info/title", "\"described\"", "the document has no title")],
        ["http_api_with_null_path"] = [("Resources/EXAMPLEPARTIALGateway/Properties/Body/info", "{\"title\": \"t\", \"version\": \"1\"}", "the document has no title")],
        ["http_api_explicit_stage"] = [("Resources/MyApiProdStage/Properties/RouteSettings/$default/DataTraceEnabled", null, "HTTP APIs have no execution logs"), ("Resources/MyApiProdStage/Properties/RouteSettings/$default/LoggingLevel", null, "HTTP APIs have no execution logs")],
        ["intrinsic_functions"] =
        [
            ("Resources/FunctionWithExplicitS3Uri/Properties/Code/S3Key", "\"code\"", "one object cannot be a document and an archive"),
            ("Resources/MyExplicitApidevStage/Properties/Variables/Var2", "\"value\"", "variables have no blanks"),
            ("Resources/FunctionWithValidGetAttAndRef/Properties/Role", "\"arn:aws:iam::000000000000:role/r\"", "there is no function Fn::Ref"),
        ],
        ["http_api_existing_openapi"] = [("Resources/DifferentFunction", Function, "the document names a function that the template has not")],
        ["http_api_existing_openapi_conditions"] = [("Resources/DifferentFunction", Function, "the document names a function that the template has not")],
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

    /// <summary>Every mend of one place, by its template and its number there.</summary>
    public static IEnumerable<(string Name, int Number, string Place)> All => s_mends.SelectMany(static entry => entry.Value.Select((mend, number) => (entry.Key, number, mend.Place)));

    /// <param name="except">The number of a mend of one place that is left out; -1 for none.</param>
    public static void Apply(string name, JsonObject template, int except = -1)
    {
        var resources = template["Resources"]!.AsObject().Select(static resource => resource.Key).ToHashSet(StringComparer.Ordinal);
        Order(template, resources);
        Mend(template, "");
        Remove(template["Resources"]!.AsObject());
        foreach (var (number, (place, json, _)) in (s_mends.GetValueOrDefault(name) ?? []).Index())
        {
            if (number == except)
            {
                continue;
            }

            var keys = place.Split('/');
            var at = keys[..^1].Aggregate((JsonNode)template, static (node, key) => node[key]!).AsObject();
            at.Remove(keys[^1]);
            if (json is not null)
            {
                at[keys[^1]] = JsonNode.Parse(json);
            }
        }

        AddMethods(template);
    }

    // What AWS refuses in many of them: user pools and stores that are none, roles whose partition was never filled in, texts of mock responses without quotes, APIs
    // without methods that are deployed all the same.
    private static void Mend(JsonNode? node, string key)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (key == "providerARNs" && (list[i] is null || (list[i] is JsonValue arn && !((string)arn!).Contains("cognito-idp", StringComparison.Ordinal))))
                {
                    list[i] = UserPool;
                }

                Mend(list[i], key);
            }
        }

        foreach (var (name, value) in node is JsonObject map ? map.ToList() : [])
        {
            var text = value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String ? (string)scalar! : null;
            node![name] = name switch
            {
                "authorizerCredentials" when text?.StartsWith("arn:{", StringComparison.Ordinal) == true => Role,
                "LoggingLevel" when text is not null => text.ToUpperInvariant(),
                "TruststoreUri" when text?.StartsWith("s3://", StringComparison.Ordinal) == false => Truststore,
                _ when key == "responseParameters" && (value is JsonObject || text is not ['\'', ..]) => "'mended'",
                _ => value?.DeepClone(),
            };
            Mend(node[name], name);
        }
    }

    // Authorizers whose functions were never filled in have permissions for arn:aws.
    private static void Remove(JsonObject resources)
    {
        foreach (var (id, resource) in resources.ToList())
        {
            if ((string)resource!["Type"]! == "AWS::Lambda::Permission" && resource["Properties"]!["FunctionName"] is JsonValue function && (string)function! == "arn:aws")
            {
                resources.Remove(id);
            }
        }
    }

    private static void AddMethods(JsonObject template)
    {
        foreach (var (_, resource) in template["Resources"]!.AsObject())
        {
            if ((string)resource!["Type"]! == "AWS::ApiGateway::RestApi" && resource["Properties"]?["Body"] is JsonObject body && !HasMethods(body["paths"]))
            {
                body["paths"] = JsonNode.Parse(Document)!["paths"]!.DeepClone();
                body["info"] ??= JsonNode.Parse(Document)!["info"]!.DeepClone();
            }
        }
    }

    private static bool HasMethods(JsonNode? paths) => paths is JsonObject map && map.Any(static path => path.Key == "Fn::If" || (path.Value is JsonObject item && item.Count > 0));

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
