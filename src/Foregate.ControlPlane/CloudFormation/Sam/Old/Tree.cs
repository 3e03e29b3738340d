// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary>Builds what a transform writes; every node stands where it was asked for.</summary>
internal sealed class Tree(SourceLocation location)
{
    public SourceLocation Location { get; } = location;

    public DocumentNode Map(params IEnumerable<(string Key, DocumentNode? Value)> entries) => DocumentNode.Mapping(
        [.. entries.Where(entry => entry.Value is not null).Select(entry => new DocumentEntry(entry.Key, entry.Value!.Location, entry.Value))], Location);

    public DocumentNode List(params IReadOnlyList<DocumentNode> items) => DocumentNode.Sequence(items, Location);

    public DocumentNode Text(string text) => Call.Text(text, Location);

    public DocumentNode True() => DocumentNode.Scalar(NodeKind.Boolean, "true", ScalarStyle.Plain, Location);

    public DocumentNode Ref(string logicalId) => Call.Make("Ref", Text(logicalId), Location);

    public DocumentNode Sub(string text) => Call.Make("Fn::Sub", Text(text), Location);

    /// <summary>The mapping with an entry put in, or in the place of the one that was there.</summary>
    public static DocumentNode With(DocumentNode mapping, string key, DocumentNode value)
    {
        var entries = mapping.Entries.Select(entry => entry.Key == key ? entry with { Value = value } : entry).ToList();
        if (!mapping.TryGet(key, out _))
        {
            entries.Add(new DocumentEntry(key, value.Location, value));
        }

        return DocumentNode.Mapping(entries, mapping.Location);
    }

    /// <summary>The value at a key, if there is one.</summary>
    public static DocumentNode? At(DocumentNode? mapping, string key) => mapping is not null && mapping.TryGet(key, out var entry) ? entry.Value : null;

    /// <summary>What Globals do: mappings are merged, lists follow each other, everything else is overridden.</summary>
    public static DocumentNode Merge(DocumentNode? global, DocumentNode local)
    {
        if (global is null || global.Kind != local.Kind || Call.IsCall(global) || Call.IsCall(local))
        {
            return local;
        }

        if (local.Kind == NodeKind.Sequence)
        {
            return DocumentNode.Sequence([.. global.Items, .. local.Items], local.Location);
        }

        if (local.Kind != NodeKind.Mapping)
        {
            return local;
        }

        var merged = global;
        foreach (var entry in local.Entries)
        {
            merged = With(merged, entry.Key, Merge(At(global, entry.Key), entry.Value));
        }

        return DocumentNode.Mapping(merged.Entries, local.Location);
    }
}
