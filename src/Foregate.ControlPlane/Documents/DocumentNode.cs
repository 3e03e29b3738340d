// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Documents;

/// <summary>A value of a JSON or YAML document that remembers where it stands. Aliases share one node.</summary>
internal sealed class DocumentNode
{
    private const int ScannedLinearly = 8;

    private readonly Dictionary<string, int>? _index;

    private DocumentNode(NodeKind kind, SourceLocation location, string? tag)
    {
        Kind = kind;
        Location = location;
        Tag = tag;
    }

    private DocumentNode(SourceLocation location, string? tag, IReadOnlyList<DocumentEntry> entries)
        : this(NodeKind.Mapping, location, tag)
    {
        Entries = entries;
        Weight = 1;
        foreach (var entry in entries)
        {
            Weight += entry.Value.Weight;
        }

        if (entries.Count > ScannedLinearly)
        {
            _index = new Dictionary<string, int>(entries.Count, StringComparer.Ordinal);
            for (var i = 0; i < entries.Count; i++)
            {
                _index.TryAdd(entries[i].Key, i);
            }
        }
    }

    public NodeKind Kind { get; }

    public SourceLocation Location { get; }

    /// <summary>A YAML tag that is not one of YAML's own, such as <c>!Sub</c>.</summary>
    public string? Tag { get; }

    /// <summary>The text of a scalar as written (unescaped); numbers keep their spelling, so <c>1.0</c> stays <c>1.0</c>.</summary>
    public string Text { get; private init; } = "";

    public ScalarStyle Style { get; private init; }

    /// <summary>The entries of a mapping in document order; keys are unique.</summary>
    public IReadOnlyList<DocumentEntry> Entries { get; } = [];

    /// <summary>The items of a sequence.</summary>
    public IReadOnlyList<DocumentNode> Items { get; private init; } = [];

    /// <summary>How many nodes this one stands for, itself included and aliases counted every time; long texts count as several.</summary>
    public long Weight { get; private init; } = 1;

    public static DocumentNode Scalar(NodeKind kind, string text, ScalarStyle style, SourceLocation location, string? tag = null) =>
        new(kind, location, tag) { Text = text, Style = style, Weight = 1 + (text.Length / 64) };

    public static DocumentNode Sequence(IReadOnlyList<DocumentNode> items, SourceLocation location, string? tag = null)
    {
        var weight = 1L;
        foreach (var item in items)
        {
            weight += item.Weight;
        }

        return new DocumentNode(NodeKind.Sequence, location, tag) { Items = items, Weight = weight };
    }

    public static DocumentNode Mapping(IReadOnlyList<DocumentEntry> entries, SourceLocation location, string? tag = null) =>
        new(location, tag, entries);

    /// <summary>The entry with this key, if the node is a mapping that has it.</summary>
    public bool TryGet(string key, out DocumentEntry entry)
    {
        if (_index is not null)
        {
            var found = _index.TryGetValue(key, out var at);
            entry = found ? Entries[at] : default;
            return found;
        }

        foreach (var candidate in Entries)
        {
            if (string.Equals(candidate.Key, key, StringComparison.Ordinal))
            {
                entry = candidate;
                return true;
            }
        }

        entry = default;
        return false;
    }
}
