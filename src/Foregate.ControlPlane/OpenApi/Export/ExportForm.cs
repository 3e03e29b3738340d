// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.OpenApi.Export;

/// <summary>In which language an API is exported, and what of it besides what OpenAPI has words for.</summary>
internal sealed record ExportForm
{
    /// <summary>OpenAPI 3.0.1; otherwise Swagger 2.0.</summary>
    public bool IsOpenApi3 { get; init; }

    /// <summary>The back ends.</summary>
    public bool HasIntegrations { get; init; }

    /// <summary>The authorizers behind the security schemes.</summary>
    public bool HasAuthorizers { get; init; }

    /// <summary>Everything else that API Gateway has extensions for.</summary>
    public bool HasExtensions { get; init; }

    /// <summary>The documentation of the stage's version.</summary>
    public bool HasDocumentation { get; init; }

    public string SchemaPlace => IsOpenApi3 ? "#/components/schemas/" : "#/definitions/";

    /// <param name="exportType"><c>oas30</c> or <c>swagger</c>.</param>
    /// <param name="extensions">Names with commas: <c>integrations</c>, <c>authorizers</c>, <c>apigateway</c>, <c>documentation</c>, <c>postman</c>.</param>
    public static (ExportForm? Form, AwsError? Error) Read(string exportType, string? extensions)
    {
        if (exportType is not ("oas30" or "swagger"))
        {
            return (null, AwsError.BadRequest($"Invalid export type specified: {exportType}. Must be one of: [oas30, swagger]"));
        }

        var form = new ExportForm { IsOpenApi3 = exportType == "oas30" };
        foreach (var extension in (extensions ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            switch (extension)
            {
                case "integrations":
                    form = form with { HasIntegrations = true };
                    break;
                case "authorizers":
                    form = form with { HasAuthorizers = true };
                    break;
                case "apigateway":
                    form = form with { HasIntegrations = true, HasAuthorizers = true, HasExtensions = true };
                    break;
                case "documentation":
                    form = form with { HasDocumentation = true };
                    break;
                case "postman":
                    // Postman reads plain OpenAPI.
                    break;
                default:
                    return (null, AwsError.BadRequest(
                        $"Invalid extensions specified: {extension}. Must be one of: [integrations, authorizers, apigateway, documentation, postman]"));
            }
        }

        return (form, null);
    }
}
