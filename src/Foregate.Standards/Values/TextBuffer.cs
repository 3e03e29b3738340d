// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Foregate.Standards.Values;

/// <summary>A growing buffer of UTF-8 with a limit. What would pass the limit is not written, and neither is anything after it.</summary>
/// <param name="borrows">Whether it borrows its memory while it is long; <see cref="Trim"/> gives that back.</param>
public sealed class TextBuffer(int limit = int.MaxValue, bool borrows = false)
{
    private const int Long = 32 * 1024;

    private byte[] _bytes = [];

    /// <summary>Most bytes it takes.</summary>
    public int Limit { get; private set; } = limit;

    public int Length { get; private set; }

    /// <summary>Whether something was not written for the limit's sake.</summary>
    public bool IsFull { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Empty again, with another limit.</summary>
    public void Reset(int limit)
    {
        Limit = limit;
        Length = 0;
        IsFull = false;
    }

    /// <summary>Takes back what was written after <paramref name="length"/>.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Lets a buffer go that has grown beyond what is worth keeping.</summary>
    public void Trim(int keep)
    {
        if (_bytes.Length > keep)
        {
            GiveBack(_bytes);
            _bytes = [];
            Length = 0;
        }
    }

    public void Write(byte value)
    {
        if (Room(1))
        {
            _bytes[Length++] = value;
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (Room(bytes.Length))
        {
            bytes.CopyTo(_bytes.AsSpan(Length));
            Length += bytes.Length;
        }
    }

    /// <summary>Writes text as UTF-8; half a surrogate pair becomes the replacement character.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        // Text mostly is ASCII, so that first as many bytes as characters are made ready.
        if (!Room(text.Length))
        {
            return;
        }

        if (Encoding.UTF8.TryGetBytes(text, _bytes.AsSpan(Length), out var written))
        {
            Length = Limit - Length < written ? Full() : Length + written;
            return;
        }

        if (Room(Encoding.UTF8.GetByteCount(text)))
        {
            Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
        }
    }

    public void Write(long number)
    {
        if (Room(20))
        {
            Utf8Formatter.TryFormat(number, _bytes.AsSpan(Length), out var written);
            Length += written;
        }
    }

    public override string ToString() => Encoding.UTF8.GetString(Written);

    private int Full()
    {
        IsFull = true;
        return Length;
    }

    private bool Room(int size)
    {
        if (IsFull || size > Limit - Length)
        {
            IsFull = true;
            return false;
        }

        if (_bytes.Length - Length < size)
        {
            Grow((int)Math.Min(Math.Max(256, Math.Max((long)_bytes.Length * 2, (long)Length + size)), Math.Max(256, (long)Limit)));
        }

        return true;
    }

    private void Grow(int size)
    {
        var longer = borrows && size > Long ? ArrayPool<byte>.Shared.Rent(size) : new byte[size];
        Written.CopyTo(longer);
        GiveBack(_bytes);
        _bytes = longer;
    }

    private void GiveBack(byte[] bytes)
    {
        if (borrows && bytes.Length > Long)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
