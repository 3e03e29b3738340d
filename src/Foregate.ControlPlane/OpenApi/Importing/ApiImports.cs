// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Parts;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions;

namespace Foregate.ControlPlane.OpenApi.Importing;

/// <summary>Imports as AWS's operations do them: what is not known is left out and warned of, and the API is neither deployed nor given keys.</summary>
internal static class ApiImports
{
    private const string Invalid = "Invalid OpenAPI input.";

    /// <summary>Makes a REST API, or puts the document into the one that <paramref name="target"/> names.</summary>
    public static OperationResult<ImportedDocument> ImportRestApi(
        Account account, ReadOnlyMemory<byte> document, ImportTarget target, bool failOnWarnings, OperationContext context)
    {
        if (target.ApiId is { } id && RestApis.GetRestApi(account, id).Error is { } missing)
        {
            return missing;
        }

        return Import(account, document, target, failOnWarnings, context, Invalid);
    }

    /// <summary>Makes an HTTP API, or makes the one that <paramref name="target"/> names anew.</summary>
    public static OperationResult<ImportedDocument> ImportApi(
        Account account, ReadOnlyMemory<byte> document, ImportTarget target, bool failOnWarnings, OperationContext context)
    {
        if (target.ApiId is { } id && Apis.GetApi(account, id).Error is { } missing)
        {
            return missing;
        }

        return Import(account, document, target, failOnWarnings, context, Invalid);
    }

    /// <summary>Puts the documentation of a document into a REST API, and nothing else of it.</summary>
    public static OperationResult<ImportedDocument> ImportDocumentationParts(
        Account account, string restApiId, ReadOnlyMemory<byte> document, bool overwrites, bool failOnWarnings, OperationContext context)
    {
        const string unreadable = "Unable to build importer with provided input.";
        var found = RestApis.GetRestApi(account, restApiId);
        if (found.Error is { } missing)
        {
            return missing;
        }

        if (Run(account, document, new ImportTarget { ApiId = restApiId }, context) is not { } run
            || !(run.Reading.Root.TryGet("openapi", out _) || run.Reading.Root.TryGet("swagger", out _))
            || Section.Open(run.Reading, run.Reading.Root, DocumentPath.Root, ObjectKinds.Swagger2) is not { } section)
        {
            return AwsError.BadRequest(unreadable);
        }

        // Of the rest of the document nobody asks whether it is right.
        run.Reading.Warnings.Clear();
        if (overwrites)
        {
            run.Apply(_ => OperationResult<Definitions.ApiGateway.RestApi>.Done(
                account.With(found.Response! with { DocumentationParts = found.Response.DocumentationParts.Clear() }), found.Response), section.Location, section.Path, "");
        }

        var ids = DocumentationImport.ReadAll(run, restApiId, section);
        return Answer(run, new ImportedDocument { ApiId = restApiId, DocumentationPartIds = ids }, failOnWarnings);
    }

    private static OperationResult<ImportedDocument> Import(
        Account account, ReadOnlyMemory<byte> document, ImportTarget target, bool failOnWarnings, OperationContext context, string unreadable)
    {
        if (Run(account, document, target, context) is not { } run)
        {
            return AwsError.BadRequest(unreadable);
        }

        if (OpenApiDocument.Read(run) is not { } result)
        {
            return AwsError.BadRequest(unreadable);
        }

        return Answer(run, new ImportedDocument { ApiId = result.ApiId }, failOnWarnings);
    }

    // Null when the document cannot be read at all.
    private static ImportRun? Run(Account account, ReadOnlyMemory<byte> document, ImportTarget target, OperationContext context)
    {
        var limits = new DocumentLimits { Bytes = context.Quotas.OpenApiDocumentBytes };
        return DocumentReader.Read(document, "document", limits, []) is { } root
            ? new ImportRun(new ReadingContext(root, account.AccountId, account.Region, isLenient: true), account, context, new ImportOptions { Quotas = context.Quotas }) { Target = target }
            : null;
    }

    private static OperationResult<ImportedDocument> Answer(ImportRun run, ImportedDocument made, bool failOnWarnings)
    {
        var warnings = run.Reading.Warnings;
        if (run.Reading.Errors is { Count: > 0 } errors)
        {
            if (errors.Find(static error => error.IsLimit) is { } limit)
            {
                return limit;
            }

            var text = "Errors found during import:" + Lines(errors.Select(static error => error.Message));
            return AwsError.BadRequest(warnings.Count == 0 ? text : $"{text}\nAdditionally, these warnings were found:{Lines(warnings)}");
        }

        return failOnWarnings && warnings.Count > 0
            ? AwsError.BadRequest("Warnings found during import:" + Lines(warnings))
            : OperationResult<ImportedDocument>.Done(run.Account, made with { Warnings = [.. warnings] });
    }

    private static string Lines(IEnumerable<string> texts) => string.Concat(texts.Select(static text => $"\n\t{text}"));
}
