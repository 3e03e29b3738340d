// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Reading;

/// <summary>
/// Writes out what stands for more of a template: loops (<c>Fn::ForEach</c>, with the transform AWS::LanguageExtensions) and snippets
/// (<c>Fn::Transform</c> of AWS::Include).
/// </summary>
/// <param name="evaluator">Knows the parameters, by which both may be chosen.</param>
/// <param name="hasLoops">Whether the template names the transform that loops belong to.</param>
/// <param name="snippet">Reads the document at a location, in long form; <see langword="null"/> after a fault at the node that names it.</param>
internal sealed class TemplateExpansion(Evaluator evaluator, bool hasLoops, Func<DocumentNode, string, DocumentNode?> snippet)
{
    private const string Loop = "Fn::ForEach::";
    private const string Include = "AWS::Include";

    private readonly Dictionary<string, string> _bound = new(StringComparer.Ordinal);
    private long _budget = new DocumentLimits().Nodes;

    /// <summary>Whether the template stands for too much: then nothing can be made of it.</summary>
    public bool IsTooMuch => _budget < 0;

    public DocumentNode Of(DocumentNode node, string path) => node.Kind switch
    {
        NodeKind.Mapping => Mapping(node, path),
        NodeKind.Sequence => Sequence(node, path),
        NodeKind.String when _bound.Count > 0 => Call.Text(Filled(node.Text), node.Location),
        _ => node,
    };

    private DocumentNode Sequence(DocumentNode node, string path)
    {
        var items = new DocumentNode[node.Items.Count];
        var isSame = true;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Of(node.Items[i], DocumentPath.Append(path, i));
            isSame &= ReferenceEquals(items[i], node.Items[i]);
        }

        return isSame ? node : DocumentNode.Sequence(items, node.Location);
    }

    private DocumentNode Mapping(DocumentNode node, string path)
    {
        if (_bound.Count > 0 && Call.IsCall(node) && node.Entries[0] is { Key: "Ref", Value: { Kind: NodeKind.String } name } && _bound.TryGetValue(name.Text, out var item))
        {
            return Call.Text(item, name.Location);
        }

        var entries = new List<DocumentEntry>(node.Entries.Count);
        var isSame = true;
        foreach (var entry in node.Entries)
        {
            var below = DocumentPath.Append(path, entry.Key);
            if (entry.Key.StartsWith(Loop, StringComparison.Ordinal))
            {
                isSame = false;
                Repeat(entry, below, entries);
            }
            else if (IsInclude(entry) is { } location)
            {
                isSame = false;
                if (Included(location, below, node) is { } included)
                {
                    entries.AddRange(included);
                }
            }
            else
            {
                var value = Of(entry.Value, below);
                var key = _bound.Count > 0 ? Filled(entry.Key) : entry.Key;
                isSame &= ReferenceEquals(value, entry.Value) && ReferenceEquals(key, entry.Key);
                entries.Add(new DocumentEntry(key, entry.KeyLocation, value));
            }
        }

        if (isSame)
        {
            return node;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!keys.Add(entry.Key))
            {
                evaluator.Reading.Fault(entry.KeyLocation, DocumentPath.Append(path, entry.Key), $"The key {entry.Key} comes twice once loops and snippets are written out.", "Let the loop's variable be part of the key.");
            }
        }

        return DocumentNode.Mapping([.. entries.DistinctBy(static entry => entry.Key)], node.Location);
    }

    private void Repeat(DocumentEntry loop, string path, List<DocumentEntry> into)
    {
        var reading = evaluator.Reading;
        if (!hasLoops)
        {
            reading.Fault(loop.KeyLocation, path, "Fn::ForEach belongs to the transform AWS::LanguageExtensions, which the template does not name.", "Write Transform: AWS::LanguageExtensions.");
            return;
        }

        if (loop.Value is not { Kind: NodeKind.Sequence, Items: [{ Kind: NodeKind.String } variable, var collection, { Kind: NodeKind.Mapping } body] } || _bound.ContainsKey(variable.Text))
        {
            reading.Fault(loop.KeyLocation, path, "Fn::ForEach takes a name of its own, a list of texts, and an object to repeat.", "Write Fn::ForEach::Name: [Variable, [a, b], {Key${Variable}: …}].");
            return;
        }

        if (evaluator.Evaluate(Of(collection, path), path) is not { Kind: NodeKind.Sequence } items || !items.Items.All(PlainFunctions.IsText))
        {
            reading.Fault(collection.Location, path, "The collection of Fn::ForEach must be a list of texts that is known before resources are made.", "Write a list, or name a parameter that is one.");
            return;
        }

        foreach (var item in items.Items)
        {
            if (IsTooMuch)
            {
                return;
            }

            _budget -= body.Weight;
            if (IsTooMuch)
            {
                reading.Fault(loop.KeyLocation, path, "The template stands for too much once its loops are written out.", "Repeat less.");
                return;
            }

            _bound[variable.Text] = item.Text;
            into.AddRange(Mapping(body, path).Entries);
            _bound.Remove(variable.Text);
        }
    }

    // {Name: AWS::Include, Parameters: {Location}}; other macros are refused when they are evaluated.
    private static DocumentNode? IsInclude(DocumentEntry entry) =>
        entry.Key == "Fn::Transform" && entry.Value.TryGet("Name", out var name) && name.Value.Text == Include
        && entry.Value.TryGet("Parameters", out var parameters) && parameters.Value.TryGet("Location", out var location) ? location.Value : null;

    private IReadOnlyList<DocumentEntry>? Included(DocumentNode location, string path, DocumentNode within)
    {
        if (evaluator.Evaluate(location, path) is not { Kind: NodeKind.String } place)
        {
            evaluator.Reading.Fault(location.Location, path, "The Location of AWS::Include must be known before resources are made.", "Write s3://bucket/key, or name a parameter.");
            return null;
        }

        if (snippet(place, path) is not { } document)
        {
            return null;
        }

        _budget -= document.Weight;
        if (IsTooMuch)
        {
            evaluator.Reading.Fault(location.Location, path, "The template stands for too much once its snippets are written out.", "Include less.");
            return null;
        }

        // What the template says beside it counts, and snippets include nothing themselves.
        return document.Kind == NodeKind.Mapping ? [.. document.Entries.Where(entry => !within.TryGet(entry.Key, out _))] : null;
    }

    private string Filled(string text)
    {
        foreach (var (name, value) in _bound)
        {
            text = text.Replace($"${{{name}}}", value, StringComparison.Ordinal);
            if (text.Contains($"&{{{name}}}", StringComparison.Ordinal))
            {
                // In keys, which take letters and digits only.
                text = text.Replace($"&{{{name}}}", new string([.. value.Where(char.IsAsciiLetterOrDigit)]), StringComparison.Ordinal);
            }
        }

        return text;
    }
}
