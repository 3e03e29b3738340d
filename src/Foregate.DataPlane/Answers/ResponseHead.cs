// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Answers;

/// <summary>
/// The head of an answer as it is built: header lines already serialised for HTTP/1.1, with their ranges for HTTP/2. Owned and
/// reused by the exchange. Framing, Date and Connection are the door's.
/// </summary>
internal sealed class ResponseHead
{
    private byte[] _lines = new byte[1024];
    private HeaderField[] _fields = new HeaderField[24];

    public int Status { get; set; } = 200;

    /// <summary>Bytes of body, or -1 when only the end will tell.</summary>
    public long ContentLength { get; set; } = -1;

    /// <summary>All header lines, each with its CRLF.</summary>
    public ReadOnlySpan<byte> Lines => _lines.AsSpan(0, Size);

    public int Size { get; private set; }

    public int Count { get; private set; }

    /// <summary>The lines' names and values by range into <see cref="Lines"/>.</summary>
    public ReadOnlySpan<HeaderField> Fields => _fields.AsSpan(0, Count);

    public void Reset()
    {
        Status = 200;
        ContentLength = -1;
        Size = 0;
        Count = 0;
    }

    /// <summary>Adds a line. The caller vouches for the bytes: a token for a name, no control bytes in the value.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, value, KnownHeaders.Find(name));

    /// <summary>Adds a line whose header is known already.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, KnownHeader id)
    {
        var size = name.Length + value.Length + 4;
        var line = Room(size);
        name.CopyTo(line);
        line[name.Length] = (byte)':';
        line[name.Length + 1] = (byte)' ';
        value.CopyTo(line[(name.Length + 2)..]);
        line[size - 2] = (byte)'\r';
        line[size - 1] = (byte)'\n';
        Note(name.Length, value.Length, id);
        Size += size;
    }

    /// <summary>Adds a line of another head as it is.</summary>
    public void Add(HeaderTable headers, in HeaderField field)
    {
        var line = headers.Line(field);
        if (line.IsEmpty)
        {
            Add(headers.Name(field), headers.Value(field), field.Id);
            return;
        }

        line.CopyTo(Room(line.Length));
        Note(field.NameLength, field.ValueLength, field.Id);
        Size += line.Length;
    }

    /// <summary>Adds a line whose name is put together of two parts.</summary>
    public void Add(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Span<byte> whole = stackalloc byte[256];
        if (prefix.Length + name.Length > whole.Length)
        {
            whole = new byte[prefix.Length + name.Length];
        }

        prefix.CopyTo(whole);
        name.CopyTo(whole[prefix.Length..]);
        Add(whole[..(prefix.Length + name.Length)], value, KnownHeader.Unknown);
    }

    public void Add(PreparedHeader header)
    {
        header.Line.CopyTo(Room(header.Line.Length));
        Note(header.NameLength, header.ValueLength, header.Id);
        Size += header.Line.Length;
    }

    /// <summary>Adds all lines of a head that was built before, with their ranges in it.</summary>
    public void Add(ReadOnlySpan<byte> lines, ReadOnlySpan<HeaderField> fields)
    {
        lines.CopyTo(Room(lines.Length));
        while (Count + fields.Length > _fields.Length)
        {
            Array.Resize(ref _fields, _fields.Length * 2);
        }

        if (Size == 0)
        {
            fields.CopyTo(_fields);
        }
        else
        {
            for (var i = 0; i < fields.Length; i++)
            {
                var field = fields[i];
                _fields[Count + i] = new HeaderField(field.NameOffset + Size, field.NameLength, field.ValueOffset + Size, field.ValueLength, field.Id);
            }
        }

        Count += fields.Length;
        Size += lines.Length;
    }

    /// <summary>Puts bytes before the value of a line that is there.</summary>
    public void Prefix(int index, ReadOnlySpan<byte> prefix)
    {
        Room(prefix.Length);
        var at = _fields[index].ValueOffset;
        _lines.AsSpan(at, Size - at).CopyTo(_lines.AsSpan(at + prefix.Length));
        prefix.CopyTo(_lines.AsSpan(at));
        Size += prefix.Length;
        var changed = _fields[index];
        _fields[index] = new HeaderField(changed.NameOffset, changed.NameLength, at, changed.ValueLength + prefix.Length, changed.Id);
        for (var i = index + 1; i < Count; i++)
        {
            var field = _fields[i];
            _fields[i] = new HeaderField(field.NameOffset + prefix.Length, field.NameLength, field.ValueOffset + prefix.Length, field.ValueLength, field.Id);
        }
    }

    public bool Has(KnownHeader id)
    {
        foreach (ref readonly var field in Fields)
        {
            if (field.Id == id)
            {
                return true;
            }
        }

        return false;
    }

    private Span<byte> Room(int size)
    {
        if (Size + size > _lines.Length)
        {
            Array.Resize(ref _lines, Math.Max(_lines.Length * 2, Size + size));
        }

        return _lines.AsSpan(Size, size);
    }

    private void Note(int nameLength, int valueLength, KnownHeader id)
    {
        if (Count == _fields.Length)
        {
            Array.Resize(ref _fields, Count * 2);
        }

        _fields[Count++] = new HeaderField(Size, nameLength, Size + nameLength + 2, valueLength, id);
    }
}
