// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Hpack;

/// <summary>The header fields that the peer has added for use again (RFC 7541 §2.3.2), newest first. Their bytes lie in one buffer.</summary>
internal sealed class DynamicTable
{
    /// <summary>What the standard counts for a field beside its name and value (RFC 7541 §4.1).</summary>
    public const int EntryOverhead = 32;

    private readonly int _limit;
    private Entry[] _entries = [];
    private byte[] _bytes = [];
    private int _newest;
    private int _end;
    private int _size;
    private int _capacity;

    /// <param name="limit">Bytes at most, as the standard counts them: what SETTINGS_HEADER_TABLE_SIZE told the peer.</param>
    public DynamicTable(int limit)
    {
        _limit = limit;
        _capacity = limit;
    }

    public int Count { get; private set; }

    /// <summary>False when the peer asks for more than it was told it may.</summary>
    public bool TrySetCapacity(int capacity)
    {
        if (capacity > _limit)
        {
            return false;
        }

        _capacity = capacity;
        Evict(0);
        return true;
    }

    /// <summary>Adds a field; one that is larger than the table empties it. The bytes must not be the table's own.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var size = name.Length + value.Length + EntryOverhead;
        Evict(size);
        if (size > _capacity)
        {
            return;
        }

        if (_entries.Length == 0)
        {
            // Twice the size, so that moving down what lives is rare.
            _bytes = new byte[2 * _limit];
            _entries = new Entry[(_limit / EntryOverhead) + 1];
        }

        if (_end + name.Length + value.Length > _bytes.Length)
        {
            MoveDown();
        }

        name.CopyTo(_bytes.AsSpan(_end));
        value.CopyTo(_bytes.AsSpan(_end + name.Length));
        _newest = _newest == 0 ? _entries.Length - 1 : _newest - 1;
        _entries[_newest] = new Entry(_end, name.Length, value.Length);
        _end += name.Length + value.Length;
        _size += size;
        Count++;
    }

    /// <summary>The field's name, by age: 0 is the newest. Valid until the next change.</summary>
    public ReadOnlySpan<byte> Name(int age)
    {
        ref readonly var entry = ref At(age);
        return _bytes.AsSpan(entry.Offset, entry.NameLength);
    }

    public ReadOnlySpan<byte> Value(int age)
    {
        ref readonly var entry = ref At(age);
        return _bytes.AsSpan(entry.Offset + entry.NameLength, entry.ValueLength);
    }

    private ref Entry At(int age)
    {
        var place = _newest + age;
        return ref _entries[place < _entries.Length ? place : place - _entries.Length];
    }

    private void Evict(int room)
    {
        while (Count > 0 && _size + room > _capacity)
        {
            ref readonly var oldest = ref At(Count - 1);
            _size -= oldest.NameLength + oldest.ValueLength + EntryOverhead;
            Count--;
        }

        if (Count == 0)
        {
            _end = 0;
        }
    }

    private void MoveDown()
    {
        var start = Count > 0 ? At(Count - 1).Offset : _end;
        _bytes.AsSpan(start, _end - start).CopyTo(_bytes);
        _end -= start;
        for (var age = 0; age < Count; age++)
        {
            ref var entry = ref At(age);
            entry = entry with { Offset = entry.Offset - start };
        }
    }

    private readonly record struct Entry(int Offset, int NameLength, int ValueLength);
}
