// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.Json;
using Foregate.ControlPlane.Codecs;
using Foregate.Definitions;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Store.Rows;

/// <summary>A stored row and the rows below it, from which a definition is put together again.</summary>
internal sealed class RowNode
{
    private readonly RowSource _source;
    private readonly RowNode? _parent;
    private readonly string _group;
    private readonly string _key;
    private Dictionary<string, Dictionary<string, RowNode>>? _groups;
    private byte[]? _body;
    private byte[]? _secret;
    private byte[]? _bundle;
    private object? _built;

    private RowNode(RowSource source, RowNode? parent, string group, string key) => (_source, _parent, _group, _key) = (source, parent, group, key);

    private string Path => _parent is null ? "" : RowPath.Of(_parent.Path, _group, _key);

    /// <summary>Puts an account together from its rows. Rows whose paths begin alike come one after another, as they are sorted and as they are compared.</summary>
    /// <exception cref="StoreException">A row is missing, or not what this version writes.</exception>
    public static Account Build(RowSource source, IEnumerable<StoredRow> rows)
    {
        var root = new RowNode(source, null, "", "");
        var open = new List<(string Path, RowNode Node)>();
        foreach (var row in rows)
        {
            // What is complete is built at once: tens of thousands of rows are not kept until the end.
            for (var i = open.Count - 1; i >= 0 && !row.Path.StartsWith(open[i].Path, StringComparison.Ordinal); i--)
            {
                open[i].Node.Finish();
                open.RemoveAt(i);
            }

            var (node, top) = root.Below(row.Path);
            (node._body, node._secret, node._bundle) = (row.Body, row.Secret, row.Bundle);
            if (top is not null && ReferenceEquals(node, top))
            {
                open.Add((row.Path, node));
            }
        }

        return AccountRows.BuildAccount(root);
    }

    public T Read<T>(JsonInput.Read<T> read) => Read(_body ?? throw Damaged("is missing"), read);

    public ImmutableSortedDictionary<string, T> Map<T>(string group, Func<RowNode, T> build)
    {
        if (_groups is null || !_groups.TryGetValue(group, out var nodes))
        {
            return OrdinalMap.Empty<T>();
        }

        var values = OrdinalMap.Empty<T>().ToBuilder();
        foreach (var (key, node) in nodes)
        {
            values.Add(key, node._built is T built ? built : build(node));
        }

        return values.ToImmutable();
    }

    public string Secret() => _source.Unseal(_secret ?? throw Damaged("has lost its secret"), Path);

    public T Bundle<T>(JsonInput.Read<T> read)
        where T : class =>
        _source.Bundle(_bundle ?? throw Damaged("names no bundle"), bytes => Read(bytes, read));

    /// <summary>Refuses rows below this one that no record of this version has a place for.</summary>
    public void Only(params ReadOnlySpan<string> groups)
    {
        if (_groups is null)
        {
            return;
        }

        foreach (var group in _groups.Keys)
        {
            if (!groups.Contains(group))
            {
                throw Damaged($"has rows of a kind '{group}' that this version does not know");
            }
        }
    }

    private T Read<T>(byte[] json, JsonInput.Read<T> read)
    {
        try
        {
            return JsonInput.Whole(json, read);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Damaged($"cannot be read: {exception.Message}", exception);
        }
    }

    private void Finish()
    {
        _built = AccountRows.BuildPart(_group, this);
        if (_built is not null)
        {
            (_groups, _body, _secret, _bundle) = (null, null, null, null);
        }
    }

    // The row's node, and the one of the account's parts that it belongs to.
    private (RowNode Node, RowNode? Top) Below(string path)
    {
        RowNode? top = null;

        var node = this;
        var rest = path.AsSpan();
        while (rest.Length > 0)
        {
            var slash = rest.IndexOf('/');
            if (slash < 0)
            {
                throw Damaged($"has a row '{path}' that no version writes");
            }

            var group = rest[..slash];
            rest = rest[(slash + 1)..];
            var end = rest.IndexOf('/');
            node = node.Child(group, end < 0 ? rest : rest[..end]);
            rest = end < 0 ? default : rest[(end + 1)..];
            top ??= node;
        }

        if (top?._built is not null)
        {
            throw Damaged($"has its row '{path}' out of order");
        }

        return (node, top);
    }

    private RowNode Child(ReadOnlySpan<char> groupName, ReadOnlySpan<char> segment)
    {
        _groups ??= new Dictionary<string, Dictionary<string, RowNode>>(StringComparer.Ordinal);
        var groups = _groups.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!groups.TryGetValue(groupName, out var group))
        {
            _groups.Add(groupName.ToString(), group = new Dictionary<string, RowNode>(StringComparer.Ordinal));
        }

        var nodes = group.GetAlternateLookup<ReadOnlySpan<char>>();
        if (segment.Contains('~'))
        {
            segment = RowPath.Unescape(segment.ToString());
        }

        if (!nodes.TryGetValue(segment, out var child))
        {
            var key = segment.ToString();
            group.Add(key, child = new RowNode(_source, this, groupName.ToString(), key));
        }

        return child;
    }

    private StoreException Damaged(string how, Exception? inner = null) => _source.Damaged(Path, how, inner);
}
