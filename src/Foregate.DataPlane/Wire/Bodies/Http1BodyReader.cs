// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Channels;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Wire.Bodies;

/// <summary>Reads a body from an HTTP/1.1 connection: by length, chunked, or to the end of the stream. One object serves a connection's life.</summary>
internal sealed class Http1BodyReader(ByteChannel channel) : IBodyReader
{
    private ChunkedDecoder _chunked;
    private long _remaining;
    private long _limit;
    private int _toConsume;
    private Mode _mode;
    private BodyStatus _ended;

    private enum Mode : byte
    {
        Ended,
        Length,
        Chunked,
        ToEnd,
    }

    public long? Length { get; private set; }

    public bool IsEnded => _mode == Mode.Ended;

    /// <summary>Whether the body was read to its proper end, so that the next message may follow.</summary>
    public bool IsComplete => _mode == Mode.Ended && _ended == BodyStatus.End;

    /// <summary>How a read ends when the connection breaks. Whoever aborts the channel for being slow says <see cref="BodyStatus.TimedOut"/> first.</summary>
    public BodyStatus WhenBroken { get; set; } = BodyStatus.Aborted;

    /// <summary>Bytes of body given out so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Whether fields came behind a chunked body, once its end was read.</summary>
    public bool HadTrailers { get; private set; }

    /// <summary>Starts on the next message's body.</summary>
    /// <param name="framing">What its head says.</param>
    /// <param name="isAnswer">Whether a back end sends it: without length and chunked it ends with the stream, and chunk sizes may be padded.</param>
    /// <param name="limit">Bytes at most; beyond it the read is <see cref="BodyStatus.TooLarge"/>.</param>
    public void Start(BodyFraming framing, bool isAnswer, long limit)
    {
        _limit = limit;
        _toConsume = 0;
        BytesRead = 0;
        HadTrailers = false;
        _ended = BodyStatus.End;
        Length = framing.IsChunked ? null : framing.ContentLength ?? (isAnswer ? null : 0);
        if (framing.IsChunked)
        {
            _chunked = new ChunkedDecoder(allowsPadding: isAnswer);
            _mode = Mode.Chunked;
        }
        else if (framing.ContentLength is { } length)
        {
            _remaining = length;
            _mode = length == 0 ? Mode.Ended : Mode.Length;
            if (length > limit)
            {
                _ended = BodyStatus.TooLarge;
                _mode = Mode.Ended;
            }
        }
        else
        {
            _mode = isAnswer ? Mode.ToEnd : Mode.Ended;
        }
    }

    /// <summary>Starts on a message without a body, whatever its head says of one (answers to HEAD, 1xx, 204, 304).</summary>
    public void StartEmpty()
    {
        Start(default, isAnswer: false, limit: 0);
    }

    public ValueTask<BodyChunk> ReadAsync()
    {
        Consume();
        var chunk = TryRead();
        return chunk is { } ready ? new ValueTask<BodyChunk>(ready) : Awaited();
    }

    /// <summary>Gives the bytes of the last piece back to the channel. The owner calls it before it reads the next head.</summary>
    public void Consume()
    {
        if (_toConsume > 0)
        {
            channel.Consume(_toConsume);
            _toConsume = 0;
        }
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BodyChunk> Awaited()
    {
        while (true)
        {
            var read = await channel.FillAsync();
            if (read <= 0)
            {
                return read == 0 && _mode == Mode.ToEnd ? EndWith(BodyStatus.End) : EndWith(WhenBroken);
            }

            if (TryRead() is { } chunk)
            {
                return chunk;
            }
        }
    }

    /// <summary>A piece from what is buffered, or null when more must come first.</summary>
    private BodyChunk? TryRead()
    {
        if (_mode == Mode.Ended)
        {
            return new BodyChunk(default, _ended);
        }

        var unread = channel.UnreadMemory;
        if (_mode == Mode.Chunked)
        {
            return ReadChunked(unread);
        }

        if (unread.IsEmpty)
        {
            return null;
        }

        var length = _mode == Mode.ToEnd ? unread.Length : (int)Math.Min(unread.Length, _remaining);
        _remaining -= length;
        if (_mode == Mode.Length && _remaining == 0)
        {
            _mode = Mode.Ended;
        }

        return Give(unread[..length], length);
    }

    private BodyChunk? ReadChunked(ReadOnlyMemory<byte> unread)
    {
        var step = _chunked.Next(unread.Span, out var consumed, out var data);
        switch (step)
        {
            case ChunkedStep.Data:
                return Give(unread.Slice(data.Offset, data.Length), consumed + LastChunk(unread.Span[consumed..]));
            case ChunkedStep.End:
                channel.Consume(consumed);
                HadTrailers = _chunked.HasTrailers;
                return EndWith(BodyStatus.End);
            case ChunkedStep.NeedMore:
                channel.Consume(consumed);
                return null;
            default:
                return EndWith(BodyStatus.Malformed);
        }
    }

    /// <summary>
    /// The length of the last chunk when it has arrived behind a piece, so that the piece is known to be the last
    /// and its receiver can write it together with the end; otherwise 0.
    /// </summary>
    private int LastChunk(ReadOnlySpan<byte> rest)
    {
        var ahead = _chunked;
        if (ahead.Next(rest, out var consumed, out _) != ChunkedStep.End)
        {
            return 0;
        }

        HadTrailers = ahead.HasTrailers;
        _mode = Mode.Ended;
        return consumed;
    }

    private BodyChunk Give(ReadOnlyMemory<byte> bytes, int consumed)
    {
        BytesRead += bytes.Length;
        if (BytesRead > _limit)
        {
            return EndWith(BodyStatus.TooLarge);
        }

        _toConsume = consumed;
        return new BodyChunk(bytes, BodyStatus.Data);
    }

    private BodyChunk EndWith(BodyStatus status)
    {
        _mode = Mode.Ended;
        _ended = status;
        return new BodyChunk(default, status);
    }
}
