// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>Puts a document's authorizers into a REST API: those that are there by name are changed.</summary>
internal static class RestAuthorizers
{
    /// <summary>The authorizers by the names of their schemes.</summary>
    public static Dictionary<string, Authorizer> ReadAll(ImportRun run, string restApiId, Security security)
    {
        var authorizers = new Dictionary<string, Authorizer>(StringComparer.Ordinal);
        foreach (var source in security.Authorizers())
        {
            if (Read(source) is { } request && Put(run, restApiId, source, request) is { } authorizer)
            {
                authorizers.Add(source.Name, authorizer);
                run.Source($"/restapis/{restApiId}/authorizers/{authorizer.Id}", source.Scheme.Location, source.Path);
            }
        }

        return authorizers;
    }

    private static Authorizers.CreateAuthorizerRequest? Read(AuthorizerSource source)
    {
        var section = source.Extension;
        var word = section.Text("type");
        if (ExtensionWords.AuthorizerTypes.Read(word) is not { } type)
        {
            section.Fault("type", word is null ? "The authorizer has no type." : $"REST APIs have no authorizers of type \"{word}\".", "Use token, request or cognito_user_pools.");
            return null;
        }

        foreach (var name in (string[])["authorizerPayloadFormatVersion", "enableSimpleResponses", "jwtConfiguration"])
        {
            if (section.Node(name) is not null)
            {
                section.Fault(name, $"{name} is nothing that REST APIs have.", "Remove it.");
            }
        }

        return new Authorizers.CreateAuthorizerRequest
        {
            Name = source.Name,
            Type = type,
            ProviderArns = section.Texts("providerARNs"),
            AuthType = source.Scheme.Text("x-amazon-apigateway-authtype"),
            AuthorizerUri = section.Text("authorizerUri"),
            AuthorizerCredentials = section.Text("authorizerCredentials"),
            IdentitySource = section.Text("identitySource") ?? (type == AuthorizerType.Request ? null : source.SchemeSource("method.request.")),
            IdentityValidationExpression = section.Text("identityValidationExpression"),
            AuthorizerResultTtlInSeconds = section.Integer("authorizerResultTtlInSeconds"),
        };
    }

    private static Authorizer? Put(ImportRun run, string restApiId, AuthorizerSource source, Authorizers.CreateAuthorizerRequest request)
    {
        var known = run.Account.RestApis[restApiId].Authorizers.Values.FirstOrDefault(authorizer => authorizer.Name == source.Name);
        return run.Apply(
            account => known is null
                ? Authorizers.CreateAuthorizer(account, restApiId, request, run.Operations)
                : Authorizers.UpdateAuthorizer(account, restApiId, known.Id, request, run.Operations),
            source.Extension.Location,
            source.Path,
            "Change the authorizer to what API Gateway accepts.",
            source.Attempt);
    }
}
