// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// What goes out on one connection. Frames of all streams are put one behind the other into one buffer; whoever finds nobody sending
/// sends it, and takes along what the others add meanwhile. <see cref="Gate"/> guards it, and all else that streams of a connection share.
/// </summary>
internal sealed class Http2Output : Deadline
{
    /// <summary>The window of a connection until the client enlarges it (RFC 9113 §6.9.2).</summary>
    public const int FirstWindow = 65_535;

    /// <summary>Bytes that wait to be sent at most before streams wait for room.</summary>
    private const int Limit = 64 * 1024;

    private const int FirstSize = 4 * 1024;

    private readonly DoorChannel _channel;
    private readonly FrameBudget _budget;
    private readonly int _sendTimeout;
    private readonly Action _onSent;
    private byte[] _buffer = [];
    private byte[] _taken = [];
    private int _filled;
    private int _takenLength;
    private long _window = FirstWindow;
    private bool _isSending;
    private bool _isHeld;
    private bool _isBroken;
    private Http2ResponseSink? _firstBlocked;
    private Http2ResponseSink? _lastBlocked;
    private TaskCompletionSource? _idle;
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _sent;

    public Http2Output(DoorChannel channel, FrameBudget budget, TimerWheel wheel, int sendTimeout)
        : base(wheel)
    {
        _channel = channel;
        _budget = budget;
        _sendTimeout = sendTimeout;
        _onSent = OnSent;
    }

    public Lock Gate { get; } = new();

    /// <summary>
    /// Whether so much waits that the reader must not lead to more: heads of answers and acknowledgements wait for no window, and a client
    /// that sends but does not read would fill the memory with them.
    /// </summary>
    public bool IsOverfull
    {
        get
        {
            lock (Gate)
            {
                return _filled > 2 * Limit && !_isBroken;
            }
        }
    }

    /// <summary>The window that a new stream begins with: the client's SETTINGS_INITIAL_WINDOW_SIZE.</summary>
    public int StreamWindow { get; set; } = FirstWindow;

    // ---- Frames; all within the gate ----

    /// <summary>Adds a frame that says something of a stream or the connection.</summary>
    public void WriteControl(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var room = Room(Http2Frame.HeaderSize + payload.Length);
        Http2Frame.Write(room, payload.Length, type, flags, stream);
        payload.CopyTo(room[Http2Frame.HeaderSize..]);
        _filled += Http2Frame.HeaderSize + payload.Length;
    }

    public void WriteReset(int stream, Http2Error error) => WriteNumber(Http2Frame.RstStream, stream, (int)error);

    public void WriteWindowUpdate(int stream, int bytes) => WriteNumber(Http2Frame.WindowUpdate, stream, bytes);

    public void WriteGoAway(int lastStream, Http2Error error)
    {
        Span<byte> payload = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(payload, lastStream);
        BinaryPrimitives.WriteInt32BigEndian(payload[4..], (int)error);
        WriteControl(Http2Frame.GoAway, 0, 0, payload);
    }

    /// <summary>Adds the head of an answer.</summary>
    /// <param name="length">What Content-Length says; -1 leaves it out.</param>
    /// <param name="date">The value of Date.</param>
    /// <param name="endsStream">Whether no body follows.</param>
    public void WriteHead(int stream, ResponseHead head, long length, ReadOnlySpan<byte> date, bool endsStream)
    {
        var size = Http2AnswerHead.MaxSize(head);
        var flags = endsStream ? Http2Frame.EndStreamFlag : (byte)0;
        if (size <= Http2Frame.MaxPayload)
        {
            var room = Room(Http2Frame.HeaderSize + size);
            var written = Http2AnswerHead.Write(room[Http2Frame.HeaderSize..], head, length, date);
            Http2Frame.Write(room, written, Http2Frame.Headers, (byte)(flags | Http2Frame.EndHeadersFlag), stream);
            _filled += Http2Frame.HeaderSize + written;
            return;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(size);
        var block = bytes.AsSpan(0, Http2AnswerHead.Write(bytes, head, length, date));
        for (var type = Http2Frame.Headers; type == Http2Frame.Headers || !block.IsEmpty; type = Http2Frame.Continuation, flags = 0)
        {
            var piece = block[..Math.Min(block.Length, Http2Frame.MaxPayload)];
            block = block[piece.Length..];
            WriteControl(type, block.IsEmpty ? (byte)(flags | Http2Frame.EndHeadersFlag) : flags, stream, piece);
        }

        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Adds as much of a body as both windows and the buffer allow; returns how much.</summary>
    /// <param name="window">What the stream may still send.</param>
    /// <param name="endsStream">Whether the last byte is the body's.</param>
    public int WriteData(int stream, ReadOnlySpan<byte> bytes, ref long window, bool endsStream)
    {
        var done = 0;
        while (done < bytes.Length)
        {
            var count = (int)Math.Min(Math.Min(_window, window), Math.Min(Math.Min(Limit - _filled, Http2Frame.MaxPayload), bytes.Length - done));
            if (count <= 0)
            {
                break;
            }

            var isLast = done + count == bytes.Length;
            WriteControl(Http2Frame.Data, isLast && endsStream ? Http2Frame.EndStreamFlag : (byte)0, stream, bytes.Slice(done, count));
            done += count;
            _window -= count;
            window -= count;
        }

        _budget.Sent(done);
        return done;
    }

    /// <summary>False when the window would be larger than there is (RFC 9113 §6.9.1). <see cref="WakeBlocked"/> comes next.</summary>
    public bool TryEnlargeWindow(int bytes)
    {
        _window += bytes;
        return _window <= int.MaxValue;
    }

    /// <summary>The sink waits for room here or in the connection's window, behind those that wait already.</summary>
    public void Block(Http2ResponseSink sink)
    {
        sink.PreviousBlocked = _lastBlocked;
        if (_lastBlocked is null)
        {
            _firstBlocked = sink;
        }
        else
        {
            _lastBlocked.NextBlocked = sink;
        }

        _lastBlocked = sink;
    }

    /// <summary>The sink waits no more, if it did.</summary>
    public void Unblock(Http2ResponseSink sink)
    {
        if (sink.PreviousBlocked is null && !ReferenceEquals(_firstBlocked, sink))
        {
            return;
        }

        var (before, after) = (sink.PreviousBlocked, sink.NextBlocked);
        if (before is null)
        {
            _firstBlocked = after;
        }
        else
        {
            before.NextBlocked = after;
        }

        if (after is null)
        {
            _lastBlocked = before;
        }
        else
        {
            after.PreviousBlocked = before;
        }

        sink.PreviousBlocked = sink.NextBlocked = null;
    }

    // ---- Sending; outside the gate ----

    /// <summary>While the reader works through what has arrived, nothing is sent: all that it leads to goes out together.</summary>
    public void Hold()
    {
        lock (Gate)
        {
            _isHeld = true;
        }
    }

    public void Release()
    {
        lock (Gate)
        {
            _isHeld = false;
        }

        Flush();
    }

    /// <summary>Sends what waits, unless somebody does or will.</summary>
    public void Flush()
    {
        lock (Gate)
        {
            if (_isSending || !TryTake())
            {
                return;
            }
        }

        Send();
    }

    /// <summary>Lets those go on that wait for room, first come first, while there is room.</summary>
    public void WakeBlocked()
    {
        while (true)
        {
            Http2ResponseSink sink;
            lock (Gate)
            {
                if (_firstBlocked is null || (!_isBroken && (_window <= 0 || _filled >= Limit)))
                {
                    return;
                }

                sink = _firstBlocked;
                Unblock(sink);
                if (!sink.TryTakeWaiter())
                {
                    continue;
                }
            }

            sink.Wake();
        }
    }

    /// <summary>Completes when nothing waits to be sent any more, or nothing can be sent.</summary>
    public Task DrainedAsync()
    {
        lock (Gate)
        {
            if (!_isSending && (_filled == 0 || _isBroken))
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <summary>The client does not take what is sent.</summary>
    protected internal override void OnExpired() => _channel.Abort();

    private bool TryTake()
    {
        if (_isHeld || _isBroken || _filled == 0)
        {
            return false;
        }

        _isSending = true;
        (_taken, _takenLength) = (_buffer, _filled);
        (_buffer, _filled) = ([], 0);
        return true;
    }

    private void Send()
    {
        while (IsSent(_channel.SendAsync(_taken.AsMemory(0, _takenLength), default)) && GoesOn(_sent.GetResult()))
        {
        }
    }

    /// <summary>True when the send is over at once; else it goes on when it is.</summary>
    private bool IsSent(ValueTask<bool> sending)
    {
        _sent = sending.ConfigureAwait(false).GetAwaiter();
        if (_sent.IsCompleted)
        {
            return true;
        }

        Set(_sendTimeout);
        _sent.UnsafeOnCompleted(_onSent);
        return false;
    }

    private void OnSent()
    {
        Clear();
        if (GoesOn(_sent.GetResult()))
        {
            Send();
        }
    }

    /// <summary>After a send: whether there is another to make.</summary>
    private bool GoesOn(bool isSent)
    {
        ArrayPool<byte>.Shared.Return(_taken);
        _taken = [];
        if (!isSent)
        {
            lock (Gate)
            {
                _isBroken = true;
            }

            _channel.Abort();
        }

        // While this counts as sending, those who are woken only add.
        WakeBlocked();
        lock (Gate)
        {
            if (TryTake())
            {
                return true;
            }

            _isSending = false;
            if (_filled == 0 || _isBroken)
            {
                _idle?.TrySetResult();
                _idle = null;
            }

            return false;
        }
    }

    private void WriteNumber(byte type, int stream, int number)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, number);
        WriteControl(type, 0, stream, payload);
    }

    private Span<byte> Room(int size)
    {
        if (_filled + size > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_filled + size, Math.Max(FirstSize, _filled * 2)));
            _buffer.AsSpan(0, _filled).CopyTo(larger);
            if (_buffer.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
            }

            _buffer = larger;
        }

        return _buffer.AsSpan(_filled);
    }
}
