// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary><c>Fn::Sub</c>: <c>${Name}</c> and <c>${Name.Attribute}</c> in a text; <c>${!Name}</c> stands for <c>${Name}</c> itself.</summary>
internal static class Substitution
{
    public static DocumentNode? Evaluate(Evaluator evaluator, DocumentEntry call, string path)
    {
        var text = call.Value;
        DocumentNode? map = null;
        if (call.Value is { Kind: NodeKind.Sequence, Items: [var first, { Kind: NodeKind.Mapping } second] })
        {
            text = first;
            map = evaluator.Evaluate(second, DocumentPath.Append(path, 1));
        }

        if (text.Kind is NodeKind.Mapping or NodeKind.Sequence or NodeKind.Null)
        {
            evaluator.Reading.Fault(call.KeyLocation, path, "Fn::Sub takes a text, or a list of a text and a map.", "Write Fn::Sub: text, or Fn::Sub: [text, {Name: value}].");
            return null;
        }

        var before = evaluator.Reading.Faults.Count;
        var values = map?.Entries.ToList() ?? [];
        var result = new StringBuilder();
        var isComplete = true;
        foreach (var (literal, name) in Pieces(text.Text))
        {
            if (name is null)
            {
                result.Append(literal);
            }
            else if (Value(evaluator, name, map, call, path) is { Kind: not (NodeKind.Mapping or NodeKind.Sequence) } value)
            {
                result.Append(value.Text);
                if (map is null || !map.TryGet(name, out _))
                {
                    values.Add(new DocumentEntry(name, text.Location, value));
                }
            }
            else
            {
                isComplete = false;
            }
        }

        if (evaluator.Reading.Faults.Count > before)
        {
            return null;
        }

        // What is known already travels in the map, so that a value that looks like a variable is not taken for one later.
        return isComplete
            ? Call.Text(result.ToString(), text.Location)
            : Call.Make("Fn::Sub", DocumentNode.Sequence([text, DocumentNode.Mapping(Unique(values), text.Location)], text.Location), call.KeyLocation);
    }

    /// <summary>The text in pieces: a literal, or the name in <c>${…}</c>.</summary>
    public static IEnumerable<(string Literal, string? Name)> Pieces(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                yield return (text[at..], null);
                yield break;
            }

            if (open > at)
            {
                yield return (text[at..open], null);
            }

            var name = text[(open + 2)..close];
            yield return name.StartsWith('!') ? ($"${{{name[1..]}}}", null) : ("", name.Trim());
            at = close + 1;
        }
    }

    private static DocumentNode? Value(Evaluator evaluator, string name, DocumentNode? map, DocumentEntry call, string path)
    {
        if (map is not null && map.TryGet(name, out var entry))
        {
            if (entry.Value.Kind is not (NodeKind.Mapping or NodeKind.Sequence) || (evaluator.KeepsReferences && Call.IsIn(entry.Value)))
            {
                return entry.Value;
            }

            evaluator.Reading.Fault(entry.KeyLocation, path, $"{name} in Fn::Sub is no text.", "Give it a text.");
            return null;
        }

        if (evaluator.Scope.TryFindParameter(name, out var parameter))
        {
            if (parameter.Kind == NodeKind.Sequence)
            {
                evaluator.Reading.Fault(call.KeyLocation, path, $"{name} in Fn::Sub is a list.", "Join it with Fn::Join.");
                return null;
            }

            return parameter;
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var value = dot < 0
            ? References.Name(evaluator, name, call, path)
            : References.Attribute(evaluator, name[..dot], name[(dot + 1)..], call, path);
        return value is null ? null : Call.Text(value, call.KeyLocation);
    }

    private static List<DocumentEntry> Unique(List<DocumentEntry> values) => [.. values.DistinctBy(entry => entry.Key)];
}
