// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Foregate.ControlPlane.Codecs;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Store.Rows;

/// <summary>What is different between two accounts, row by row. What is the same object is not looked into, so the cost follows the change.</summary>
internal sealed class RowChanges
{
    private readonly List<RowChange> _changes = [];

    private RowChanges()
    {
    }

    public static IReadOnlyList<RowChange> Between(Account? before, Account after)
    {
        var changes = new RowChanges();
        AccountRows.CompareAccount(before, after, "", changes);
        return changes._changes;
    }

    public void Row<T>(string path, T? before, T after, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (Body(before, after, write) is { } body)
        {
            _changes.Add(new RowChange { Path = path, Body = body });
        }
    }

    public void Secret<T>(string path, T? before, T after, Action<Utf8JsonWriter, T> write, Func<T, string> secret)
        where T : class
    {
        var body = Body(before, after, write);
        if (body is not null || secret(before!) != secret(after))
        {
            _changes.Add(new RowChange { Path = path, Body = body ?? JsonOutput.Bytes(after, write), Secret = secret(after) });
        }
    }

    public void Bundle<T, TBundle>(string path, T? before, T after, Action<Utf8JsonWriter, T> write, Func<T, TBundle> bundle, Action<Utf8JsonWriter, TBundle> writeBundle)
        where T : class
        where TBundle : class
    {
        var body = Body(before, after, write);
        var isSame = before is not null && ReferenceEquals(bundle(before), bundle(after));
        if (body is null && isSame)
        {
            return;
        }

        var bytes = JsonOutput.Bytes(bundle(after), writeBundle);
        if (body is null && JsonOutput.Bytes(bundle(before!), writeBundle).AsSpan().SequenceEqual(bytes))
        {
            return;
        }

        _changes.Add(new RowChange { Path = path, Body = body ?? JsonOutput.Bytes(after, write), Bundle = bytes, BundleHash = SHA256.HashData(bytes) });
    }

    public void Map<T>(string parent, string group, ImmutableSortedDictionary<string, T>? before, ImmutableSortedDictionary<string, T> after, Action<T?, T, string, RowChanges> compare)
        where T : class
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        // Both are sorted alike: one walk over both.
        using var old = (before ?? ImmutableSortedDictionary<string, T>.Empty).GetEnumerator();
        var hasOld = old.MoveNext();
        foreach (var (key, value) in after)
        {
            for (; hasOld && string.CompareOrdinal(old.Current.Key, key) < 0; hasOld = old.MoveNext())
            {
                Remove(parent, group, old.Current.Key);
            }

            var isKnown = hasOld && old.Current.Key == key;
            var previous = isKnown ? old.Current.Value : null;
            if (!ReferenceEquals(previous, value))
            {
                compare(previous, value, RowPath.Of(parent, group, key), this);
            }

            hasOld = isKnown ? old.MoveNext() : hasOld;
        }

        for (; hasOld; hasOld = old.MoveNext())
        {
            Remove(parent, group, old.Current.Key);
        }
    }

    private void Remove(string parent, string group, string key) => _changes.Add(new RowChange { Path = RowPath.Of(parent, group, key) });

    // Null when it is what lies there already.
    private static byte[]? Body<T>(T? before, T after, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        var body = JsonOutput.Bytes(after, write);
        return before is not null && JsonOutput.Bytes(before, write).AsSpan().SequenceEqual(body) ? null : body;
    }
}
