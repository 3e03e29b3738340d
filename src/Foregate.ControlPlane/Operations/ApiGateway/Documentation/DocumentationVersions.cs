// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.Operations.ApiGateway.Documentation;

/// <summary>Frozen states of a REST API's documentation: create, get, update, delete.</summary>
internal static class DocumentationVersions
{
    public sealed record CreateDocumentationVersionRequest
    {
        public required string DocumentationVersion { get; init; }

        /// <summary>The stage that shows it from now on.</summary>
        public string? StageName { get; init; }

        public string? Description { get; init; }
    }

    public static OperationResult<DocumentationVersion> CreateDocumentationVersion(
        Account account, string restApiId, CreateDocumentationVersionRequest request, OperationContext context)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if (request.DocumentationVersion.Length is 0 or > 64)
        {
            return AwsError.BadRequest("Documentation version must have 1 to 64 characters");
        }

        if (api.DocumentationVersions.ContainsKey(request.DocumentationVersion))
        {
            return AwsError.Conflict($"Documentation version already exists: {request.DocumentationVersion}");
        }

        var version = new DocumentationVersion
        {
            Version = request.DocumentationVersion,
            Description = request.Description,
            CreatedDate = context.Now,
            Parts = api.DocumentationParts,
        };
        api = api with { DocumentationVersions = api.DocumentationVersions.Add(version.Version, version) };
        if (request.StageName is not { Length: > 0 } stageName)
        {
            return OperationResult<DocumentationVersion>.Done(account.With(api), version);
        }

        return api.Stages.TryGetValue(stageName, out var stage)
            ? OperationResult<DocumentationVersion>.Done(account.With(api, stage with { DocumentationVersion = version.Version, LastUpdatedDate = context.Now }), version)
            : AwsError.NoStage();
    }

    public static OperationResult<DocumentationVersion> GetDocumentationVersion(Account account, string restApiId, string documentationVersion)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        return api.DocumentationVersions.TryGetValue(documentationVersion, out var version)
            ? OperationResult<DocumentationVersion>.Done(account, version)
            : AwsError.NoDocumentationVersion();
    }

    public static OperationResult<DocumentationVersion> UpdateDocumentationVersion(Account account, string restApiId, string documentationVersion, string? description)
    {
        var found = GetDocumentationVersion(account, restApiId, documentationVersion);
        if (found.Error is not null)
        {
            return found;
        }

        var api = account.RestApis[restApiId];
        var version = found.Response! with { Description = description };
        return OperationResult<DocumentationVersion>.Done(account.With(api with { DocumentationVersions = api.DocumentationVersions.SetItem(documentationVersion, version) }), version);
    }

    public static OperationResult<DocumentationVersion> DeleteDocumentationVersion(Account account, string restApiId, string documentationVersion)
    {
        var found = GetDocumentationVersion(account, restApiId, documentationVersion);
        if (found.Error is not null)
        {
            return found;
        }

        var api = account.RestApis[restApiId];
        return api.Stages.Values.FirstOrDefault(stage => stage.DocumentationVersion == documentationVersion) is { } stage
            ? AwsError.BadRequest($"Documentation version {documentationVersion} is shown by stage {stage.StageName}, which must be given another or deleted")
            : OperationResult<DocumentationVersion>.Done(account.With(api with { DocumentationVersions = api.DocumentationVersions.Remove(documentationVersion) }), found.Response!);
    }
}
