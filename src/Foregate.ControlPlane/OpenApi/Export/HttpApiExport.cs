// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.Definitions.ApiGatewayV2;
using Authorizer = Foregate.Definitions.ApiGatewayV2.Authorizer;
using AuthorizationType = Foregate.Definitions.ApiGatewayV2.AuthorizationType;
using Integration = Foregate.Definitions.ApiGatewayV2.Integration;
using Snapshot = Foregate.Definitions.ApiGatewayV2.ApiSnapshot;
using Stage = Foregate.Definitions.ApiGatewayV2.Stage;

namespace Foregate.ControlPlane.OpenApi.Export;

/// <summary>An HTTP API, as it is now or as a stage serves it, as an OpenAPI 3.0.1 document.</summary>
internal sealed class HttpApiExport
{
    private const string Target = "integrations/";
    private const int DefaultTimeout = 30_000;

    private static readonly string[] s_methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "ANY"];

    private readonly Api _api;
    private readonly Stage? _stage;
    private readonly Snapshot _snapshot;
    private readonly bool _hasExtensions;
    private readonly Dictionary<string, string> _shared = new(StringComparer.Ordinal);

    private HttpApiExport(Api api, Stage? stage, Snapshot snapshot, bool hasExtensions)
    {
        (_api, _stage, _snapshot, _hasExtensions) = (api, stage, snapshot, hasExtensions);
        var groups = snapshot.Routes.Values.Select(IntegrationOf).OfType<string>().GroupBy(static id => id).Where(static group => group.Skip(1).Any());
        foreach (var group in groups.OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            _shared.Add(group.Key, $"integration{_shared.Count + 1}");
        }
    }

    /// <param name="stage"><see langword="null"/> exports the API as it is now.</param>
    public static JsonObject Of(Api api, Stage? stage, bool hasExtensions, string region)
    {
        var snapshot = stage?.DeploymentId is { } id
            ? api.Deployments[id].Snapshot
            : new Snapshot { Routes = api.Routes, Integrations = api.Integrations, Authorizers = api.Authorizers, Models = api.Models, CorsConfiguration = api.CorsConfiguration };
        return new HttpApiExport(api, stage, snapshot, hasExtensions).Document(region);
    }

    private JsonObject Document(string region)
    {
        var info = new JsonObject { ["title"] = _api.Name };
        RestIntegrationExport.Add(info, "description", _api.Description);
        info["version"] = _api.Version ?? RestApiExport.Time(_stage?.DeploymentId is { } id ? _api.Deployments[id].CreatedDate : _api.CreatedDate);
        var server = new JsonObject { ["url"] = $"https://{_api.ApiId}.execute-api.{region}.amazonaws.com/{{basePath}}" };
        server["variables"] = new JsonObject { ["basePath"] = new JsonObject { ["default"] = _stage is { StageName: not "$default" } ? _stage.StageName : "" } };
        if (_hasExtensions && _api.DisableExecuteApiEndpoint)
        {
            server["x-amazon-apigateway-endpoint-configuration"] = new JsonObject { ["disableExecuteApiEndpoint"] = true };
        }

        var document = new JsonObject { ["openapi"] = "3.0.1", ["info"] = info, ["servers"] = new JsonArray(server) };
        if (!_api.Tags.IsEmpty)
        {
            document["tags"] = Tags();
        }

        document["paths"] = Paths();
        var components = Components();
        if (components.Count > 0)
        {
            document["components"] = components;
        }

        if (_hasExtensions)
        {
            if (_snapshot.CorsConfiguration is { } cors)
            {
                document["x-amazon-apigateway-cors"] = Of(cors);
            }

            document["x-amazon-apigateway-importexport-version"] = "1.0";
        }

        return document;
    }

    private JsonArray Tags() => new([.. _api.Tags.Select(tag =>
    {
        var json = new JsonObject { ["name"] = tag.Key };
        if (_hasExtensions)
        {
            json["x-amazon-apigateway-tag-value"] = tag.Value;
        }

        return (JsonNode)json;
    })]);

    private JsonObject Paths()
    {
        var paths = new JsonObject();
        foreach (var path in _snapshot.Routes.Values.GroupBy(static route => Split(route.RouteKey).Path).OrderBy(static path => path.Key, StringComparer.Ordinal))
        {
            var item = new JsonObject();
            var routes = path.ToDictionary(static route => Split(route.RouteKey).Method, StringComparer.Ordinal);
            foreach (var method in s_methods)
            {
                if (routes.TryGetValue(method, out var route))
                {
                    item[method == "ANY" ? "x-amazon-apigateway-any-method" : method.ToLowerInvariant()] = Of(route, path.Key);
                }
            }

            paths[path.Key] = item;
        }

        return paths;
    }

    private JsonObject Of(Route route, string path)
    {
        var operation = new JsonObject();
        RestIntegrationExport.Add(operation, "operationId", route.OperationName);
        var parameters = path.Split('/').Where(static part => part is ['{', .., '}']).Select(static part => part[1..^1].TrimEnd('+')).ToList();
        if (parameters.Count > 0)
        {
            operation["parameters"] = new JsonArray([.. parameters.Select(static name => (JsonNode)new JsonObject
            {
                ["name"] = name, ["in"] = "path", ["description"] = "Generated path parameter for " + name, ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" },
            })]);
        }

        var isDefault = route.RouteKey == Operations.ApiGatewayV2.Routes.DefaultKey;
        operation["responses"] = new JsonObject { ["default"] = new JsonObject { ["description"] = $"Default response for {route.RouteKey}" } };
        if (Security(route) is { } security)
        {
            operation["security"] = security;
        }

        if (!_hasExtensions)
        {
            return operation;
        }

        if (isDefault)
        {
            operation["isDefaultRoute"] = true;
        }

        if (route.AuthorizationType == AuthorizationType.AwsIam)
        {
            operation["x-amazon-apigateway-auth"] = new JsonObject { ["type"] = "AWS_IAM" };
        }

        if (IntegrationOf(route) is { } id)
        {
            operation["x-amazon-apigateway-integration"] = _shared.TryGetValue(id, out var name)
                ? new JsonObject { ["$ref"] = $"#/components/x-amazon-apigateway-integrations/{name}" }
                : Of(_snapshot.Integrations[id]);
        }

        return operation;
    }

    private JsonArray? Security(Route route) => route.AuthorizerId is { } id && _snapshot.Authorizers.TryGetValue(id, out var authorizer)
        ? new JsonArray(new JsonObject { [authorizer.Name] = RestIntegrationExport.List(route.AuthorizationScopes) })
        : null;

    private JsonObject Components()
    {
        var components = new JsonObject();
        if (!_snapshot.Authorizers.IsEmpty)
        {
            components["securitySchemes"] = new JsonObject(_snapshot.Authorizers.Values.OrderBy(static authorizer => authorizer.Name, StringComparer.Ordinal)
                .Select(authorizer => KeyValuePair.Create(authorizer.Name, (JsonNode?)Of(authorizer))));
        }

        if (_hasExtensions && _shared.Count > 0)
        {
            components["x-amazon-apigateway-integrations"] = new JsonObject(
                _shared.Select(entry => KeyValuePair.Create(entry.Value, (JsonNode?)Of(_snapshot.Integrations[entry.Key]))));
        }

        return components;
    }

    private JsonObject Of(Authorizer authorizer)
    {
        var isJwt = authorizer.AuthorizerType == Definitions.ApiGatewayV2.AuthorizerType.Jwt;
        var scheme = isJwt
            ? new JsonObject { ["type"] = "oauth2", ["flows"] = new JsonObject() }
            : new JsonObject { ["type"] = "apiKey", ["name"] = "Authorization", ["in"] = "header" };
        if (!_hasExtensions)
        {
            return scheme;
        }

        var json = new JsonObject { ["type"] = isJwt ? "jwt" : "request" };
        if (authorizer.JwtConfiguration is { } jwt)
        {
            var configuration = new JsonObject();
            RestIntegrationExport.Add(configuration, "issuer", jwt.Issuer);
            configuration["audience"] = RestIntegrationExport.List(jwt.Audience);
            json["jwtConfiguration"] = configuration;
        }

        if (!authorizer.IdentitySource.IsEmpty)
        {
            json["identitySource"] = string.Join(',', authorizer.IdentitySource);
        }

        RestIntegrationExport.Add(json, "authorizerUri", authorizer.AuthorizerUri);
        RestIntegrationExport.Add(json, "authorizerCredentials", authorizer.AuthorizerCredentialsArn);
        RestIntegrationExport.Add(json, "authorizerPayloadFormatVersion", authorizer.AuthorizerPayloadFormatVersion);
        RestIntegrationExport.Add(json, "identityValidationExpression", authorizer.IdentityValidationExpression);
        if (authorizer.AuthorizerResultTtlInSeconds is { } seconds)
        {
            json["authorizerResultTtlInSeconds"] = seconds;
        }

        if (authorizer.EnableSimpleResponses is { } simple)
        {
            json["enableSimpleResponses"] = simple;
        }

        scheme["x-amazon-apigateway-authorizer"] = json;
        return scheme;
    }

    private static JsonObject Of(Integration integration)
    {
        var json = new JsonObject { ["payloadFormatVersion"] = integration.PayloadFormatVersion };
        RestIntegrationExport.Add(json, "description", integration.Description);
        json["type"] = ExtensionWords.HttpTypes[integration.IntegrationType].ToLowerInvariant();
        RestIntegrationExport.Add(json, "integrationSubtype", integration.IntegrationSubtype);
        RestIntegrationExport.Add(json, "credentials", integration.CredentialsArn);
        RestIntegrationExport.Add(json, "httpMethod", integration.IntegrationMethod);
        RestIntegrationExport.Add(json, "uri", integration.IntegrationUri);
        RestIntegrationExport.Add(json, "requestParameters", integration.RequestParameters);
        if (!integration.ResponseParameters.IsEmpty)
        {
            json["responseParameters"] = new JsonObject(
                integration.ResponseParameters.Select(static entry => KeyValuePair.Create(entry.Key, (JsonNode?)RestIntegrationExport.Map(entry.Value))));
        }

        RestIntegrationExport.Add(json, "connectionId", integration.ConnectionId);
        json["connectionType"] = ExtensionWords.ConnectionTypes[integration.ConnectionType];
        if (integration.TimeoutInMillis != DefaultTimeout)
        {
            json["timeoutInMillis"] = integration.TimeoutInMillis;
        }

        if (integration.ServerNameToVerify is { } name)
        {
            json["tlsConfig"] = new JsonObject { ["serverNameToVerify"] = name };
        }

        return json;
    }

    private static JsonObject Of(Cors cors)
    {
        var json = new JsonObject();
        Add(json, "allowMethods", cors.AllowMethods);
        if (cors.MaxAge is { } seconds)
        {
            json["maxAge"] = seconds;
        }

        Add(json, "exposeHeaders", cors.ExposeHeaders);
        Add(json, "allowHeaders", cors.AllowHeaders);
        Add(json, "allowOrigins", cors.AllowOrigins);
        if (cors.AllowCredentials)
        {
            json["allowCredentials"] = true;
        }

        return json;
    }

    private static void Add(JsonObject json, string name, ImmutableArray<string> texts)
    {
        if (!texts.IsEmpty)
        {
            json[name] = RestIntegrationExport.List(texts);
        }
    }

    private string? IntegrationOf(Route route) =>
        route.Target is { } target && target.StartsWith(Target, StringComparison.Ordinal) && _snapshot.Integrations.ContainsKey(target[Target.Length..]) ? target[Target.Length..] : null;

    private static (string Method, string Path) Split(string routeKey)
    {
        var at = routeKey.IndexOf(' ', StringComparison.Ordinal);
        return at < 0 ? ("ANY", $"/{routeKey}") : (routeKey[..at], routeKey[(at + 1)..]);
    }
}
