// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Arrive;

/// <summary>A body as the stream that .NET's decoders read from; remembers how it began, how it ended, and its last bytes.</summary>
internal sealed class EncodedStream(IBodyReader body) : Stream
{
    private readonly byte[] _first = new byte[2];
    private ReadOnlyMemory<byte> _rest;
    private int _firstCount;
    private int _firstGiven;

    /// <summary>How the body ended, once its end was read.</summary>
    public BodyStatus Ended { get; private set; } = BodyStatus.Data;

    /// <summary>The last four bytes, the first of them highest.</summary>
    public uint Tail { get; private set; }

    /// <summary>Whether there was not one byte.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Whether the decoder wanted more than there was.</summary>
    public bool IsExhausted { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The first two bytes without taking them; fewer when there are no more.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync()
    {
        while (_firstCount < _first.Length && await FillAsync())
        {
            _first[_firstCount++] = _rest.Span[0];
            _rest = _rest[1..];
        }

        return _first.AsMemory(0, _firstCount);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_firstGiven < _firstCount)
        {
            buffer.Span[0] = _first[_firstGiven++];
            Note(buffer.Span[..1]);
            return 1;
        }

        if (!await FillAsync())
        {
            IsExhausted = true;
            return 0;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer.Span);
        _rest = _rest[count..];
        Note(buffer.Span[..count]);
        return count;
    }

    /// <summary>Whether nothing is left behind what the decoder took for the end.</summary>
    public async ValueTask<bool> IsAtEndAsync() => !await FillAsync();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<bool> FillAsync()
    {
        if (!_rest.IsEmpty)
        {
            return true;
        }

        if (Ended != BodyStatus.Data)
        {
            return false;
        }

        var chunk = await body.ReadAsync();
        if (chunk.Status != BodyStatus.Data)
        {
            Ended = chunk.Status;
            return false;
        }

        _rest = chunk.Bytes;
        IsEmpty = false;
        return true;
    }

    private void Note(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes[Math.Max(0, bytes.Length - 4)..])
        {
            Tail = (Tail << 8) | b;
        }
    }
}
