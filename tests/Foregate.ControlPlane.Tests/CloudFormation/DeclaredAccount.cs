// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.CloudFormation;
using Foregate.Definitions.DomainNames;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.CloudFormation;

/// <summary>Holds an account against what a template declares: every difference is a line.</summary>
internal sealed class DeclaredAccount(JsonObject template, Account account, Stack stack)
{
    private static readonly string[] s_verbs = ["get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method"];

    private readonly DeclaredTemplate _declared = new(template, account, stack);
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Differences()
    {
        var all = _declared.Resources().ToList();
        SameList("resources", "", all.Select(static resource => resource.Id).Order(StringComparer.Ordinal), stack.Resources.Keys.Order(StringComparer.Ordinal));
        var kinds = all.ToLookup(static resource => resource.Type, StringComparer.Ordinal);
        Same("APIs", "", kinds["AWS::ApiGateway::RestApi"].Count(), account.RestApis.Count);
        Same("HTTP APIs", "", kinds["AWS::ApiGatewayV2::Api"].Count(), account.Apis.Count);
        Same("keys", "", kinds["AWS::ApiGateway::ApiKey"].Count(), account.ApiKeys.Count);
        Same("plans", "", kinds["AWS::ApiGateway::UsagePlan"].Count(), account.UsagePlans.Count);
        Same("functions", "", kinds["AWS::Lambda::Function"].Count(), account.Functions.Count);
        Same("domain names", "", kinds["AWS::ApiGateway::DomainName"].Count() + kinds["AWS::ApiGateway::DomainNameV2"].Count() + kinds["AWS::ApiGatewayV2::DomainName"].Count(), account.DomainNames.Count);
        Same("mappings", "", kinds["AWS::ApiGateway::BasePathMapping"].Count() + kinds["AWS::ApiGateway::BasePathMappingV2"].Count() + kinds["AWS::ApiGatewayV2::ApiMapping"].Count(), account.DomainNames.Values.Sum(static domain => domain.ApiMappings.Count));
        Same("permissions", "", kinds["AWS::Lambda::Permission"].Count(), account.Functions.Values.Sum(static function => function.Permissions.Count));
        foreach (var (id, type, properties) in all)
        {
            try
            {
                Look(id, type, properties);
            }
            catch (Exception exception) when (exception is NullReferenceException or InvalidOperationException or KeyNotFoundException or ArgumentNullException)
            {
                _lines.Add($"{id}: is not there ({exception.Message})");
            }
        }

        return _lines;
    }

    private void Look(string id, string type, JsonObject said)
    {
        var physical = _declared.PhysicalId(id);
        switch (type)
        {
            case "AWS::ApiGateway::RestApi":
                Look(id, account.RestApis[physical], said);
                break;
            case "AWS::ApiGateway::Stage":
                Look(id, account.RestApis[Text(said, "RestApiId")!].Stages[Text(said, "StageName")!], said);
                break;
            case "AWS::ApiGateway::Deployment":
                Same("deployment", id, Text(said, "Description"), account.RestApis[Text(said, "RestApiId")!].Deployments[physical].Description);
                break;
            case "AWS::ApiGateway::ApiKey":
                Same("key", id, Text(said, "Enabled") != "false", account.ApiKeys[physical].Enabled);
                break;
            case "AWS::ApiGateway::UsagePlan":
                Look(id, account.UsagePlans[physical], said);
                break;
            case "AWS::ApiGateway::UsagePlanKey":
                Same("plan key", id, true, account.UsagePlans[Text(said, "UsagePlanId")!].Keys.ContainsKey(Text(said, "KeyId")!));
                break;
            case "AWS::ApiGateway::DomainName" or "AWS::ApiGateway::DomainNameV2" or "AWS::ApiGatewayV2::DomainName":
                Look(id, account.DomainNames.Values.Single(domain => domain.Name.Equals(Text(said, "DomainName"), StringComparison.OrdinalIgnoreCase)), said);
                break;
            case "AWS::ApiGateway::BasePathMapping" or "AWS::ApiGateway::BasePathMappingV2" or "AWS::ApiGatewayV2::ApiMapping":
                var name = Text(said, "DomainName") ?? Text(said, "DomainNameArn")!.Split("/domainnames/")[1].Split('+')[0];
                Same(
                    "mapping",
                    id,
                    true,
                    account.DomainNames.Values.Single(domain => domain.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ApiMappings.Values.Any(mapping =>
                        (mapping.ApiId, mapping.Stage, mapping.ApiMappingKey) == ((Text(said, "RestApiId") ?? Text(said, "ApiId"))!, Text(said, "Stage"), Text(said, "BasePath") ?? Text(said, "ApiMappingKey") ?? "")));
                break;
            case "AWS::ApiGateway::DomainNameAccessAssociation":
                Same("association", id, Text(said, "AccessAssociationSource"), account.DomainNameAccessAssociations.Values.Single().AccessAssociationSource);
                break;
            case "AWS::ApiGatewayV2::Api":
                Look(id, account.Apis[physical], said);
                break;
            case "AWS::ApiGatewayV2::Stage":
                Look(id, account.Apis[Text(said, "ApiId")!].Stages[Text(said, "StageName")!], said);
                break;
            case "AWS::ApiGatewayV2::Route":
                var route = account.Apis[Text(said, "ApiId")!].Routes[physical];
                Same("route", id, (Text(said, "RouteKey"), Text(said, "Target"), Text(said, "AuthorizerId"), Text(said, "OperationName"), Text(said, "ApiKeyRequired") == "true"), (route.RouteKey, route.Target, route.AuthorizerId, route.OperationName, route.ApiKeyRequired));
                break;
            case "AWS::ApiGatewayV2::Integration":
                var integration = account.Apis[Text(said, "ApiId")!].Integrations[physical];
                Same("integration", id, (Text(said, "IntegrationUri"), Text(said, "IntegrationType"), Number(said, "TimeoutInMillis") ?? 29_000), (integration.IntegrationUri, Word(integration.IntegrationType.ToString()), integration.TimeoutInMillis));
                break;
            case "AWS::ApiGatewayV2::Authorizer":
                var authorizer = account.Apis[Text(said, "ApiId")!].Authorizers[physical];
                Same("authorizer", id, (Text(said, "Name"), Text(said, "AuthorizerUri"), Text(said, "AuthorizerCredentialsArn")), (authorizer.Name, authorizer.AuthorizerUri, authorizer.AuthorizerCredentialsArn));
                break;
            case "AWS::Lambda::Function":
                var function = account.Functions[physical];
                Same(
                    "function",
                    id,
                    (Text(said, "Runtime"), Text(said, "Handler"), Number(said, "Timeout") ?? 3, Number(said, "MemorySize") ?? 128, Text(said, "Role"), said["TenancyConfig"] is not null, (said["Environment"]?["Variables"] as JsonObject)?.Count ?? 0, (said["Tags"] as JsonArray)?.Count ?? 0),
                    (function.Runtime, function.Handler, function.Timeout, function.MemorySize, function.Role, function.TenantIsolationMode is not null, function.Environment.Count, function.Tags.Count));
                break;
            case "AWS::Lambda::Version":
                Same("version", id, true, account.Functions[Text(said, "FunctionName")!].Versions.Values.Any(version => physical.EndsWith($":{version.Version}", StringComparison.Ordinal)));
                break;
            case "AWS::Lambda::Alias":
                Same("alias", id, Text(said, "FunctionVersion"), account.Functions[Text(said, "FunctionName")!].Aliases[Text(said, "Name")!].FunctionVersion);
                break;
            case "AWS::Lambda::Permission":
                var permission = account.Functions.Values.SelectMany(static owner => owner.Permissions.Values).Single(permission => permission.StatementId == physical);
                Same("permission", id, (Text(said, "Action"), Text(said, "Principal"), Text(said, "SourceArn"), Text(said, "SourceAccount")), (permission.Action, permission.Principal, permission.SourceArn, permission.SourceAccount));
                break;
            default:
                Same("resource of another service", id, true, stack.Resources[id].IsExternal);
                break;
        }
    }

    private void Look(string id, RestApi api, JsonObject said)
    {
        var body = said["Body"] as JsonObject ?? TransformedTemplates.Document(isHttp: false);
        Same("name", id, Text(said, "Name") ?? Text(body["info"] as JsonObject ?? [], "title") ?? api.Name, api.Name);
        var paths = body["paths"] as JsonObject ?? [];
        var methods = paths.SelectMany(path => (path.Value as JsonObject ?? []).Where(static method => s_verbs.Contains(method.Key)).Select(method => (Path: path.Key, Verb: method.Key == s_verbs[^1] ? "ANY" : method.Key.ToUpperInvariant(), Said: (JsonObject)method.Value!))).ToList();
        var made = api.Resources.Values.SelectMany(static resource => resource.ResourceMethods.Values.Select(method => (resource.Path, Method: method))).ToList();
        SameList("methods", id, methods.Select(static method => $"{method.Verb} {Trimmed(method.Path)}").Order(StringComparer.Ordinal), made.Select(static one => $"{one.Method.HttpMethod} {Trimmed(one.Path)}").Order(StringComparer.Ordinal));
        foreach (var (path, verb, operation) in methods)
        {
            var method = made.FirstOrDefault(one => Trimmed(one.Path) == Trimmed(path) && one.Method.HttpMethod == verb).Method;
            if (method is null)
            {
                continue;
            }

            var integration = operation["x-amazon-apigateway-integration"] as JsonObject;
            Same("integration", $"{id} {verb} {path}", integration is null ? null : Text(integration, "uri"), method.MethodIntegration?.Uri);
            Same("integration type", $"{id} {verb} {path}", integration is null ? null : Text(integration, "type")?.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant(), method.MethodIntegration?.Type.ToString().ToLowerInvariant());
            var schemes = (operation["security"] ?? body["security"]) is JsonArray security ? security.OfType<JsonObject>().SelectMany(static scheme => scheme.Select(static entry => entry.Key)).ToList() : [];
            var authorizers = schemes.Where(scheme => api.Authorizers.Values.Any(authorizer => authorizer.Name == scheme)).ToList();
            Same("authorizer", $"{id} {verb} {path}", authorizers.FirstOrDefault(), method.AuthorizerId is { } used ? api.Authorizers[used].Name : null);
            Same("key", $"{id} {verb} {path}", schemes.Any(static scheme => scheme.Equals("api_key", StringComparison.OrdinalIgnoreCase)), method.ApiKeyRequired);
        }

        var schemesOf = (body.ContainsKey("openapi") ? body["components"]?["securitySchemes"] : body["securityDefinitions"]) as JsonObject ?? [];
        var declared = schemesOf.Where(static scheme => scheme.Value?["x-amazon-apigateway-authorizer"] is not null).Select(static scheme => scheme.Key).Order(StringComparer.Ordinal);
        SameList("authorizers", id, declared, api.Authorizers.Values.Select(static authorizer => authorizer.Name).Order(StringComparer.Ordinal));
        Same("gateway responses", id, (body["x-amazon-apigateway-gateway-responses"] as JsonObject ?? []).Count, api.GatewayResponses.Count);
        Same("validators", id, (body["x-amazon-apigateway-request-validators"] as JsonObject ?? []).Count, api.RequestValidators.Count);
        var models = (body.ContainsKey("openapi") ? body["components"]?["schemas"] : body["definitions"]) as JsonObject ?? [];
        Same("models", id, true, models.All(model => api.Models.Values.Any(known => known.Name == new string([.. model.Key.Where(char.IsAsciiLetterOrDigit)]))));
        Same("binary types", id, ((said["BinaryMediaTypes"] as JsonArray)?.Count ?? 0) + ((body["x-amazon-apigateway-binary-media-types"] as JsonArray)?.Count ?? 0) > 0, api.BinaryMediaTypes.Length > 0);
        Same("compression", id, Number(said, "MinimumCompressionSize"), api.MinimumCompressionSize);
        Same("policy", id, said["Policy"] is not null || body["x-amazon-apigateway-policy"] is not null, !string.IsNullOrEmpty(api.Policy));
        Same("endpoint", id, Text(said["Parameters"] as JsonObject ?? [], "endpointConfigurationTypes") ?? ((said["EndpointConfiguration"]?["Types"] as JsonArray)?[0])?.ToString() ?? "EDGE", api.EndpointConfiguration.Types[0].ToString().ToUpperInvariant());
    }

    private void Look(string id, Stage stage, JsonObject said)
    {
        Same("stage", id, Text(said, "DeploymentId"), stage.DeploymentId);
        SameList("variables", id, Pairs(said["Variables"]), stage.Variables.Select(static pair => $"{pair.Key}={pair.Value}"));
        Same("tags", id, (said["Tags"] as JsonArray)?.Count ?? 0, stage.Tags.Count);
        Same("tracing", id, Text(said, "TracingEnabled") == "true", stage.TracingEnabled);
        Same("cache", id, Text(said, "CacheClusterEnabled") == "true", stage.CacheClusterEnabled);
        Same("settings", id, (said["MethodSettings"] as JsonArray)?.Count ?? 0, stage.MethodSettings.Count);
        Same("log", id, Text(said["AccessLogSetting"] as JsonObject ?? [], "Format"), stage.AccessLogSettings?.Format);
    }

    private void Look(string id, UsagePlan plan, JsonObject said)
    {
        SameList("stages", id, (said["ApiStages"] as JsonArray ?? []).Select(stage => $"{Text((JsonObject)stage!, "ApiId")}:{Text((JsonObject)stage!, "Stage")}").Order(StringComparer.Ordinal), plan.ApiStages.Select(static stage => $"{stage.ApiId}:{stage.Stage}").Order(StringComparer.Ordinal));
        Same("quota", id, Number(said["Quota"] as JsonObject ?? [], "Limit"), plan.Quota?.Limit);
        Same("burst", id, Number(said["Throttle"] as JsonObject ?? [], "BurstLimit"), plan.Throttle?.BurstLimit);
    }

    private void Look(string id, DomainName domain, JsonObject said)
    {
        var configuration = (said["DomainNameConfigurations"] as JsonArray)?[0] as JsonObject ?? said;
        Same("certificate", id, Text(configuration, "CertificateArn") ?? Text(configuration, "RegionalCertificateArn"), domain.CertificateArn ?? domain.RegionalCertificateArn);
        Same("security policy", id, Text(configuration, "SecurityPolicy") ?? domain.SecurityPolicy, domain.SecurityPolicy);
        Same("truststore", id, Text(said["MutualTlsAuthentication"] as JsonObject ?? [], "TruststoreUri"), domain.MutualTlsAuthentication?.TruststoreUri);
        Same("policy", id, said["Policy"] is not null, domain.Policy is not null);
    }

    private void Look(string id, V2.Api api, JsonObject said)
    {
        Same("protocol", id, Text(said, "ProtocolType") ?? "HTTP", api.ProtocolType.ToString().ToUpperInvariant());
        Same("endpoint", id, Text(said, "DisableExecuteApiEndpoint") == "true", api.DisableExecuteApiEndpoint);
        if (said["Body"] is null && said["BodyS3Location"] is null)
        {
            Same("name", id, (Text(said, "Name"), Text(said, "RouteSelectionExpression"), (said["Tags"] as JsonObject)?.Count ?? 0), (api.Name, api.RouteSelectionExpression, api.Tags.Count));
            return;
        }

        var body = said["Body"] as JsonObject ?? TransformedTemplates.Document(isHttp: true);
        Same("name", id, Text(said, "Name") ?? Text((JsonObject)body["info"]!, "title"), api.Name);
        Same("CORS", id, body["x-amazon-apigateway-cors"] is not null || said["CorsConfiguration"] is not null, api.CorsConfiguration is not null);
        Same("tags", id, (body["tags"] as JsonArray ?? []).Count(static tag => tag?["x-amazon-apigateway-tag-value"] is not null), api.Tags.Count);
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (path, item) in body["paths"] as JsonObject ?? [])
        {
            foreach (var (verb, operation) in (item as JsonObject ?? []).Where(static method => s_verbs.Contains(method.Key)))
            {
                var method = verb == s_verbs[^1] ? "ANY" : verb.ToUpperInvariant();
                var isDefault = operation!["isDefaultRoute"]?.ToString() is "true" or "True" || path is "$default" or "/$default";
                var key = isDefault ? "$default" : $"{method} {path}";
                keys.Add(key);
                if (api.Routes.Values.FirstOrDefault(route => route.RouteKey == key) is not { } route)
                {
                    continue;
                }

                var integration = operation["x-amazon-apigateway-integration"] as JsonObject;
                Same("integration", $"{id} {key}", integration is null ? null : Text(integration, "uri"), route.Target is { } target ? api.Integrations[target["integrations/".Length..]].IntegrationUri : null);
                var scheme = (operation["security"] ?? body["security"]) is JsonArray { Count: > 0 } security ? ((JsonObject)security[0]!).First().Key : null;
                var authorizer = route.AuthorizationType == V2.AuthorizationType.AwsIam ? "AWS_IAM" : route.AuthorizerId is { } used ? api.Authorizers[used].Name : null;
                Same("authorizer", $"{id} {key}", scheme == "NONE" ? null : scheme, authorizer);
            }
        }

        SameList("routes", id, keys, api.Routes.Values.Select(static route => route.RouteKey).Order(StringComparer.Ordinal));
    }

    private void Look(string id, V2.Stage stage, JsonObject said)
    {
        Same("stage", id, (Text(said, "AutoDeploy") == "true", (said["Tags"] as JsonObject)?.Count ?? 0, Text(said["AccessLogSettings"] as JsonObject ?? [], "Format")), (stage.AutoDeploy, stage.Tags.Count, stage.AccessLogSettings?.Format));
        SameList("variables", id, Pairs(said["StageVariables"]), stage.StageVariables.Select(static pair => $"{pair.Key}={pair.Value}"));
        SameList("settings", id, (said["RouteSettings"] as JsonObject ?? []).Select(static entry => entry.Key), stage.RouteSettings.Keys);
        Same("burst", id, Number(said["DefaultRouteSettings"] as JsonObject ?? [], "ThrottlingBurstLimit"), stage.DefaultRouteSettings.ThrottlingBurstLimit);
        Same("deployed", id, stage.AutoDeploy, stage.DeploymentId is not null);
    }

    private void SameList(string what, string id, IEnumerable<string> said, IEnumerable<string> made) => Same(what, id, string.Join(" | ", said), string.Join(" | ", made));

    private void Same<T>(string what, string id, T said, T made)
    {
        if (!EqualityComparer<T>.Default.Equals(said, made))
        {
            _lines.Add($"{id}: {what} is {made}, and the template says {said}");
        }
    }

    private static IEnumerable<string> Pairs(JsonNode? map) => (map as JsonObject ?? []).OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}");

    private static string? Text(JsonObject map, string name) => map[name] is JsonValue value ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString() : null;

    private static int? Number(JsonObject map, string name) => Text(map, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string Trimmed(string path) => path.Length > 1 ? path.TrimEnd('/') : path;

    // AwsProxy is AWS_PROXY on the wire.
    private static string Word(string name) => string.Concat(name.Select(static (letter, i) => char.IsAsciiLetterUpper(letter) && i > 0 ? $"_{letter}" : letter.ToString())).ToUpperInvariant();
}
