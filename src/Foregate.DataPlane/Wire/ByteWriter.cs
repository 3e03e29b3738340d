// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Foregate.DataPlane.Wire;

/// <summary>A growing buffer that text for the wire is written into. Its owner keeps it, so that it stops growing.</summary>
internal sealed class ByteWriter(int capacity = 256) : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    /// <summary>Bytes that there is room for before it grows.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>The buffer itself; another one after it has grown.</summary>
    public byte[] Buffer => _bytes;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The same bytes; valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Replaces a byte that was written.</summary>
    public void Replace(int at, byte value) => _bytes[at] = value;

    /// <summary>Puts a byte before what was written at <paramref name="at"/>.</summary>
    public void Insert(int at, byte value)
    {
        Room(1);
        _bytes.AsSpan(at, Length - at).CopyTo(_bytes.AsSpan(at + 1));
        _bytes[at] = value;
        Length++;
    }

    /// <summary>Takes back what was written after <paramref name="length"/>.</summary>
    public void Truncate(int length) => Length = length;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Write(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    /// <summary>Writes text as UTF-8.</summary>
    public void WriteText(string text)
    {
        if (!Encoding.UTF8.TryGetBytes(text, Room(text.Length), out var written))
        {
            written = Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetByteCount(text)));
        }

        Length += written;
    }

    /// <summary>Writes a whole number in decimal.</summary>
    public void WriteDecimal(long number)
    {
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        Length += written;
    }

    public void Advance(int count) => Length += count;

    public Span<byte> GetSpan(int sizeHint = 0) => Room(Math.Max(1, sizeHint));

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Room(Math.Max(1, sizeHint));
        return _bytes.AsMemory(Length);
    }

    private Span<byte> Room(int size)
    {
        if (_bytes.Length - Length < size)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + size));
        }

        return _bytes.AsSpan(Length);
    }
}
