// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;

namespace Foregate.ControlPlane.Documents;

/// <summary>
/// Leads from a definition's AWS path, such as <c>/restapis/{id}/resources/{resourceId}/methods/GET/integration</c>, back to the place in the
/// document that it came from.
/// </summary>
public sealed class SourceMap
{
    private readonly FrozenDictionary<string, Entry> _entries;

    internal SourceMap(IReadOnlyDictionary<string, Entry> entries) => _entries = entries.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A map that knows no place.</summary>
    public static SourceMap Empty { get; } = new(new Dictionary<string, Entry>());

    /// <summary>How many definitions have a place.</summary>
    public int Count => _entries.Count;

    internal IEnumerable<KeyValuePair<string, Entry>> Entries => _entries;

    /// <summary>The place of the definition, or of the nearest one above it; <see langword="null"/> when none is known.</summary>
    public SourceLocation? Find(string definitionPath) => FindEntry(definitionPath)?.Location;

    internal Entry? FindEntry(string definitionPath)
    {
        // The management API puts /v2 before the paths of HTTP APIs; the same definition is meant with and without it.
        var path = definitionPath.StartsWith("/v2/", StringComparison.Ordinal) ? definitionPath.AsSpan("/v2".Length) : definitionPath.AsSpan();
        var lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
        while (path.Length > 0)
        {
            if (lookup.TryGetValue(path, out var entry))
            {
                return entry;
            }

            path = path[..Math.Max(0, path.LastIndexOf('/'))];
        }

        return null;
    }

    internal readonly record struct Entry(SourceLocation Location, string DocumentPath);
}
