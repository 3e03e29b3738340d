// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Sam;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.OpenApi.Results;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.CloudFormation;

/// <summary>CloudFormation and SAM templates, YAML or JSON: what they define is made through the same operations as by every other way.</summary>
public static class TemplateDocument
{
    private const string Serverless = "AWS::Serverless-2016-10-31";

    /// <summary>
    /// Makes what the document describes, be it a template or an OpenAPI document. Nothing is half done: the result has either an account or
    /// every fault of the document.
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
        var result = root is null ? new ImportResult { Faults = [.. faults] }
            : IsTemplate(root) ? Import(root, fileName, options, account, time)
            : OpenApiDocument.Import(document, fileName, options, account, time);
        return DocumentMarks.Write(result, OpenApiDocument.WithoutPrevious(account, options.Previous));
    }

    private static bool IsTemplate(DocumentNode root) =>
        !root.TryGet("openapi", out _) && !root.TryGet("swagger", out _)
        && (root.TryGet("AWSTemplateFormatVersion", out _) || root.TryGet("Resources", out _) || root.TryGet("Transform", out _));

    private static ImportResult Import(DocumentNode root, string fileName, ImportOptions options, Account account, TimeProvider time)
    {
        var reading = new ReadingContext(root, account.AccountId, account.Region);
        var operations = new OperationContext { Now = ImportRun.ToTheSecond(time.GetUtcNow()), FillRandom = options.FillRandom, Quotas = options.Quotas, IsTakenElsewhere = options.IsTakenElsewhere };
        var before = OpenApiDocument.WithoutPrevious(account, options.Previous);
        var run = new ImportRun(reading, before, operations, options);
        if (options.Upstream is not null)
        {
            reading.Fault(new SourceLocation("--upstream", 1, 1), DocumentPath.Root, "--upstream is for OpenAPI documents: a template names its back ends.", "Leave it out.");
        }

        if (options.StageName is not null)
        {
            reading.Fault(new SourceLocation("--stage", 1, 1), DocumentPath.Root, "--stage is for OpenAPI documents: a template names its stages.", "Leave it out.");
        }

        var scope = new Scope { AccountId = account.AccountId, Region = account.Region, StackName = StackName(fileName) };
        var evaluator = new Evaluator(reading, scope);
        var outputs = ImmutableArray<TemplateOutput>.Empty;
        var stack = new Stack(run, evaluator, Path.GetDirectoryName(Path.GetFullPath(fileName))!);
        if (Section.Open(reading, new LongForm(reading).Of(root, DocumentPath.Root), DocumentPath.Root, TemplateKinds.Template) is { } template)
        {
            outputs = Read(template, evaluator, stack, options);
        }

        reading.Finish();
        return run.HasFaults
            ? new ImportResult { Kind = ApiKind.Rest, IsTemplate = true, Faults = OpenApiDocument.InOrder(reading.Faults), Notices = [.. reading.Notices.Where(notice => notice.Location is not null)], InertPaths = [.. reading.InertPaths] }
            : Result(run, account, before, stack, outputs) with { Notices = [.. reading.Notices], InertPaths = [.. reading.InertPaths], SourceMap = run.Sources() };
    }

    private static ImmutableArray<TemplateOutput> Read(Section template, Evaluator evaluator, Stack stack, ImportOptions options)
    {
        var reading = evaluator.Reading;
        var transforms = ReadTransforms(template, reading);
        template.Text("AWSTemplateFormatVersion");
        new TemplateParameters(reading, evaluator.Scope, options.Parameters).Read(template.Object("Parameters", TemplateKinds.Parameters));
        if (template.Object("Mappings", TemplateKinds.Mappings) is not null)
        {
            evaluator.Scope.Mappings = template.Node("Mappings");
        }

        if (template.Object("Conditions", TemplateKinds.Conditions) is not null)
        {
            ConditionFunctions.Decide(evaluator, template.Node("Conditions")!, template.PathOf("Conditions"));
        }

        var resources = ReadResources(template, evaluator);
        if (transforms.Contains(Serverless))
        {
            resources = SamTransform.Run(resources, template.Node("Globals"), evaluator, stack.Folder);
        }
        else if (template.Has("Globals"))
        {
            template.Fault("Globals", "Globals belong to SAM, whose transform the template does not name.", $"Write Transform: {Serverless}.");
        }

        stack.Make(resources);
        return ReadOutputs(template.Object("Outputs", TemplateKinds.Outputs), evaluator, stack);
    }

    private static HashSet<string> ReadTransforms(Section template, ReadingContext reading)
    {
        var transforms = new HashSet<string>(StringComparer.Ordinal);
        var node = template.Node("Transform");
        foreach (var transform in node is null ? [] : node.Kind == NodeKind.Sequence ? node.Items : [node])
        {
            if (transform.Kind == NodeKind.String && transform.Text is Serverless or "AWS::LanguageExtensions")
            {
                transforms.Add(transform.Text);
            }
            else
            {
                reading.Fault(
                    transform.Location, template.PathOf("Transform"), $"The transform {(transform.Kind == NodeKind.String ? transform.Text : "here")} is a macro, which Foregate cannot run: macros live on AWS.", "Write out what it would give.");
            }
        }

        return transforms;
    }

    private static List<TemplateResource> ReadResources(Section template, Evaluator evaluator)
    {
        var resources = new List<TemplateResource>();
        var reading = evaluator.Reading;
        if (template.Object("Resources", TemplateKinds.Resources) is not { } map)
        {
            template.Fault("Resources", "At least one Resources member must be defined.", "Define a resource.");
            return resources;
        }

        var sections = new List<(DocumentEntry Entry, Section Section)>();
        foreach (var entry in map.Entries())
        {
            if (entry.Key.StartsWith("Fn::", StringComparison.Ordinal))
            {
                map.Fault(entry.Key, $"{entry.Key} is not done by Foregate.", "Write out what it would give.");
            }
            else if (Section.Open(reading, entry.Value, map.PathOf(entry.Key), TemplateKinds.Resource) is { } section && Holds(section, evaluator))
            {
                sections.Add((entry, section));
                evaluator.Scope.LogicalIds.Add(entry.Key);
            }
        }

        foreach (var name in SamNames.Implied(sections.Select(section => (section.Entry.Key, section.Entry.Value))))
        {
            evaluator.Scope.LogicalIds.Add(name);
        }

        foreach (var (entry, section) in sections)
        {
            if (section.Text("Type") is not { } type)
            {
                section.Fault("Type", $"The resource {entry.Key} has no type.", "Write its type, such as AWS::Serverless::Function.");
                continue;
            }

            var properties = section.Node("Properties") ?? DocumentNode.Mapping([], section.Location);
            if (properties.Kind == NodeKind.Null)
            {
                properties = DocumentNode.Mapping([], section.Location);
            }

            var before = reading.Faults.Count;
            var value = evaluator.Evaluate(properties, section.PathOf("Properties"));
            if (value is not null)
            {
                resources.Add(new TemplateResource(entry.Key, type, value, DependsOn(section), entry.KeyLocation) { IsFaulty = reading.Faults.Count > before, IgnoreGlobals = section.Node("IgnoreGlobals") });
            }
        }

        return resources;
    }

    private static bool Holds(Section section, Evaluator evaluator)
    {
        if (section.Text("Condition") is not { } name)
        {
            return true;
        }

        if (evaluator.Scope.Conditions.TryGetValue(name, out var holds))
        {
            return holds;
        }

        section.Fault("Condition", $"Unresolved condition {name}.", "Define it under Conditions.");
        return true;
    }

    private static List<string> DependsOn(Section section) => section.Node("DependsOn") switch
    {
        null => [],
        { Kind: NodeKind.Sequence } list => [.. list.Items.Select(item => item.Text)],
        var one => [one.Text],
    };

    private static ImmutableArray<TemplateOutput> ReadOutputs(Section? section, Evaluator evaluator, Stack stack)
    {
        var outputs = ImmutableArray.CreateBuilder<TemplateOutput>();
        foreach (var entry in section?.Entries() ?? [])
        {
            if (Section.Open(evaluator.Reading, entry.Value, section!.PathOf(entry.Key), TemplateKinds.Output) is not { } output || !Holds(output, evaluator))
            {
                continue;
            }

            if (output.Node("Value") is not { } value)
            {
                output.Fault("Value", $"The output {entry.Key} has no value.", "Write a Value.");
            }
            else if (!stack.IsBroken && evaluator.Text(value, output.PathOf("Value")) is { } text)
            {
                outputs.Add(new TemplateOutput(entry.Key, text));
            }
        }

        return outputs.ToImmutable();
    }

    private static ImportResult Result(ImportRun run, Account replaced, Account before, Stack stack, ImmutableArray<TemplateOutput> outputs)
    {
        var account = run.Account with { Functions = Carried(replaced, run.Account) };
        var apis = ImmutableArray.CreateBuilder<ImportedApi>();
        apis.AddRange(account.RestApis.Values.Where(api => !before.RestApis.ContainsKey(api.Id)).SelectMany(api => api.Stages.Keys.Select(stage => new ImportedApi(true, api.Id, api.Name, stage))));
        apis.AddRange(account.Apis.Values.Where(api => !before.Apis.ContainsKey(api.ApiId)).SelectMany(api => api.Stages.Values.Where(stage => stage.DeploymentId is not null).Select(stage => new ImportedApi(false, api.ApiId, api.Name, stage.StageName))));
        var first = apis.Count > 0 ? apis[0] : null;
        return new ImportResult
        {
            IsTemplate = true,
            Account = account,
            Before = before,
            Kind = first?.IsRest == false ? ApiKind.Http : ApiKind.Rest,
            ApiId = first?.ApiId ?? "",
            ApiName = first?.ApiName ?? "",
            StageName = first?.StageName ?? "",
            TemplateApis = apis.ToImmutable(),
            Outputs = outputs,
            ApiKeyIds = [.. account.ApiKeys.Keys.Except(before.ApiKeys.Keys)],
            GeneratedKeys = [.. stack.GeneratedKeys],
        };
    }

    /// <summary>The functions; those that a template read anew says as before are as they were.</summary>
    private static ImmutableSortedDictionary<string, Function> Carried(Account before, Account now) => now.Functions.SetItems(
        now.Functions.Where(entry => before.Functions.ContainsKey(entry.Key)).Select(entry => KeyValuePair.Create(entry.Key, Revisions.Carried(before.Functions[entry.Key], entry.Value))));

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
