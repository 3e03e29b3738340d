// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.OpenApi.Export;

/// <summary>How callers are known, as security schemes, and what of it each method asks.</summary>
internal sealed class RestSecurityExport
{
    private const string HeaderSource = "method.request.header.";

    private readonly ApiSnapshot _api;
    private readonly ExportForm _form;
    private readonly DocumentationExport _documentation;
    private readonly string _keyName;
    private readonly string _signatureName;

    public RestSecurityExport(ApiSnapshot api, ExportForm form, DocumentationExport documentation)
    {
        _api = api;
        _form = form;
        _documentation = documentation;
        var taken = api.Authorizers.Values.Select(static authorizer => authorizer.Name).ToHashSet(StringComparer.Ordinal);
        _keyName = Free("api_key", taken);
        _signatureName = Free("sigv4", taken);
    }

    public JsonObject Schemes()
    {
        var schemes = new JsonObject();
        var methods = _api.Resources.Values.SelectMany(static resource => resource.ResourceMethods.Values).ToList();
        foreach (var authorizer in _api.Authorizers.Values.OrderBy(static authorizer => authorizer.Name, StringComparer.Ordinal))
        {
            var scheme = Of(authorizer);
            _documentation.Merge(scheme, DocumentationPartType.Authorizer, name: authorizer.Name);
            schemes[authorizer.Name] = scheme;
        }

        if (methods.Exists(static method => method.AuthorizationType == AuthorizationType.AwsIam))
        {
            schemes[_signatureName] = ApiKey("Authorization", "awsSigv4");
        }

        if (methods.Exists(static method => method.ApiKeyRequired))
        {
            schemes[_keyName] = ApiKey("x-api-key", null);
        }

        return schemes;
    }

    /// <summary>Each thing asked is an entry of its own, though all of them are asked.</summary>
    public JsonArray? Of(Method method)
    {
        var security = new JsonArray();
        if (method.AuthorizationType == AuthorizationType.AwsIam)
        {
            security.Add((JsonNode)Requirement(_signatureName, []));
        }
        else if (method.AuthorizerId is { } id && _api.Authorizers.TryGetValue(id, out var authorizer))
        {
            security.Add((JsonNode)Requirement(authorizer.Name, method.AuthorizationScopes));
        }

        if (method.ApiKeyRequired)
        {
            security.Add((JsonNode)Requirement(_keyName, []));
        }

        return security.Count == 0 ? null : security;
    }

    private JsonObject Of(Authorizer authorizer)
    {
        // A header is named by the scheme; every other source by the authorizer.
        var source = authorizer.IdentitySource;
        var isHeader = authorizer.Type != AuthorizerType.Request
            && source is not null && source.StartsWith(HeaderSource, StringComparison.Ordinal) && !source.Contains(',', StringComparison.Ordinal);
        var scheme = ApiKey(
            isHeader ? source![HeaderSource.Length..] : "Unused",
            _form.HasAuthorizers ? authorizer.AuthType ?? (authorizer.Type == AuthorizerType.CognitoUserPools ? "cognito_user_pools" : "custom") : null);
        if (!_form.HasAuthorizers)
        {
            return scheme;
        }

        var extension = new JsonObject { ["type"] = ExtensionWords.AuthorizerTypes[authorizer.Type].ToLowerInvariant() };
        if (!authorizer.ProviderArns.IsEmpty)
        {
            extension["providerARNs"] = RestIntegrationExport.List(authorizer.ProviderArns);
        }

        RestIntegrationExport.Add(extension, "authorizerUri", authorizer.AuthorizerUri);
        RestIntegrationExport.Add(extension, "authorizerCredentials", authorizer.AuthorizerCredentials);
        RestIntegrationExport.Add(extension, "identitySource", isHeader ? null : source);
        RestIntegrationExport.Add(extension, "identityValidationExpression", authorizer.IdentityValidationExpression);
        if (authorizer.AuthorizerResultTtlInSeconds is { } seconds)
        {
            extension["authorizerResultTtlInSeconds"] = seconds;
        }

        scheme["x-amazon-apigateway-authorizer"] = extension;
        return scheme;
    }

    private static JsonObject ApiKey(string name, string? authType)
    {
        var scheme = new JsonObject { ["type"] = "apiKey", ["name"] = name, ["in"] = "header" };
        RestIntegrationExport.Add(scheme, "x-amazon-apigateway-authtype", authType);
        return scheme;
    }

    private static JsonObject Requirement(string name, IEnumerable<string> scopes) => new() { [name] = RestIntegrationExport.List(scopes) };

    private static string Free(string name, HashSet<string> taken)
    {
        while (taken.Contains(name))
        {
            name += "_";
        }

        return name;
    }
}
