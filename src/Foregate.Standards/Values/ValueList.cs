// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Values;

/// <summary>A mutable list: an array of a JSON document, or a list that a template made.</summary>
public sealed class ValueList
{
    private Value[] _items;

    /// <param name="isJson">Whether it comes of a JSON document: such lists print as JSON, all others as Java's ArrayList does.</param>
    public ValueList(bool isJson = true, int capacity = 0)
    {
        IsJson = isJson;
        _items = capacity == 0 ? [] : new Value[capacity];
    }

    public ValueList(ReadOnlySpan<Value> items, bool isJson = true)
    {
        IsJson = isJson;
        _items = items.ToArray();
        Count = items.Length;
    }

    public bool IsJson { get; }

    public int Count { get; private set; }

    /// <summary>How often an item came or went: whoever goes through the list sees by it that it has changed.</summary>
    public int Version { get; private set; }

    public ReadOnlySpan<Value> Items => _items.AsSpan(0, Count);

    public Value this[int index]
    {
        get => _items[index < Count ? index : throw new ArgumentOutOfRangeException(nameof(index))];
        set => _items[index < Count ? index : throw new ArgumentOutOfRangeException(nameof(index))] = value;
    }

    public void Add(Value item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        }

        _items[Count++] = item;
        Version++;
    }

    /// <param name="index">From 0 to <see cref="Count"/>.</param>
    public void Insert(int index, Value item)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Count);
        Add(item);
        Array.Copy(_items, index, _items, index + 1, Count - 1 - index);
        _items[index] = item;
    }

    public void RemoveAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        Array.Copy(_items, index + 1, _items, index, Count - 1 - index);
        _items[--Count] = default;
        Version++;
    }

    public void Clear()
    {
        Array.Clear(_items, 0, Count);
        Count = 0;
        Version++;
    }
}
