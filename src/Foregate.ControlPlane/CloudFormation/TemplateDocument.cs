// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.OpenApi.Results;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Ssm;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation;

/// <summary>The document that the gateway serves: a CloudFormation or SAM template, which becomes a stack, or an OpenAPI document.</summary>
public static class TemplateDocument
{
    /// <summary>
    /// Makes what the document describes. Nothing is half done: the result has either an account or every fault of the document. What the document before
    /// made and this one does not goes; a template that is read again changes its stack.
    /// </summary>
    /// <param name="document">The file's bytes, UTF-8.</param>
    /// <param name="fileName">The name that faults carry; its ending says JSON or YAML, otherwise the first character does.</param>
    /// <param name="options">What the document does not say.</param>
    /// <param name="account">The account before the import.</param>
    /// <param name="time">Where creation dates come from.</param>
    public static ImportResult Import(ReadOnlyMemory<byte> document, string fileName, ImportOptions options, Account account, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(time);
        var faults = new List<Fault>();
        var root = DocumentReader.Read(document, fileName, new DocumentLimits { Bytes = options.Quotas.OpenApiDocumentBytes }, faults);
        if (root is null)
        {
            return new ImportResult { Faults = [.. faults] };
        }

        var operations = new OperationContext { Now = ImportRun.ToTheSecond(time.GetUtcNow()), FillRandom = options.FillRandom, Quotas = options.Quotas, IsTakenElsewhere = options.IsTakenElsewhere, KeepCode = options.KeepCode };
        if (!IsTemplate(root))
        {
            var rest = Without(account, static stack => stack.IsDocument, operations);
            return DocumentMarks.Write(OpenApiDocument.Import(document, fileName, options, rest, time), OpenApiDocument.WithoutPrevious(rest, options.Previous));
        }

        foreach (var (option, has, cure) in (ReadOnlySpan<(string, bool, string)>)[("--upstream", options.Upstream is not null, "back ends"), ("--stage", options.StageName is not null, "stages")])
        {
            if (has)
            {
                faults.Add(new Fault { Location = new SourceLocation(option, 1, 1), DocumentPath = DocumentPath.Root, Cause = $"{option} is for OpenAPI documents: a template names its {cure}.", Cure = "Leave it out." });
            }
        }

        var name = StackName(fileName);
        var before = Without(OpenApiDocument.WithoutPrevious(account, options.Previous) with { Document = null }, stack => stack.IsDocument && stack.StackName != name, operations);
        if (before.Stacks.TryGetValue(name, out var other) && !other.IsDocument)
        {
            faults.Add(new Fault { Location = root.Location, DocumentPath = DocumentPath.Root, Cause = $"There is a stack {name} already, which another template made.", Cure = "Rename the file, or delete the stack." });
        }

        var request = new StackRequest { StackName = name, Template = document, FileName = fileName, Parameters = options.Parameters, IsDocument = true };
        var outcome = StackEngine.Deploy(before, root, request, new StackContext
        {
            Operations = operations,
            Imports = options,
            Artifacts = artifact => options.ReadObject(artifact.Bucket, artifact.Key, artifact.Version),
            SystemParameter = name => Parameters.TryFind(before, name, out var parameter) is null ? parameter!.Value : null,
            Folder = Path.GetDirectoryName(Path.GetFullPath(fileName))!,

            // A file is edited to be tried: what it says now is served, whichever of its deployments says so.
            RenewsDeployments = true,
        });
        faults.AddRange(outcome.Faults);
        return faults.Count > 0
            ? new ImportResult { Kind = ApiKind.Rest, IsTemplate = true, Faults = [.. faults], Notices = outcome.Notices, InertPaths = outcome.InertPaths }
            : Result(outcome, outcome.Account!, before.Stacks.GetValueOrDefault(name));
    }

    private static bool IsTemplate(DocumentNode root) =>
        !root.TryGet("openapi", out _) && !root.TryGet("swagger", out _)
        && (root.TryGet("AWSTemplateFormatVersion", out _) || root.TryGet("Resources", out _) || root.TryGet("Transform", out _));

    // What another document made, as a stack, goes with it.
    private static Account Without(Account account, Func<Stack, bool> leaves, OperationContext operations)
    {
        foreach (var (key, stack) in account.Stacks)
        {
            if (key == stack.StackName && leaves(stack))
            {
                account = StackRemoval.Delete(account, stack, operations, ImmutableHashSet<string>.Empty);
            }
        }

        return account;
    }

    private static ImportResult Result(StackOutcome outcome, Account account, Stack? before)
    {
        var stack = outcome.Stack!;
        var apis = StackContents.Apis(account, stack);
        var first = apis.Length > 0 ? apis[0] : null;
        return new ImportResult
        {
            IsTemplate = true,
            Account = account,
            Kind = first?.IsRest == false ? ApiKind.Http : ApiKind.Rest,
            ApiId = first?.ApiId ?? "",
            ApiName = first?.ApiName ?? "",
            StageName = first?.StageName ?? "",
            TemplateApis = apis,
            Outputs = [.. stack.Outputs.Select(static output => new TemplateOutput(output.Key, output.Value))],
            ApiKeyIds = [.. StackContents.ApiKeys(account, stack).Select(static key => key.Key.Id)],
            GeneratedKeys = StackContents.GeneratedKeys(account, stack, before),
            Notices = outcome.Notices,
            InertPaths = outcome.InertPaths,
            SourceMap = outcome.SourceMap,
        };
    }

    /// <summary>A stack is called after its file, or the folder of one that is called template: letters, digits and hyphens.</summary>
    private static string StackName(string fileName)
    {
        var file = Path.GetFileNameWithoutExtension(fileName);

        // Every SAM project calls its template so: its folder tells stacks apart.
        file = file is "template" or "template.sam" && Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(fileName))) is { Length: > 0 } folder ? folder : file;
        var name = new string([.. file.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
        return name.Length > 0 && char.IsAsciiLetter(name[0]) ? name : $"stack-{name}".TrimEnd('-');
    }
}
