// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Values;

/// <summary>A mutable map from texts, in the order of their coming, as Java's LinkedHashMap.</summary>
public sealed class ValueMap
{
    private const int LinearUpTo = 8;

    private Entry[] _entries;

    // Slots of entries by hash, each the entry's position + 1. Null while the map is small, or until it is next asked.
    private int[]? _slots;

    public ValueMap(int capacity = 0) => _entries = capacity == 0 ? [] : new Entry[capacity];

    /// <summary>A map of a JSON document's members; the last of two with one name counts, at the place of the first.</summary>
    public ValueMap(ReadOnlySpan<string> keys, ReadOnlySpan<Value> values)
        : this(keys.Length)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            this[keys[i]] = values[i];
        }
    }

    public int Count { get; private set; }

    /// <summary>The value of a key; null where there is none.</summary>
    public Value this[string key]
    {
        get => TryGet(key, out var value) ? value : default;
        set
        {
            var at = IndexOf(key);
            if (at >= 0)
            {
                _entries[at].Value = value;
                return;
            }

            if (Count == _entries.Length)
            {
                Array.Resize(ref _entries, Math.Max(4, Count * 2));
            }

            _entries[Count++] = new Entry { Key = key, Value = value };
            if (_slots is not null)
            {
                if (Count * 2 > _slots.Length)
                {
                    _slots = null;
                }
                else
                {
                    Place(_slots, Count - 1);
                }
            }
        }
    }

    public bool Contains(string key) => IndexOf(key) >= 0;

    public bool TryGet(string key, out Value value)
    {
        var at = IndexOf(key);
        value = at >= 0 ? _entries[at].Value : default;
        return at >= 0;
    }

    /// <summary>The key at a place of the order.</summary>
    public string KeyAt(int index) => _entries[Within(index)].Key;

    public Value ValueAt(int index) => _entries[Within(index)].Value;

    public void SetAt(int index, Value value) => _entries[Within(index)].Value = value;

    public bool Remove(string key, out Value removed)
    {
        var at = IndexOf(key);
        if (at < 0)
        {
            removed = default;
            return false;
        }

        removed = _entries[at].Value;
        Array.Copy(_entries, at + 1, _entries, at, Count - 1 - at);
        _entries[--Count] = default;
        _slots = null;
        return true;
    }

    public void Clear()
    {
        Array.Clear(_entries, 0, Count);
        Count = 0;
        _slots = null;
    }

    private int IndexOf(string key)
    {
        if (Count <= LinearUpTo)
        {
            for (var i = 0; i < Count; i++)
            {
                if (_entries[i].Key == key)
                {
                    return i;
                }
            }

            return -1;
        }

        var slots = _slots ??= Slots();
        for (var at = key.GetHashCode() & (slots.Length - 1); slots[at] != 0; at = (at + 1) & (slots.Length - 1))
        {
            if (_entries[slots[at] - 1].Key == key)
            {
                return slots[at] - 1;
            }
        }

        return -1;
    }

    private int[] Slots()
    {
        // A map that is read whole gets its slots once, for as many entries as there is room for.
        var slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(_entries.Length, Count + 1) * 2)];
        for (var i = 0; i < Count; i++)
        {
            Place(slots, i);
        }

        return slots;
    }

    private void Place(int[] slots, int entry)
    {
        var at = _entries[entry].Key.GetHashCode() & (slots.Length - 1);
        while (slots[at] != 0)
        {
            at = (at + 1) & (slots.Length - 1);
        }

        slots[at] = entry + 1;
    }

    private int Within(int index) => index < Count ? index : throw new ArgumentOutOfRangeException(nameof(index));

    private struct Entry
    {
        public string Key;
        public Value Value;
    }
}
