// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Arrive.Http1;

/// <summary>
/// Writes answers to an HTTP/1.1 connection: head and small body in one send, large pieces without copying them together, chunked when
/// the length is unknown. What cannot be finished as announced is reset. One object serves a connection's life.
/// </summary>
internal sealed class Http1ResponseSink(Http1Connection connection, DoorChannel channel, Http1Door door) : Deadline(door.Wheel), IResponseSink
{
    /// <summary>Pieces up to this size are copied behind what waits to be sent; larger ones go out by themselves.</summary>
    private const int CopyLimit = 16 * 1024;

    /// <summary>A client has the send timeout for each of these.</summary>
    private const int Slice = 64 * 1024;

    /// <summary>Room for a chunk's size and line ends, and the last chunk behind it.</summary>
    private const int ChunkOverhead = 24;

    /// <summary>Status line, Date, framing and Connection lines at most.</summary>
    private const int DoorLines = 256;

    private byte[] _buffer = [];
    private int _filled;
    private long _remaining;
    private Framing _framing;
    private bool _isBroken;

    private enum Framing : byte
    {
        /// <summary>No body whatever is written: HEAD, 1xx, 204, 205, 304.</summary>
        None,
        Length,
        Chunked,

        /// <summary>The connection's end is the body's end: all that HTTP/1.0 has for an unknown length.</summary>
        ToEnd,
    }

    public bool IsStarted { get; private set; }

    public long BodyBytes { get; private set; }

    /// <summary>Whether the whole answer was handed to the connection.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether the connection ends after this answer, as its head says.</summary>
    public bool Closes { get; private set; }

    /// <summary>Ready for the next answer.</summary>
    public void Reset()
    {
        Release();
        BodyBytes = 0;
        IsStarted = IsComplete = Closes = false;
    }

    public void Start(ResponseHead head)
    {
        if (IsStarted)
        {
            // Two heads for one request would be the next request's answer.
            Abort();
            return;
        }

        IsStarted = true;
        Closes = connection.EndsAfterAnswer(head.Status);
        _framing = FramingOf(head);
        _remaining = _framing == Framing.Length ? head.ContentLength : 0;
        Closes |= _framing == Framing.ToEnd;
        var body = _framing == Framing.Length ? (int)Math.Min(head.ContentLength, CopyLimit) : ChunkOverhead;
        Rent(DoorLines + head.Size + body);
        WriteHead(head);
    }

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes) => Write(bytes, isLast: false);

    public ValueTask<bool> WriteLastAsync(ReadOnlyMemory<byte> bytes) => Write(bytes, isLast: true);

    public ValueTask<bool> CompleteAsync()
    {
        if (_isBroken || IsComplete)
        {
            return new ValueTask<bool>(false);
        }

        if (!IsStarted || _remaining > 0)
        {
            Abort();
            return new ValueTask<bool>(false);
        }

        IsComplete = true;
        if (_framing == Framing.Chunked)
        {
            Rent(ChunkOverhead);
            Append("0\r\n\r\n"u8);
        }

        var sending = _filled == 0 ? new ValueTask<bool>(true) : Send(default);
        if (!Closes)
        {
            return sending;
        }

        if (!sending.IsCompleted)
        {
            return AwaitedLast(sending);
        }

        connection.Hurry();
        return sending;
    }

    public void Abort()
    {
        _isBroken = true;
        channel.Abort();
    }

    /// <summary>Gives the buffer back; nothing may be pending.</summary>
    public void Release()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        _filled = 0;
    }

    /// <summary>The client does not take the answer.</summary>
    protected internal override void OnExpired() => channel.Abort();

    private ValueTask<bool> Write(ReadOnlyMemory<byte> bytes, bool isLast)
    {
        if (_isBroken || !IsStarted || IsComplete)
        {
            return new ValueTask<bool>(false);
        }

        if (bytes.IsEmpty || _framing == Framing.None)
        {
            return new ValueTask<bool>(true);
        }

        BodyBytes += bytes.Length;
        if (_framing == Framing.Length && (_remaining -= bytes.Length) < 0)
        {
            Abort();
            return new ValueTask<bool>(false);
        }

        if (bytes.Length > CopyLimit)
        {
            return WriteLarge(bytes);
        }

        var size = bytes.Length + (_framing == Framing.Chunked ? ChunkOverhead : 0);
        if (_buffer.Length - _filled < size)
        {
            Grow(size);
        }

        if (_framing == Framing.Chunked)
        {
            AppendChunkSize(bytes.Length);
            Append(bytes.Span);
            Append("\r\n"u8);
        }
        else
        {
            Append(bytes.Span);
            isLast |= _framing == Framing.Length && _remaining == 0;
        }

        // With the last piece the end follows at once and sends both.
        return isLast ? new ValueTask<bool>(true) : Send(default);
    }

    private Framing FramingOf(ResponseHead head) =>
        head.Status is < 200 or 204 or 205 or 304 || connection.Request.Verb == HttpVerb.Head ? Framing.None
        : head.ContentLength >= 0 ? Framing.Length
        : connection.Request.Protocol == HttpProtocol.Http10 ? Framing.ToEnd
        : Framing.Chunked;

    private void WriteHead(ResponseHead head)
    {
        Append(StatusLines.For(head.Status));
        Append(door.Date.Now);
        Append(head.Lines);
        if (_framing == Framing.Chunked)
        {
            Append("Transfer-Encoding: chunked\r\n"u8);
        }
        else if (head.Status == 205)
        {
            // RFC 9110 §15.3.6: no content, and the message must say so.
            Append("Content-Length: 0\r\n"u8);
        }
        else if (head.ContentLength >= 0 && head.Status is >= 200 and not (204 or 304))
        {
            Append("Content-Length: "u8);
            Utf8Formatter.TryFormat(head.ContentLength, _buffer.AsSpan(_filled), out var digits);
            _filled += digits;
            Append("\r\n"u8);
        }

        Append(Closes ? "Connection: close\r\n\r\n"u8 : "Connection: keep-alive\r\n\r\n"u8);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<bool> WriteLarge(ReadOnlyMemory<byte> bytes)
    {
        if (_framing == Framing.Chunked)
        {
            Rent(ChunkOverhead);
            AppendChunkSize(bytes.Length);
        }

        while (!bytes.IsEmpty)
        {
            var slice = bytes[..Math.Min(bytes.Length, Slice)];
            bytes = bytes[slice.Length..];
            if (bytes.IsEmpty && _framing == Framing.Chunked)
            {
                // The last bytes go with the chunk's end, so that it is not a send of its own.
                var tail = slice.Length > CopyLimit ? slice[^64..] : slice;
                if (tail.Length < slice.Length && !await Send(slice[..^tail.Length]))
                {
                    return false;
                }

                Rent(tail.Length + ChunkOverhead);
                Append(tail.Span);
                Append("\r\n"u8);
                slice = default;
            }

            if (!await Send(slice))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sends what waits in the buffer and then the piece.</summary>
    private ValueTask<bool> Send(ReadOnlyMemory<byte> piece)
    {
        var send = channel.SendAsync(_buffer.AsMemory(0, _filled), piece);
        if (!send.IsCompleted)
        {
            Set(door.SendTimeout);
            return Awaited(send);
        }

        return new ValueTask<bool>(Sent(send.GetAwaiter().GetResult()));
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<bool> Awaited(ValueTask<bool> send)
    {
        var sent = await send;
        Clear();
        return Sent(sent);
    }

    /// <summary>A client that takes its last answer slowly keeps its time to send what it still has to.</summary>
    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<bool> AwaitedLast(ValueTask<bool> sending)
    {
        var sent = await sending;
        connection.Hurry();
        return sent;
    }

    private bool Sent(bool sent)
    {
        _filled = 0;
        _isBroken |= !sent;
        return sent;
    }

    private void AppendChunkSize(int length)
    {
        Utf8Formatter.TryFormat(length, _buffer.AsSpan(_filled), out var digits, new StandardFormat('x'));
        _filled += digits;
        Append("\r\n"u8);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_filled));
        _filled += bytes.Length;
    }

    private void Rent(int room)
    {
        if (_buffer.Length - _filled < room)
        {
            Grow(room);
        }
    }

    private void Grow(int room)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(_filled + room);
        _buffer.AsSpan(0, _filled).CopyTo(bytes);
        var filled = _filled;
        Release();
        _buffer = bytes;
        _filled = filled;
    }
}
