// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary>
/// Replaces calls of functions by what they give. Before resources are made, what depends on them stays a call, everything else is
/// replaced already.
/// </summary>
internal sealed class Evaluator(ReadingContext reading, Scope scope)
{
    public Scope Scope { get; } = scope;

    public ReadingContext Reading { get; } = reading;

    /// <summary>Whether calls that depend on resources stay.</summary>
    public bool KeepsReferences => Scope.Made is null;

    /// <summary>The tree without calls; <see langword="null"/> where nothing is (<c>AWS::NoValue</c>) and after a fault.</summary>
    public DocumentNode? Evaluate(DocumentNode node, string path)
    {
        switch (node.Kind)
        {
            case NodeKind.Sequence:
                return Sequence(node, path);
            case NodeKind.Mapping when Call.IsCall(node):
                return Function(node.Entries[0], path);
            case NodeKind.Mapping:
                return Mapping(node, path);
            default:
                return node;
        }
    }

    /// <summary>The text that the tree comes to; <see langword="null"/> after a fault.</summary>
    public string? Text(DocumentNode node, string path)
    {
        if (Evaluate(node, path) is not { } value)
        {
            return null;
        }

        if (value.Kind is NodeKind.String or NodeKind.Number or NodeKind.Boolean)
        {
            return value.Text;
        }

        Reading.Fault(node.Location, path, "This must be a text.", "Write a text, or a function that gives one.");
        return null;
    }

    private DocumentNode Sequence(DocumentNode node, string path)
    {
        var items = new List<DocumentNode>(node.Items.Count);
        var isSame = true;
        for (var i = 0; i < node.Items.Count; i++)
        {
            var item = Evaluate(node.Items[i], DocumentPath.Append(path, i));
            isSame &= ReferenceEquals(item, node.Items[i]);
            if (item is not null)
            {
                items.Add(item);
            }
        }

        return isSame ? node : DocumentNode.Sequence(items, node.Location);
    }

    private DocumentNode Mapping(DocumentNode node, string path)
    {
        var entries = new List<DocumentEntry>(node.Entries.Count);
        var isSame = true;
        foreach (var entry in node.Entries)
        {
            var below = DocumentPath.Append(path, entry.Key);
            if (Call.IsName(entry.Key) && entry.Key != "Ref")
            {
                Reading.Fault(entry.KeyLocation, below, $"{entry.Key} stands beside other keys.", "Leave a function alone in its object.");
                isSame = false;
                continue;
            }

            var value = Evaluate(entry.Value, below);
            isSame &= ReferenceEquals(value, entry.Value);
            if (value is not null)
            {
                entries.Add(entry with { Value = value });
            }
        }

        return isSame ? node : DocumentNode.Mapping(entries, node.Location);
    }

    private DocumentNode? Function(DocumentEntry call, string path)
    {
        path = DocumentPath.Append(path, call.Key);
        switch (call.Key)
        {
            case "Ref":
                return References.Ref(this, call, path);
            case "Fn::GetAtt":
                return References.GetAtt(this, call, path);
            case "Fn::Sub":
                return Substitution.Evaluate(this, call, path);
            case "Fn::If":
                return ConditionFunctions.If(this, call, path);
            case "Fn::FindInMap":
                return ListFunctions.FindInMap(this, call, path);
            case "Fn::ImportValue":
                return Import(call, path);
        }

        if (Refusal(call.Key) is { } refusal)
        {
            Reading.Fault(call.KeyLocation, path, refusal.Cause, refusal.Cure);
            return null;
        }

        if (!PlainFunctions.All.TryGetValue(call.Key, out var function))
        {
            Reading.Fault(call.KeyLocation, path, $"There is no function {call.Key}.", "Use a function that CloudFormation has.");
            return null;
        }

        if (Evaluate(call.Value, path) is not { } arguments)
        {
            return null;
        }

        if (KeepsReferences && Call.IsIn(arguments))
        {
            return Call.Make(call.Key, arguments, call.KeyLocation);
        }

        var result = function(this, arguments);
        if (result is null)
        {
            Reading.Fault(call.KeyLocation, path, $"The arguments of {call.Key} are not what it takes.", PlainFunctions.Usage(call.Key));
        }

        return result;
    }

    private DocumentNode? Import(DocumentEntry call, string path)
    {
        if (Evaluate(call.Value, path) is not { } name)
        {
            return null;
        }

        if (!PlainFunctions.IsText(name))
        {
            Reading.Fault(call.KeyLocation, path, "The name of what Fn::ImportValue imports must be known before resources are made.", "Write a text, or a function of parameters.");
            return null;
        }

        Scope.Imports.Add(name.Text);
        if (Scope.Export(name.Text) is { } value)
        {
            return Call.Text(value, call.KeyLocation);
        }

        Reading.Fault(call.KeyLocation, path, $"No export named {name.Text} found.", "Deploy the stack that exports it first, or check the name.");
        return null;
    }

    private static (string Cause, string Cure)? Refusal(string name) => name switch
    {
        "Fn::Transform" => ("Fn::Transform runs a macro, which Foregate cannot: macros live on AWS.", "Write out what it would give."),
        "Fn::Equals" or "Fn::And" or "Fn::Or" or "Fn::Not" => ($"{name} can stand under Conditions only.", "Define a condition, and use it with Fn::If."),
        _ => null,
    };
}
