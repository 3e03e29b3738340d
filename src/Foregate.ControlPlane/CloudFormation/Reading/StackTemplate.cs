// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Sam;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.Definitions.CloudFormation;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Reading;

/// <summary>A template that was read: its parameters and conditions decided, its resources not yet made.</summary>
internal sealed class StackTemplate
{
    private const string Serverless = "AWS::Serverless-2016-10-31";
    private const string Extensions = "AWS::LanguageExtensions";

    private static readonly string[] s_first = ["AWSTemplateFormatVersion", "Transform", "Parameters", "Mappings"];

    private readonly Evaluator _evaluator;

    private StackTemplate(Evaluator evaluator) => _evaluator = evaluator;

    public string? Description { get; private init; }

    /// <summary>What the parameters came to.</summary>
    public ImmutableSortedDictionary<string, StackParameter> Parameters { get; private init; } = OrdinalMap.Empty<StackParameter>();

    /// <summary>Those whose conditions hold.</summary>
    public IReadOnlyList<TemplateResource> Resources { get; private set; } = [];

    /// <summary>The template after its transforms, JSON; <see langword="null"/> where it names none.</summary>
    public string? Processed { get; private set; }

    private Section? Outputs { get; init; }

    /// <summary>Reads the template as far as it goes without resources; <see langword="null"/> when it is not even an object.</summary>
    /// <param name="snippets">Reads what AWS::Include names, in long form; <see langword="null"/> after a fault.</param>
    public static StackTemplate? Read(
        DocumentNode root, Evaluator evaluator, ImmutableSortedDictionary<string, string> parameters, string? folder, Func<DocumentNode, string, DocumentNode?> snippets)
    {
        var reading = evaluator.Reading;
        var whole = new LongForm(reading).Of(root, DocumentPath.Root);
        if (Section.Open(reading, whole, DocumentPath.Root, TemplateKinds.Template) is not { } template)
        {
            return null;
        }

        var transforms = ReadTransforms(template, reading);
        template.Text("AWSTemplateFormatVersion");
        var given = new TemplateParameters(reading, evaluator.Scope, parameters);
        given.Read(template.Object("Parameters", TemplateKinds.Parameters));
        if (template.Object("Mappings", TemplateKinds.Mappings) is not null)
        {
            evaluator.Scope.Mappings = template.Node("Mappings");
        }

        // Loops and snippets may be chosen by parameters: now that these are known, the template is written out.
        var expansion = new TemplateExpansion(evaluator, transforms.Contains(Extensions), snippets);
        var expanded = expansion.Of(whole, DocumentPath.Root);
        if (expansion.IsTooMuch)
        {
            return null;
        }

        var plain = transforms.Contains(Serverless) ? SamTransform.Transform(expanded, Known(parameters, given.Values), evaluator.Scope.Region, reading) : expanded;
        if (plain is null)
        {
            return null;
        }

        if (!ReferenceEquals(plain, whole))
        {
            // What was written out is read from now on, and what was read of it already has been asked for.
            reading.Forget(template);
            template = Section.Open(reading, plain, DocumentPath.Root, TemplateKinds.Template)!;
            foreach (var name in s_first)
            {
                template.Node(name);
            }
        }

        TemplateRules.Check(template, evaluator);

        if (template.Object("Conditions", TemplateKinds.Conditions) is not null)
        {
            ConditionFunctions.Decide(evaluator, template.Node("Conditions")!, template.PathOf("Conditions"));
        }

        var result = new StackTemplate(evaluator)
        {
            Description = template.Text("Description"),
            Parameters = given.Values,
            Outputs = template.Object("Outputs", TemplateKinds.Outputs),
        };
        result.Resources = result.ReadResources(template, expanded);
        TemplateQuotas.Check(template, result.Resources.Count, evaluator);
        if (template.Has("Globals"))
        {
            template.Fault("Globals", "Globals belong to SAM, whose transform the template does not name.", $"Write Transform: {Serverless}.");
        }

        result.Processed = transforms.Count > 0 ? ProcessedTemplate.Of(plain) : null;
        return result;
    }

    /// <summary>The outputs, once the resources are made; one that is not well formed is left out after a fault.</summary>
    /// <param name="isBroken">Whether something is missing that they may refer to: then they are looked at, but have no values.</param>
    public ImmutableArray<StackOutput> ReadOutputs(bool isBroken)
    {
        var outputs = ImmutableArray.CreateBuilder<StackOutput>();
        foreach (var entry in Outputs?.Entries() ?? [])
        {
            if (Section.Open(_evaluator.Reading, entry.Value, Outputs!.PathOf(entry.Key), TemplateKinds.Output) is not { } output || !Holds(output))
            {
                continue;
            }

            var export = output.Object("Export", TemplateKinds.Export);
            if (output.Node("Value") is not { } value)
            {
                output.Fault("Value", $"The output {entry.Key} has no value.", "Write a Value.");
            }
            else if (!isBroken && _evaluator.Text(value, output.PathOf("Value")) is { } text)
            {
                var name = export?.Node("Name") is { } node ? _evaluator.Text(node, export.PathOf("Name")) : null;
                outputs.Add(new StackOutput { Key = entry.Key, Value = text, Description = output.Text("Description"), ExportName = name });
            }
        }

        return outputs.ToImmutable();
    }

    // A transform is told what is given; of a parameter in Systems Manager, its value.
    private static Dictionary<string, string> Known(ImmutableSortedDictionary<string, string> given, ImmutableSortedDictionary<string, StackParameter> read)
    {
        var known = new Dictionary<string, string>(given, StringComparer.Ordinal);
        foreach (var (name, parameter) in read)
        {
            if (parameter.ResolvedValue is { } resolved)
            {
                known[name] = resolved;
            }
        }

        return known;
    }

    private static HashSet<string> ReadTransforms(Section template, ReadingContext reading)
    {
        var transforms = new HashSet<string>(StringComparer.Ordinal);
        var node = template.Node("Transform");
        foreach (var transform in node is null ? [] : node.Kind == NodeKind.Sequence ? node.Items : [node])
        {
            if (transform.Kind == NodeKind.String && transform.Text is Serverless or Extensions)
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

    private List<TemplateResource> ReadResources(Section template, DocumentNode given)
    {
        var resources = new List<TemplateResource>();
        var reading = _evaluator.Reading;
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
                map.Fault(entry.Key, $"{entry.Key} cannot stand here.", "Transforms are macros, which live on AWS: write out what it would give.");
            }
            else if (Section.Open(reading, entry.Value, map.PathOf(entry.Key), TemplateKinds.Resource) is { } section && Holds(section))
            {
                sections.Add((entry, section));
                _evaluator.Scope.LogicalIds.Add(entry.Key);
            }
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

            var (before, guesses) = (reading.Faults.Count, _evaluator.Scope.Guesses);
            var value = _evaluator.Evaluate(properties, section.PathOf("Properties"));
            var deletion = Policy(section, "DeletionPolicy", "Delete", "Retain", "Snapshot", "RetainExceptOnCreate");
            var replacement = Policy(section, "UpdateReplacePolicy", "Delete", "Retain", "Snapshot");
            if (value is not null)
            {
                resources.Add(new TemplateResource(entry.Key, type, value, DependsOn(section), entry.KeyLocation)
                {
                    IsFaulty = reading.Faults.Count > before,
                    IsGuess = _evaluator.Scope.Guesses > guesses,
                    IsImplied = !given.TryGet("Resources", out var written) || !written.Value.TryGet(entry.Key, out _),
                    DeletionPolicy = deletion,
                    UpdateReplacePolicy = replacement,
                });
            }
        }

        return resources;
    }

    private string? Policy(Section section, string attribute, params string[] words)
    {
        if (section.Node(attribute) is not { } node || _evaluator.Text(node, section.PathOf(attribute)) is not { } word)
        {
            return null;
        }

        if (!words.Contains(word))
        {
            section.Fault(attribute, $"{attribute} cannot be \"{word}\".", $"Use {string.Join(" or ", words)}.");
        }

        return word;
    }

    private bool Holds(Section section)
    {
        if (section.Text("Condition") is not { } name)
        {
            return true;
        }

        if (_evaluator.Scope.Conditions.TryGetValue(name, out var holds))
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
}
