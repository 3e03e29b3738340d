// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.LambdaEvents;

/// <summary>
/// Names and values of one request, those of one name chained in the order they came: what events show as maps. Names are found by hash, so
/// that thousands of them cost no more than they are.
/// </summary>
internal sealed class FieldGroups
{
    /// <summary>Entries that are kept room for between requests.</summary>
    private const int KeptEntries = 256;

    private Entry[] _entries = new Entry[32];
    private int[] _buckets = new int[64];

    public int Count { get; private set; }

    public ReadOnlySpan<Entry> Entries => _entries.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        if (_entries.Length > KeptEntries)
        {
            _entries = new Entry[KeptEntries];
            _buckets = new int[KeptEntries * 2];
        }
        else
        {
            Array.Clear(_buckets);
        }
    }

    /// <summary>Adds a field to those of its name.</summary>
    /// <param name="bytes">What the ranges of all fields point into.</param>
    /// <param name="hash">Of the name; the same for names that may be equal.</param>
    public void Add(ReadOnlySpan<byte> bytes, ByteRange name, ByteRange value, KnownHeader id, uint hash, bool ignoreCase)
    {
        if (Count == _entries.Length)
        {
            Grow();
        }

        var index = Count++;
        ref var entry = ref _entries[index];
        entry = new Entry { Name = name, Value = value, Id = id, Hash = hash, Next = -1, Last = index, IsFirst = true };
        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        for (var at = bucket - 1; at >= 0; at = _entries[at].Below)
        {
            ref var first = ref _entries[at];
            if (first.Hash == hash && first.Name.Length == name.Length && IsSame(first.Name.In(bytes), name.In(bytes), ignoreCase))
            {
                entry.IsFirst = false;
                _entries[first.Last].Next = index;
                first.Last = index;
                return;
            }
        }

        entry.Below = bucket - 1;
        bucket = index + 1;
    }

    private static bool IsSame(ReadOnlySpan<byte> name, ReadOnlySpan<byte> other, bool ignoreCase) =>
        ignoreCase ? Ascii.EqualsIgnoreCase(name, other) : name.SequenceEqual(other);

    private void Grow()
    {
        Array.Resize(ref _entries, Count * 2);
        _buckets = new int[_entries.Length * 2];
        for (var i = 0; i < Count; i++)
        {
            ref var entry = ref _entries[i];
            if (entry.IsFirst)
            {
                ref var bucket = ref _buckets[entry.Hash & (uint)(_buckets.Length - 1)];
                entry.Below = bucket - 1;
                bucket = i + 1;
            }
        }
    }

    /// <summary>A field; the first of its name leads the chain.</summary>
    internal struct Entry
    {
        public ByteRange Name;
        public ByteRange Value;
        public uint Hash;

        /// <summary>The next field of the same name, or -1.</summary>
        public int Next;

        /// <summary>In the first of a name: the last.</summary>
        public int Last;

        /// <summary>The next name of the same bucket, or -1.</summary>
        public int Below;
        public KnownHeader Id;
        public bool IsFirst;
    }
}
