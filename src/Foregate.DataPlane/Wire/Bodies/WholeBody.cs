// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Awaiting;

namespace Foregate.DataPlane.Wire.Bodies;

/// <summary>A body read whole into a rented buffer, to be read as often as anybody needs it. Holds no memory before and after its use.</summary>
internal sealed class WholeBody
{
    // A length that a head only claims takes no memory before its bytes come.
    private const int FirstBytes = 4 * 1024;

    private readonly MemoryBody _again = new();
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Whether the body was read to its proper end.</summary>
    public bool IsRead { get; private set; }

    /// <summary>All of it; valid until <see cref="Release"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>
    /// Reads to the end: <see cref="BodyStatus.End"/>, or why there is none; <see cref="BodyStatus.TooLarge"/> beyond the limit. Once it was read, it is not
    /// read again.
    /// </summary>
    public ValueTask<BodyStatus> ReadAsync(IBodyReader body, long limit)
    {
        if (IsRead)
        {
            return new ValueTask<BodyStatus>(BodyStatus.End);
        }

        if (body.Length > limit)
        {
            return new ValueTask<BodyStatus>(BodyStatus.TooLarge);
        }

        while (true)
        {
            var reading = body.ReadAsync();
            if (!reading.IsCompletedSuccessfully)
            {
                return Awaited(body, limit, reading);
            }

            if (!Take(reading.Result, limit, out var status))
            {
                return new ValueTask<BodyStatus>(status);
            }
        }
    }

    /// <summary>A reader of the whole from its beginning; one at a time.</summary>
    public IBodyReader Again()
    {
        _again.Set(Bytes);
        return _again;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Release()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = [];
        _length = 0;
        _again.Set(default);
        IsRead = false;
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BodyStatus> Awaited(IBodyReader body, long limit, ValueTask<BodyChunk> reading)
    {
        while (true)
        {
            if (!Take(await reading, limit, out var status))
            {
                return status;
            }

            reading = body.ReadAsync();
        }
    }

    /// <summary>False at the end, proper or not.</summary>
    private bool Take(BodyChunk chunk, long limit, out BodyStatus status)
    {
        status = chunk.Status;
        if (status != BodyStatus.Data)
        {
            IsRead = status == BodyStatus.End;
            return false;
        }

        var piece = chunk.Bytes.Span;
        if (_length + (long)piece.Length > limit)
        {
            status = BodyStatus.TooLarge;
            return false;
        }

        if (_length + piece.Length > _bytes.Length)
        {
            Grow(_length + piece.Length);
        }

        piece.CopyTo(_bytes.AsSpan(_length));
        _length += piece.Length;
        return true;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(FirstBytes, (int)Math.Min(_bytes.Length * 2L, Array.MaxLength))));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }
}
