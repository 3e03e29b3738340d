// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Hpack;

/// <summary>
/// Reads the fields of one header block (RFC 7541 §6), one after the other. A block must be read to its end, whatever becomes of its
/// request: the blocks after it build on it.
/// </summary>
internal ref struct HpackReader(HpackDecoder decoder, ReadOnlySpan<byte> block)
{
    private readonly ReadOnlySpan<byte> _block = block;
    private int _next;
    private bool _hasField;

    /// <summary>The field's name; valid until the next is read.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether the block cannot be decoded: the connection is of no use any more (COMPRESSION_ERROR).</summary>
    public bool IsBroken { get; private set; }

    /// <summary>False at the end, or when the block is broken.</summary>
    public bool Read()
    {
        while (_next < _block.Length)
        {
            var first = _block[_next];
            if ((first & 0x80) != 0)
            {
                return ReadIndexed();
            }

            if ((first & 0x40) != 0)
            {
                return ReadLiteral(prefix: 6, isAdded: true);
            }

            if ((first & 0x20) == 0)
            {
                return ReadLiteral(prefix: 4, isAdded: false);
            }

            // A change of the table's size stands before the first field only (RFC 7541 §4.2).
            if (_hasField || !ReadInteger(5, out var capacity) || !decoder.Table.TrySetCapacity(capacity))
            {
                return Break();
            }
        }

        return false;
    }

    private bool ReadIndexed()
    {
        _hasField = true;
        if (!ReadInteger(7, out var index) || index == 0)
        {
            return Break();
        }

        if (index <= StaticTable.Count)
        {
            Name = StaticTable.Name(index);
            Value = StaticTable.Value(index);
            return true;
        }

        var age = index - StaticTable.Count - 1;
        if (age >= decoder.Table.Count)
        {
            return Break();
        }

        Name = decoder.Table.Name(age);
        Value = decoder.Table.Value(age);
        return true;
    }

    private bool ReadLiteral(int prefix, bool isAdded)
    {
        _hasField = true;
        if (!ReadInteger(prefix, out var index) || !ReadName(index, isAdded) || !ReadString(isName: false, out var value))
        {
            return Break();
        }

        Value = value;
        if (isAdded)
        {
            decoder.Table.Add(Name, Value);
        }

        return true;
    }

    private bool ReadName(int index, bool isAdded)
    {
        if (index == 0)
        {
            var isRead = ReadString(isName: true, out var name);
            Name = name;
            return isRead && !name.IsEmpty;
        }

        if (index <= StaticTable.Count)
        {
            Name = StaticTable.Name(index);
            return true;
        }

        var age = index - StaticTable.Count - 1;
        if (age >= decoder.Table.Count)
        {
            return false;
        }

        Name = decoder.Table.Name(age);
        if (isAdded)
        {
            // To add a field may drop the one whose name it takes.
            var copy = decoder.NameRoom(Name.Length);
            Name.CopyTo(copy);
            Name = copy[..Name.Length];
        }

        return true;
    }

    private bool ReadString(bool isName, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (_next == _block.Length)
        {
            return false;
        }

        var isCoded = (_block[_next] & 0x80) != 0;
        if (!ReadInteger(7, out var length) || length > _block.Length - _next)
        {
            return false;
        }

        var bytes = _block.Slice(_next, length);
        _next += length;
        if (!isCoded)
        {
            text = bytes;
            return true;
        }

        var size = HuffmanCode.MaxDecoded(length);
        var room = isName ? decoder.NameRoom(size) : decoder.ValueRoom(size);
        var decoded = HuffmanCode.Decode(bytes, room);
        text = decoded < 0 ? default : room[..decoded];
        return decoded >= 0;
    }

    /// <summary>An integer whose first bits stand beside others (RFC 7541 §5.1). No more than 28 bits: nothing here is larger.</summary>
    private bool ReadInteger(int prefix, out int value)
    {
        var mask = (1 << prefix) - 1;
        value = _block[_next++] & mask;
        if (value < mask)
        {
            return true;
        }

        for (var shift = 0; shift <= 21; shift += 7)
        {
            if (_next == _block.Length)
            {
                return false;
            }

            var more = _block[_next++];
            value += (more & 0x7F) << shift;
            if ((more & 0x80) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool Break()
    {
        IsBroken = true;
        return false;
    }
}
