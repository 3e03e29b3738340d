// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.Operations.ApiGateway.Documentation;

/// <summary>What is told about the parts of a REST API: create, get, update, delete.</summary>
internal static class DocumentationParts
{
    public static OperationResult<DocumentationPart> CreateDocumentationPart(
        Account account, string restApiId, DocumentationPartLocation location, string properties, OperationContext context)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if ((DocumentationLocations.Check(location) ?? CheckProperties(properties)) is { } error)
        {
            return error;
        }

        if (api.DocumentationParts.Values.Any(other => other.Location == location))
        {
            return AwsError.Conflict($"Documentation part already exists for the specified location: {DocumentationLocations.Text(location)}");
        }

        if (api.DocumentationParts.Count >= context.Quotas.DocumentationPartsPerApi)
        {
            return AwsError.TooMany("Documentation parts", context.Quotas.DocumentationPartsPerApi);
        }

        var id = Identifiers.Next(6, api.DocumentationParts.ContainsKey, "documentationpart", restApiId, DocumentationLocations.Text(location));
        return Put(account, api, new DocumentationPart { Id = id, Location = location, Properties = properties });
    }

    // AWS speaks of the part, too, when there is no such API (recorded).
    public static OperationResult<DocumentationPart> GetDocumentationPart(Account account, string restApiId, string documentationPartId) =>
        account.RestApis.TryGetValue(restApiId, out var api) && api.DocumentationParts.TryGetValue(documentationPartId, out var part)
            ? OperationResult<DocumentationPart>.Done(account, part)
            : AwsError.NoDocumentationPart();

    public static OperationResult<DocumentationPart> UpdateDocumentationPart(Account account, string restApiId, string documentationPartId, string? properties)
    {
        var found = GetDocumentationPart(account, restApiId, documentationPartId);
        if (found.Error is not null)
        {
            return found;
        }

        return CheckProperties(properties) is { } error ? error : Put(account, account.RestApis[restApiId], found.Response! with { Properties = properties! });
    }

    public static OperationResult<DocumentationPart> DeleteDocumentationPart(Account account, string restApiId, string documentationPartId)
    {
        // Here AWS speaks of the API (recorded).
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        return api.DocumentationParts.TryGetValue(documentationPartId, out var part)
            ? OperationResult<DocumentationPart>.Done(account.With(api with { DocumentationParts = api.DocumentationParts.Remove(documentationPartId) }), part)
            : AwsError.NoDocumentationPart();
    }

    private static OperationResult<DocumentationPart> Put(Account account, RestApi api, DocumentationPart part) =>
        OperationResult<DocumentationPart>.Done(account.With(api with { DocumentationParts = api.DocumentationParts.SetItem(part.Id, part) }), part);

    private static AwsError? CheckProperties(string? properties) =>
        JsonObjects.Read(properties) is null ? AwsError.BadRequest("Documentation part properties must be a JSON object") : null;
}
