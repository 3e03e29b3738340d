// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Values;

/// <summary>
/// A mutable map in the order of its keys' coming, as Java's LinkedHashMap. Keys are texts but for those that a template makes of other values: these are
/// known by a code (<see cref="MapKey"/>), which is no text that a document may hold.
/// </summary>
public sealed class ValueMap
{
    private const int LinearUpTo = 8;

    private Entry[] _entries;

    // Slots of entries by hash, each the entry's position + 1. Null while the map is small, or until it is next asked.
    private int[]? _slots;

    // The keys that are no texts, by their codes. Mostly there are none.
    private Dictionary<string, Value>? _others;

    public ValueMap(int capacity = 0) => _entries = capacity == 0 ? [] : new Entry[capacity];

    /// <summary>A map of a JSON document's members; the last of two with one name counts, at the place of the first.</summary>
    /// <param name="areDistinct">Whether no name comes twice.</param>
    public ValueMap(ReadOnlySpan<string> keys, ReadOnlySpan<Value> values, bool areDistinct = false)
        : this(keys.Length)
    {
        if (!areDistinct)
        {
            for (var i = 0; i < keys.Length; i++)
            {
                this[keys[i]] = values[i];
            }

            return;
        }

        var entries = _entries;
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new Entry { Key = keys[i], Value = values[i] };
        }

        Count = entries.Length;
    }

    public int Count { get; private set; }

    /// <summary>How often a key came or went: whoever goes through the map sees by it that it has changed.</summary>
    public int Version { get; private set; }

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
            Version++;
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

    /// <summary>Sets the value of a key of any kind.</summary>
    /// <param name="code">What the key is known by.</param>
    public void Set(string code, Value key, Value value)
    {
        if (!key.IsText)
        {
            (_others ??= new Dictionary<string, Value>(StringComparer.Ordinal))[code] = key;
        }

        this[code] = value;
    }

    /// <summary>The key at a place of the order, as text.</summary>
    public string KeyAt(int index)
    {
        var code = _entries[Within(index)].Key;
        return _others is not null && _others.TryGetValue(code, out var key) ? MapKey.TextOf(key) : code;
    }

    /// <summary>What the key at a place of the order is known by.</summary>
    public string CodeAt(int index) => _entries[Within(index)].Key;

    /// <summary>The key at a place of the order.</summary>
    public Value KeyValueAt(int index)
    {
        var code = _entries[Within(index)].Key;
        return _others is not null && _others.TryGetValue(code, out var key) ? key : Value.Of(code);
    }

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
        Version++;
        return true;
    }

    public void Clear()
    {
        Array.Clear(_entries, 0, Count);
        Version += Count > 0 ? 1 : 0;
        Count = 0;
        _slots = null;
    }

    /// <summary>Where a key stands in the order; -1 where there is none.</summary>
    internal int IndexOf(string key)
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
