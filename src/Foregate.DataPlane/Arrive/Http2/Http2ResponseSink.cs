// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// Writes the answer of one stream into the connection's output, as far as the client's windows allow. Head, small body and end go out
/// together. One object serves a stream's life after life; the connection's gate guards what others see of it.
/// </summary>
internal sealed class Http2ResponseSink(Http2Stream stream, Http2Door door) : Deadline(door.Wheel), IResponseSink, IValueTaskSource<bool>
{
    /// <summary>A client has the send timeout for each of these.</summary>
    private const int Slice = 64 * 1024;

    private ManualResetValueTaskSourceCore<bool> _source;
    private long _window;
    private long _length;
    private bool _isHead;
    private bool _hasBody;
    private bool _hasEnded;
    private bool _hasWaiter;
    private bool _waitsForWindow;
    private bool _isArmed;

    public bool IsStarted { get; private set; }

    public long BodyBytes { get; private set; }

    /// <summary>Whether the whole answer was handed over.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether an expiry may still come for a life that is over: then the stream is not used again.</summary>
    public bool IsHaunted { get; private set; }

    /// <summary>Who waits for room before and behind this one. Written by the output.</summary>
    public Http2ResponseSink? PreviousBlocked { get; set; }

    public Http2ResponseSink? NextBlocked { get; set; }

    /// <param name="isHead">Whether the answer has no body whatever is written.</param>
    public void Begin(bool isHead)
    {
        _isHead = isHead;
        _length = -1;
        _hasBody = _hasEnded = false;
        IsStarted = IsComplete = false;
        BodyBytes = 0;
    }

    /// <summary>What the client lets this stream send at first. Within the gate.</summary>
    public void Open(int window) => _window = window;

    public void Start(ResponseHead head)
    {
        if (IsStarted)
        {
            // Two heads for one request: neither may look whole.
            Abort();
            return;
        }

        var isBodiless = head.Status is < 200 or 204 or 205 or 304;
        _hasBody = !_isHead && !isBodiless;
        _length = head.ContentLength;
        var says = head.Status == 205 ? 0 : _hasBody || _isHead || head.Status == 304 ? _length : -1;
        var output = stream.Connection.Output;
        lock (output.Gate)
        {
            IsStarted = true;
            if (!stream.IsReset)
            {
                _hasEnded = !_hasBody || _length == 0;
                output.WriteHead(stream.Id, head, says, door.Date.Value, _hasEnded);
            }
        }
    }

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes) => Write(bytes, isLast: false);

    public ValueTask<bool> WriteLastAsync(ReadOnlyMemory<byte> bytes) => Write(bytes, isLast: true);

    public ValueTask<bool> CompleteAsync()
    {
        if (IsComplete)
        {
            return new ValueTask<bool>(false);
        }

        if (!IsStarted || (_hasBody && _length >= 0 && BodyBytes != _length))
        {
            // A body that is not as long as its head says must not look whole.
            Abort();
            return new ValueTask<bool>(false);
        }

        var output = stream.Connection.Output;
        lock (output.Gate)
        {
            if (stream.IsReset)
            {
                return new ValueTask<bool>(false);
            }

            IsComplete = true;
            if (!_hasEnded)
            {
                _hasEnded = true;
                output.WriteControl(Http2Frame.Data, Http2Frame.EndStreamFlag, stream.Id, default);
            }
        }

        stream.Body.Hurry();
        output.Flush();
        return new ValueTask<bool>(true);
    }

    public void Abort() => stream.Reset(Http2Error.InternalError, isGone: false);

    /// <summary>The client lets this stream send more (or less). False when the window is larger than there is. Within the gate.</summary>
    public bool TryMoveWindow(long bytes)
    {
        _window += bytes;
        return _window <= int.MaxValue;
    }

    /// <summary>Whether somebody waits who may try again; then <see cref="Wake"/> comes next, outside the gate. Within the gate.</summary>
    public bool TryTakeWaiter()
    {
        if (!_hasWaiter)
        {
            return false;
        }

        _hasWaiter = false;
        stream.Connection.Output.Unblock(this);
        return true;
    }

    /// <summary>The same for one that waits for its own window, if that is open now.</summary>
    public bool TryTakeWaiterForWindow() => _waitsForWindow && _window > 0 && TryTakeWaiter();

    public void Wake() => _source.SetResult(true);

    /// <summary>Nobody writes any more. Within the gate.</summary>
    public void Stop()
    {
        _hasWaiter = false;
        Disarm();
        stream.Connection.Output.Unblock(this);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <summary>The client does not take the answer.</summary>
    protected internal override void OnExpired()
    {
        lock (stream.Connection.Output.Gate)
        {
            if (!_isArmed)
            {
                return;
            }

            _isArmed = false;
            if (!stream.BeginReset(Http2Error.Cancel))
            {
                return;
            }
        }

        stream.FinishReset(isGone: true);
    }

    private ValueTask<bool> Write(ReadOnlyMemory<byte> bytes, bool isLast)
    {
        if (!IsStarted || IsComplete)
        {
            return new ValueTask<bool>(false);
        }

        BodyBytes += bytes.Length;
        if (!_hasBody || bytes.IsEmpty)
        {
            return new ValueTask<bool>(!stream.IsReset);
        }

        if (_length >= 0 && BodyBytes > _length)
        {
            Abort();
            return new ValueTask<bool>(false);
        }

        var ends = BodyBytes == _length || (isLast && _length < 0);
        var output = stream.Connection.Output;
        lock (output.Gate)
        {
            bytes = bytes[Add(bytes.Span, ends)..];
            if (stream.IsReset)
            {
                return new ValueTask<bool>(false);
            }
        }

        if (!bytes.IsEmpty)
        {
            return InPieces(bytes, ends);
        }

        if (!ends)
        {
            output.Flush();
        }

        return new ValueTask<bool>(true);
    }

    /// <summary>The rest of a piece that there is no room for now.</summary>
    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<bool> InPieces(ReadOnlyMemory<byte> bytes, bool ends)
    {
        var output = stream.Connection.Output;
        var timed = 0;
        while (true)
        {
            output.Flush();
            await new ValueTask<bool>(this, _source.Version);
            lock (output.Gate)
            {
                if (stream.IsReset)
                {
                    Disarm();
                    return false;
                }

                var taken = Add(bytes.Span, ends);
                bytes = bytes[taken..];
                timed += taken;
                if (bytes.IsEmpty)
                {
                    Disarm();
                }
                else if (timed >= Slice)
                {
                    timed = 0;
                    Set(door.SendTimeout);
                }
            }

            if (bytes.IsEmpty)
            {
                if (!ends)
                {
                    output.Flush();
                }

                return true;
            }
        }
    }

    /// <summary>Adds what there is room for; for the rest it waits. Within the gate.</summary>
    private int Add(ReadOnlySpan<byte> bytes, bool ends)
    {
        if (stream.IsReset)
        {
            return 0;
        }

        var output = stream.Connection.Output;
        var taken = output.WriteData(stream.Id, bytes, ref _window, ends);
        if (taken == bytes.Length)
        {
            _hasEnded = ends;
            return taken;
        }

        _source.Reset();
        _hasWaiter = true;
        _waitsForWindow = _window <= 0;
        if (!_waitsForWindow)
        {
            output.Block(this);
        }

        if (!_isArmed)
        {
            _isArmed = true;
            Set(door.SendTimeout);
        }

        return taken;
    }

    private void Disarm()
    {
        if (_isArmed)
        {
            _isArmed = false;
            IsHaunted |= !Clear();
        }
    }
}
