// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Threading.Tasks.Sources;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// The body of a request: what has arrived waits in one buffer while the piece given out before is in another. The client may send on
/// only as it is read. One object serves a stream's life after life; the connection's gate guards it.
/// </summary>
internal sealed class Http2RequestBody(Http2Stream stream, Http2Door door) : Deadline(door.Wheel), IBodyReader, IValueTaskSource<BodyChunk>
{
    private const int FirstSize = 4 * 1024;

    private ManualResetValueTaskSourceCore<BodyChunk> _source;
    private byte[] _given = [];
    private byte[] _waiting = [];
    private int _givenLength;
    private int _waitingLength;
    private long _received;
    private long _limit;
    private int _window;
    private int _credit;
    private bool _isOpen;
    private bool _isArmed;
    private bool _hasWaiter;
    private bool _awaitsContinue;

    // How it ends once what waits is read; Data while the client may send more.
    private BodyStatus _end;

    // What was read as the end; Data before.
    private BodyStatus _ended;

    public long? Length { get; private set; }

    public bool IsEnded => _ended != BodyStatus.Data || (_end == BodyStatus.End && _waitingLength == 0);

    /// <summary>Whether an expiry may still come for a life that is over: then the stream is not used again.</summary>
    public bool IsHaunted { get; private set; }

    /// <param name="length">What Content-Length says of it.</param>
    /// <param name="awaitsContinue">Whether the client wants to be asked for it.</param>
    public void Start(long? length, bool awaitsContinue)
    {
        Length = length;
        _limit = door.PayloadLimit;
        _received = 0;
        _credit = 0;
        _window = Http2Door.StreamWindow;
        _isOpen = true;
        _awaitsContinue = awaitsContinue;
        _end = BodyStatus.Data;
        _ended = BodyStatus.Data;
        if (length > _limit)
        {
            _isOpen = false;
            _ended = BodyStatus.TooLarge;
        }
    }

    /// <summary>There is no body, or nobody will read it.</summary>
    public void StartNone()
    {
        Length = null;
        _received = 0;
        _credit = 0;
        _window = Http2Door.StreamWindow;
        _isOpen = false;
        _end = BodyStatus.Data;
        _ended = BodyStatus.End;
    }

    /// <summary>Gives everything back; nobody reads any more. Within the gate.</summary>
    public void Stop()
    {
        Disarm();
        _hasWaiter = false;
        _isOpen = false;
        _ended = BodyStatus.Aborted;
        stream.Connection.Streams.Credit(_givenLength + _waitingLength);
        GiveBack(ref _given, ref _givenLength);
        GiveBack(ref _waiting, ref _waitingLength);
    }

    public ValueTask<BodyChunk> ReadAsync()
    {
        var output = stream.Connection.Output;
        bool asks;
        ValueTask<BodyChunk> read;
        lock (output.Gate)
        {
            Credit(_givenLength);
            GiveBack(ref _given, ref _givenLength);
            if (TryGive(out var chunk))
            {
                read = new ValueTask<BodyChunk>(chunk);
                asks = false;
            }
            else
            {
                _source.Reset();
                _hasWaiter = true;
                read = new ValueTask<BodyChunk>(this, _source.Version);
                Arm(door.BodyTimeout);
                asks = _awaitsContinue && !stream.Sink.IsStarted;
                if (asks)
                {
                    // :status 100, literal with the name of the static table (RFC 7541 §6.2.2).
                    output.WriteControl(Http2Frame.Headers, Http2Frame.EndHeadersFlag, stream.Id, [8, 3, (byte)'1', (byte)'0', (byte)'0']);
                }
            }

            _awaitsContinue = false;
        }

        // Also sends what the client may send more.
        output.Flush();
        return read;
    }

    /// <summary>
    /// Takes a piece that has arrived. Within the gate.
    /// </summary>
    /// <returns>False when it is more than Content-Length said.</returns>
    public bool TryAdd(ReadOnlySpan<byte> piece)
    {
        _received += piece.Length;
        if (_received > Length)
        {
            return false;
        }

        if (!_isOpen || _end != BodyStatus.Data)
        {
            // Nobody will read it.
            stream.Connection.Streams.Credit(piece.Length);
            return true;
        }

        _awaitsContinue = false;
        if (_received > _limit)
        {
            _end = BodyStatus.TooLarge;
            stream.Connection.Streams.Credit(piece.Length);
            return true;
        }

        if (_waitingLength + piece.Length > _waiting.Length)
        {
            Grow(piece.Length);
        }

        piece.CopyTo(_waiting.AsSpan(_waitingLength));
        _waitingLength += piece.Length;
        return true;
    }

    /// <summary>Takes what a frame takes of the stream's window. False when the client sends more than it may. Within the gate.</summary>
    public bool TryTakeWindow(int bytes)
    {
        _window -= bytes;
        return _window >= 0;
    }

    /// <summary>Bytes of a frame that are no bytes of the body: padding. Within the gate.</summary>
    public void AddPadding(int bytes) => Credit(bytes);

    /// <summary>The client has sent all. False when it is not as long as Content-Length said. Within the gate.</summary>
    public bool TryEnd()
    {
        if (_end == BodyStatus.Data)
        {
            _end = BodyStatus.End;
        }

        return Length is not { } length || _received == length;
    }

    /// <summary>Nothing more comes, and what waits is not read. Within the gate.</summary>
    public void BreakOff(BodyStatus status)
    {
        if (_isOpen && _ended == BodyStatus.Data)
        {
            _end = status;
            stream.Connection.Streams.Credit(_waitingLength);
            GiveBack(ref _waiting, ref _waitingLength);
        }
    }

    /// <summary>
    /// Whether somebody waits who can be told now; then <see cref="Wake"/> comes next, outside the gate. Within the gate.
    /// </summary>
    public bool TryTakeWaiter(out BodyChunk chunk)
    {
        chunk = default;
        if (!_hasWaiter || !TryGive(out chunk))
        {
            return false;
        }

        _hasWaiter = false;
        Disarm();
        return true;
    }

    public void Wake(BodyChunk chunk) => _source.SetResult(chunk);

    /// <summary>The answer is out: who still waits for the client has little time left.</summary>
    public void Hurry()
    {
        if (_isOpen && _end == BodyStatus.Data)
        {
            lock (stream.Connection.Output.Gate)
            {
                if (_hasWaiter)
                {
                    Arm(door.LingerTimeout);
                }
            }
        }
    }

    BodyChunk IValueTaskSource<BodyChunk>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<BodyChunk>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<BodyChunk>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <summary>The client was silent for too long.</summary>
    protected internal override void OnExpired()
    {
        BodyChunk chunk;
        lock (stream.Connection.Output.Gate)
        {
            if (!_isArmed)
            {
                return;
            }

            _isArmed = false;
            BreakOff(BodyStatus.TimedOut);
            if (!TryTakeWaiter(out chunk))
            {
                return;
            }
        }

        Wake(chunk);
    }

    /// <summary>The next piece or the end; false while neither is there.</summary>
    private bool TryGive(out BodyChunk chunk)
    {
        if (_ended == BodyStatus.Data && _waitingLength > 0)
        {
            (_given, _givenLength, _waiting, _waitingLength) = (_waiting, _waitingLength, [], 0);
            chunk = new BodyChunk(_given.AsMemory(0, _givenLength), BodyStatus.Data);
            return true;
        }

        if (_ended == BodyStatus.Data)
        {
            _ended = _end;
        }

        chunk = new BodyChunk(default, _ended);
        return _ended != BodyStatus.Data;
    }

    /// <summary>So many bytes are read: the client may send as many more, told when it is worth a frame.</summary>
    private void Credit(int bytes)
    {
        if (bytes == 0)
        {
            return;
        }

        stream.Connection.Streams.Credit(bytes);
        _credit += bytes;
        if (_credit >= Http2Door.StreamWindow / 2 && _end == BodyStatus.Data && !stream.IsReset)
        {
            stream.Connection.Output.WriteWindowUpdate(stream.Id, _credit);
            _window += _credit;
            _credit = 0;
        }
    }

    private void Arm(int milliseconds)
    {
        _isArmed = true;
        Set(milliseconds);
    }

    private void Disarm()
    {
        if (_isArmed)
        {
            _isArmed = false;
            IsHaunted |= !Clear();
        }
    }

    private void Grow(int room)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, Math.Max(_waiting.Length * 2, _waitingLength + room)));
        _waiting.AsSpan(0, _waitingLength).CopyTo(larger);
        var length = _waitingLength;
        GiveBack(ref _waiting, ref _waitingLength);
        (_waiting, _waitingLength) = (larger, length);
    }

    private static void GiveBack(ref byte[] bytes, ref int length)
    {
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = [];
        }

        length = 0;
    }
}
