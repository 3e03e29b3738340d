// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>Puts a document's authorizers into an HTTP API.</summary>
internal static class HttpAuthorizers
{
    /// <summary>The authorizers by the names of their schemes.</summary>
    public static Dictionary<string, Authorizer> ReadAll(ImportRun run, string apiId, Security security)
    {
        var authorizers = new Dictionary<string, Authorizer>(StringComparer.Ordinal);
        foreach (var source in security.Authorizers())
        {
            if (Read(source) is not { } request)
            {
                continue;
            }

            var authorizer = run.Apply(
                account => Authorizers.CreateAuthorizer(account, apiId, request, run.Operations),
                source.Extension.Location,
                source.Path,
                "Change the authorizer to what API Gateway accepts.",
                $"Unable to create Authorizer '{source.Name}'");
            if (authorizer is not null)
            {
                authorizers.Add(source.Name, authorizer);
                run.Source($"/apis/{apiId}/authorizers/{authorizer.AuthorizerId}", source.Scheme.Location, source.Path);
            }
        }

        return authorizers;
    }

    private static Authorizers.CreateAuthorizerRequest? Read(AuthorizerSource source)
    {
        var section = source.Extension;
        var word = section.Text("type");
        var type = word?.ToUpperInvariant() switch { "JWT" => AuthorizerType.Jwt, "REQUEST" => AuthorizerType.Request, _ => (AuthorizerType?)null };
        if (type is not { } known)
        {
            section.Fault("type", word is null ? "The authorizer has no type." : $"HTTP APIs have no authorizers of type \"{word}\".", "Use jwt or request.");
            return null;
        }

        if (section.Node("providerARNs") is not null)
        {
            section.Fault("providerARNs", "providerARNs is nothing that HTTP APIs have.", "Use a jwt authorizer with the user pool as issuer.");
        }

        return new Authorizers.CreateAuthorizerRequest
        {
            Name = source.Name,
            AuthorizerType = known,
            AuthorizerUri = section.Text("authorizerUri"),
            AuthorizerCredentialsArn = section.Text("authorizerCredentials"),
            AuthorizerPayloadFormatVersion = section.Text("authorizerPayloadFormatVersion"),
            AuthorizerResultTtlInSeconds = section.Integer("authorizerResultTtlInSeconds"),
            EnableSimpleResponses = section.Boolean("enableSimpleResponses"),
            IdentitySource = Sources(section),
            IdentityValidationExpression = section.Text("identityValidationExpression"),
            JwtConfiguration = section.Object("jwtConfiguration", ObjectKinds.JwtConfiguration) is { } jwt
                ? new JwtConfiguration { Issuer = jwt.Text("issuer"), Audience = jwt.Texts("audience") }
                : null,
        };
    }

    // A list, or a text with commas.
    private static ImmutableArray<string> Sources(Section section) => section.Node("identitySource") switch
    {
        null => [],
        { Kind: NodeKind.Sequence } => section.Texts("identitySource"),
        _ => [.. (section.Text("identitySource") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
    };
}
