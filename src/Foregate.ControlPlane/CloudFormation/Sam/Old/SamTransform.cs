// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary>The SAM transform: serverless functions and APIs become the CloudFormation resources that they stand for.</summary>
internal sealed class SamTransform
{
    private readonly Dictionary<string, SamApi> _apis = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _otherEvents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);

    private SamTransform(Evaluator evaluator, string folder)
    {
        Reading = evaluator.Reading;
        Folder = folder;
        StackName = evaluator.Scope.StackName;
    }

    public ReadingContext Reading { get; }

    public string Folder { get; }

    public string StackName { get; }

    public List<TemplateResource> Made { get; } = [];

    /// <summary>Stages of all APIs whose usage plan is the shared one.</summary>
    public List<(DocumentNode ApiStage, DocumentNode StageKey, Section Plan)> Shared { get; } = [];

    public static List<TemplateResource> Run(List<TemplateResource> resources, DocumentNode? globals, Evaluator evaluator, string folder) =>
        new SamTransform(evaluator, folder).Run(resources, globals is null ? null : evaluator.Evaluate(globals, "#/Globals"));

    /// <summary>The API of the template that has this logical id.</summary>
    public SamApi? Api(string logicalId) => _apis.GetValueOrDefault(logicalId);

    /// <summary>The implicit API, made when the first event asks for it.</summary>
    public SamApi Implicit(bool isHttp, SourceLocation location)
    {
        var id = isHttp ? SamNames.ImplicitHttpApi : SamNames.ImplicitApi;
        if (!_apis.TryGetValue(id, out var api))
        {
            _apis[id] = api = new SamApi(id, isHttp, Globals(isHttp ? "HttpApi" : "Api", DocumentNode.Mapping([], location)), location) { IsManaged = true };
        }

        return api;
    }

    public void OtherEvent(string type) => _otherEvents.Add(type);

    /// <summary>Makes <c>Ref: Function.Alias</c> and the like lead to what they mean.</summary>
    public void Member(string name, string logicalId) => _members[name] = logicalId;

    private DocumentNode? _globals;

    private DocumentNode Globals(string section, DocumentNode properties) => Tree.Merge(Tree.At(_globals, section), properties);

    private DocumentNode Globals(string section, TemplateResource resource)
    {
        switch (resource.IgnoreGlobals)
        {
            case null:
                return Globals(section, resource.Properties);
            case { Kind: NodeKind.String, Text: "*" }:
                return resource.Properties;
            case { Kind: NodeKind.Sequence } list when Tree.At(_globals, section) is { Kind: NodeKind.Mapping } globals:
                var rest = globals.Entries.Where(entry => !list.Items.Any(item => item.Text == entry.Key)).ToList();
                return Tree.Merge(DocumentNode.Mapping(rest, globals.Location), resource.Properties);
            case { Kind: NodeKind.Sequence }:
                return resource.Properties;
            case var other:
                Reading.Fault(other.Location, $"{resource.Path}/IgnoreGlobals", "IgnoreGlobals takes \"*\" or a list of properties.", "Write IgnoreGlobals: \"*\", or the names of what the globals do not give.");
                return resource.Properties;
        }
    }

    private List<TemplateResource> Run(List<TemplateResource> resources, DocumentNode? globals)
    {
        if (globals is not null && Section.Open(Reading, globals, "#/Globals", SamKinds.Globals) is { } section)
        {
            section.Node("Function");
            section.Node("Api");
            section.Node("HttpApi");
            _globals = globals;
        }

        foreach (var resource in resources.Where(resource => resource.Type is SamNames.Api or SamNames.HttpApi))
        {
            var isHttp = resource.Type == SamNames.HttpApi;
            var properties = Globals(isHttp ? "HttpApi" : "Api", resource);
            _apis[resource.LogicalId] = new SamApi(resource.LogicalId, isHttp, properties, resource.Location)
            {
                IsFaulty = resource.IsFaulty,
                IsManaged = !properties.TryGet("DefinitionBody", out _) && !properties.TryGet("DefinitionUri", out _),
            };
        }

        foreach (var resource in resources)
        {
            switch (resource.Type)
            {
                case SamNames.Function:
                    SamFunction.Transform(this, resource with { Properties = Globals("Function", resource) });
                    break;
                case SamNames.Api or SamNames.HttpApi:
                    break;
                case "AWS::Serverless::SimpleTable":
                    Made.Add(resource with { Type = "AWS::DynamoDB::Table" });
                    break;
                case "AWS::Serverless::LayerVersion":
                    Made.Add(resource with { Type = "AWS::Lambda::LayerVersion" });
                    break;
                default:
                    Made.Add(resource);
                    break;
            }
        }

        foreach (var api in _apis.Values)
        {
            if (api.IsHttp)
            {
                SamHttpApi.Transform(this, api);
            }
            else
            {
                SamRestApi.Transform(this, api);
            }
        }

        SamUsagePlans.AddShared(this);
        if (_otherEvents.Count > 0)
        {
            Reading.Notice(null, $"Events of other services invoke nothing here: {string.Join(", ", _otherEvents)}.");
        }

        return [.. Made.Select(resource => resource with { Properties = WithMembers(resource.Properties) })];
    }

    private DocumentNode WithMembers(DocumentNode node)
    {
        if (_members.Count == 0)
        {
            return node;
        }

        if (Call.IsCall(node) && node.Entries[0] is { Key: "Ref", Value: { Kind: NodeKind.String } name } && _members.TryGetValue(name.Text, out var id))
        {
            return Call.Make("Ref", Call.Text(id, name.Location), node.Location);
        }

        return node.Kind switch
        {
            NodeKind.Mapping => DocumentNode.Mapping([.. node.Entries.Select(entry => entry with { Value = WithMembers(entry.Value) })], node.Location),
            NodeKind.Sequence => DocumentNode.Sequence([.. node.Items.Select(WithMembers)], node.Location),
            _ => node,
        };
    }
}
