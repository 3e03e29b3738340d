// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Parts;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions;

namespace Foregate.ControlPlane.OpenApi.Importing;

/// <summary>OpenAPI 2.0 and 3.0 documents, JSON or YAML, with API Gateway's extensions.</summary>
public static class OpenApiDocument
{
    /// <summary>
    /// Makes the API that the document describes, in <paramref name="account"/>, deployed to a stage. Nothing is half done: the result has either
    /// an account or every fault of the document.
    /// </summary>
    /// <param name="document">The file's bytes, UTF-8.</param>
    /// <param name="fileName">The name that faults carry; its ending says JSON or YAML, otherwise the first character does.</param>
    /// <param name="options">What the document does not say.</param>
    /// <param name="account">The account before the import.</param>
    /// <param name="time">Where creation dates come from.</param>
    public static ImportResult Import(ReadOnlyMemory<byte> document, string fileName, ImportOptions options, Account account, TimeProvider time)
    {
        var faults = new List<Fault>();
        var root = DocumentReader.Read(document, fileName, new DocumentLimits { Bytes = options.Quotas.OpenApiDocumentBytes }, faults);
        if (root is null)
        {
            return new ImportResult { Faults = [.. faults] };
        }

        var reading = new ReadingContext(root, account.AccountId, account.Region);
        var operations = new OperationContext { Now = ImportRun.ToTheSecond(time.GetUtcNow()), FillRandom = options.FillRandom, Quotas = options.Quotas, IsTakenElsewhere = options.IsTakenElsewhere };
        var upstream = options.Upstream is { } url ? Upstream.Parse(url) : null;
        if (options.Upstream is not null && upstream is null)
        {
            reading.Fault(
                new SourceLocation("--upstream", 1, 1), DocumentPath.Root, $"\"{options.Upstream}\" is not a base URL.", "Write it like http://localhost:9000 or https://host/base.");
        }

        var run = new ImportRun(reading, WithoutPrevious(account, options.Previous), operations, options) { Upstream = upstream };
        var result = Read(run) ?? new ImportResult();
        reading.Finish();
        return run.HasFaults
            ? new ImportResult { Kind = result.Kind, Faults = InOrder(reading.Faults), Notices = [.. reading.Notices], InertPaths = [.. reading.InertPaths] }
            : result with { Account = run.Account, Notices = [.. reading.Notices], InertPaths = [.. reading.InertPaths], SourceMap = run.Sources() };
    }

    /// <summary>Makes the API that the body of a template's resource describes, without a stage; <see langword="null"/> after a fault.</summary>
    internal static ImportResult? ReadBody(ImportRun run)
    {
        var result = Read(run);
        run.Reading.Finish();
        return run.HasFaults ? null : result;
    }

    internal static ImportResult? Read(ImportRun run)
    {
        var reading = run.Reading;
        if (Version(reading) is not { } isOpenApi3
            || (!isOpenApi3 && run.Target is { IsHttp: true })
            || Section.Open(reading, reading.Root, DocumentPath.Root, isOpenApi3 ? ObjectKinds.OpenApi3 : ObjectKinds.Swagger2) is not { } document)
        {
            return null;
        }

        document.Text(isOpenApi3 ? "openapi" : "swagger");
        var looksLike = isOpenApi3 && IsHttpApi(document, reading.Root) ? ApiKind.Http : ApiKind.Rest;
        var kind = run.Target is { } target ? (target.IsHttp ? ApiKind.Http : ApiKind.Rest) : run.Options.BodyOf ?? looksLike;
        var shared = isOpenApi3 ? document.Object("components", ObjectKinds.Components) : document;
        var security = new Security(reading, kind, document, shared?.Object(isOpenApi3 ? "securitySchemes" : "securityDefinitions", ObjectKinds.SecuritySchemes));
        var basePath = BasePath.Read(reading, document);
        var basePathMode = run.Target?.BasePath ?? BasePathMode.Ignore;
        if (!reading.IsLenient && basePathMode == BasePathMode.Ignore && basePath is not (null or "" or "/"))
        {
            reading.Notice(document.At(document.Has("basePath") ? "basePath" : "servers"), $"The base path {basePath} is ignored, as AWS does by default: paths are served without it.");
        }

        var head = run.Target?.Name is { } name && !document.Has("info")
            ? new ApiHead(name, null, null, document.Location, DocumentPath.Root)
            : ApiHead.Read(document) ?? new ApiHead(reading.IsLenient ? "" : "untitled", null, null, document.Location, DocumentPath.Root);
        var source = new ApiSource
        {
            Document = document,
            Head = head,
            Schemas = shared?.Object(isOpenApi3 ? "schemas" : "definitions", ObjectKinds.Schemas),
            Endpoint = Endpoint(run, document),
            PathPrefix = BasePath.Prefix(basePath, basePathMode),
            IsOpenApi3 = isOpenApi3,
        };
        var result = kind == ApiKind.Http ? HttpApiImport.Run(run, security, source) : RestApiImport.Run(run, security, source);
        if (shared is not null)
        {
            NameUnused(reading, shared);
        }

        return result;
    }

    /// <summary>True for OpenAPI 3.0, false for 2.0, <see langword="null"/> after a fault.</summary>
    private static bool? Version(ReadingContext reading)
    {
        var root = reading.Root;
        if (root.TryGet("openapi", out var openapi))
        {
            if (openapi.Value.Text.StartsWith("3.0", StringComparison.Ordinal))
            {
                return true;
            }

            reading.Fault(openapi.Value.Location, "#/openapi", $"OpenAPI \"{openapi.Value.Text}\" is not taken, by API Gateway neither.", "Use OpenAPI 3.0.x.");
            return null;
        }

        if (root.TryGet("swagger", out var swagger))
        {
            if (swagger.Value.Text == "2.0")
            {
                return false;
            }

            reading.Fault(swagger.Value.Location, "#/swagger", $"Swagger \"{swagger.Value.Text}\" is not taken.", "Use swagger: \"2.0\" or OpenAPI 3.0.x.");
            return null;
        }

        reading.Fault(root.Location, DocumentPath.Root, "Invalid OpenAPI input: there is neither openapi nor swagger at the top.", "Start the document with openapi: 3.0.3.");
        return null;
    }

    private static bool IsHttpApi(Section document, DocumentNode root)
    {
        document.Node("x-amazon-apigateway-importexport-version");
        return document.Has("x-amazon-apigateway-importexport-version")
            || document.Has("x-amazon-apigateway-cors")
            || OperationSource.AnyPayloadFormat2(root);
    }

    /// <summary>The endpoint configuration: of Swagger at the top, of OpenAPI 3 in a server, and people write either.</summary>
    private static Section? Endpoint(ImportRun run, Section document)
    {
        const string extension = "x-amazon-apigateway-endpoint-configuration";
        const string disabled = "disableExecuteApiEndpoint";
        var endpoint = document.Object(extension, ObjectKinds.EndpointConfiguration);
        var servers = document.Items("servers") ?? [];
        for (var i = 0; endpoint is null && i < servers.Count; i++)
        {
            var path = DocumentPath.Append(DocumentPath.Append(document.PathOf("servers"), i), extension);
            endpoint = servers[i].TryGet(extension, out var entry) ? Section.Open(run.Reading, entry.Value, path, ObjectKinds.EndpointConfiguration) : null;
        }

        if (run.Target is null && endpoint?.Boolean(disabled) == true)
        {
            endpoint.Fault(disabled, "disableExecuteApiEndpoint would need custom domain names, without which the API could not be reached.", "Remove it.");
        }

        return endpoint;
    }

    /// <summary>What can be referred to, but was not, changes nothing.</summary>
    private static void NameUnused(ReadingContext reading, Section shared)
    {
        foreach (var name in (string[])["parameters", "responses", "pathItems", "x-amazon-apigateway-integrations"])
        {
            foreach (var entry in shared.Object(name, ObjectKinds.Integrations)?.Entries() ?? [])
            {
                var path = DocumentPath.Append(shared.PathOf(name), entry.Key);
                if (!reading.WasReferenced(path))
                {
                    reading.Inert($"unused {name}", path);
                }
            }
        }
    }

    /// <summary>The account without what the document made when it was read before: what was made by calls stays.</summary>
    internal static Account WithoutPrevious(Account account, ImportResult? previous)
    {
        if (previous is null)
        {
            return account;
        }

        if (previous.IsTemplate)
        {
            return WithoutTemplate(account, previous);
        }

        foreach (var key in previous.ApiKeyIds)
        {
            account = ApiKeys.DeleteApiKey(account, key).Account ?? account;
        }

        if (previous.UsagePlanId is { } plan)
        {
            account = UsagePlans.UpdateUsagePlan(account, plan, new UsagePlans.UpdateUsagePlanRequest { ApiStages = [] }).Account ?? account;
            account = UsagePlans.DeleteUsagePlan(account, plan).Account ?? account;
        }

        return (previous.Kind == ApiKind.Rest ? RestApis.DeleteRestApi(account, previous.ApiId).Account : Apis.DeleteApi(account, previous.ApiId).Account) ?? account;
    }

    private static Account WithoutTemplate(Account account, ImportResult previous)
    {
        if (previous is not { Account: { } made, Before: { } before })
        {
            return account;
        }

        return account with
        {
            RestApis = account.RestApis.RemoveRange(made.RestApis.Keys.Except(before.RestApis.Keys)),
            Apis = account.Apis.RemoveRange(made.Apis.Keys.Except(before.Apis.Keys)),
            ApiKeys = account.ApiKeys.RemoveRange(made.ApiKeys.Keys.Except(before.ApiKeys.Keys)),
            UsagePlans = account.UsagePlans.RemoveRange(made.UsagePlans.Keys.Except(before.UsagePlans.Keys)),
            Functions = account.Functions.RemoveRange(made.Functions.Keys.Except(before.Functions.Keys)),
        };
    }

    internal static ImmutableArray<Fault> InOrder(List<Fault> faults) =>
        [.. faults.OrderBy(fault => fault.Location.Line).ThenBy(fault => fault.Location.Column)];
}
