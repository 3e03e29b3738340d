// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>
/// Sends one request: the head together with what of the body is there already, the rest piece by piece while the answer is awaited.
/// </summary>
internal sealed class BackendUpload
{
    /// <summary>Up to this size head and first piece are copied together: one call of the system instead of two.</summary>
    private const int TogetherLimit = 16 * 1024;

    /// <summary>Room for what surrounds a piece: its size, two line ends, and the last chunk.</summary>
    private const int FrameRoom = 8 + 2 + 2 + 5;

    private IBodyReader? _body;
    private ValueTask<BodyChunk> _reading;
    private ValueTask<bool> _pump;
    private ReadOnlyMemory<byte> _piece;
    private byte[]? _scratch;
    private long _owed;
    private bool _isChunked;
    private bool _isReading;
    private bool _isPumping;
    private bool _hasPiece;
    private bool _isLast;
    private volatile bool _isStopped;
    private volatile bool _isFinishing;

    /// <summary>Whether there is a body to send.</summary>
    public bool HasBody { get; private set; }

    /// <summary>Whether the whole request was handed to the system.</summary>
    public bool IsSent { get; private set; }

    /// <summary>Whether the last piece is on its way to the system: the back end may have it before we learn that.</summary>
    public bool IsFinishing => _isFinishing;

    /// <summary>How the body failed; <see cref="BodyStatus.Data"/> while it did not.</summary>
    public BodyStatus Fault { get; private set; }

    /// <summary>Whether nothing reads the body or sends any more.</summary>
    public bool IsAtRest => (!_isPumping || _pump.IsCompleted) && !_isReading;

    /// <summary>Starts on a request by asking for its body. False when that failed already.</summary>
    public bool Begin(IBodyReader? body, bool isChunked)
    {
        _body = body;
        _isChunked = isChunked;
        _piece = default;
        _hasPiece = _isLast = _isStopped = _isFinishing = IsSent = false;
        Fault = BodyStatus.Data;
        if (!isChunked)
        {
            _owed = body is null ? 0
                : body.Length ?? throw new InvalidOperationException("A body of unknown length can only be sent chunked.");
        }

        HasBody = isChunked || _owed > 0;
        if (body is null || !HasBody)
        {
            _isLast = _hasPiece = true;
            return true;
        }

        return Begin(body.ReadAsync());
    }

    /// <summary>Sends the head, and with it the first piece of the body when it has arrived and is small. False when the connection is broken.</summary>
    public ValueTask<bool> SendHeadAsync(ByteChannel channel, ReadOnlyMemory<byte> head)
    {
        if (!_hasPiece || head.Length + _piece.Length + FrameRoom > TogetherLimit)
        {
            return channel.SendAsync(head);
        }

        IsSent = _isLast;
        _hasPiece = false;
        if (_piece.IsEmpty && !_isChunked)
        {
            return channel.SendAsync(head);
        }

        var scratch = Scratch(head.Length + _piece.Length + FrameRoom);
        head.Span.CopyTo(scratch);
        var length = head.Length + Frame(scratch.AsSpan(head.Length));
        var sending = channel.SendAsync(scratch.AsMemory(0, length));
        ReadEnd();
        if (!sending.IsCompleted)
        {
            return Awaited(sending);
        }

        GiveBackScratch();
        return sending;
    }

    /// <summary>Sends the rest of the body, if any, while the caller goes on to read the answer.</summary>
    public void Continue(BackendConnection connection)
    {
        if (!IsSent && !_isStopped)
        {
            _isPumping = true;
            Continue(PumpAsync(connection));
        }
    }

    /// <summary>No more of the body is wanted.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Completes when nothing reads the body any more: before, nobody else may.</summary>
    public ValueTask RestAsync()
    {
        if (_isPumping && _pump.IsCompleted)
        {
            _pump.GetAwaiter().GetResult();
            _isPumping = false;
        }

        return _isPumping || _isReading ? RestAwaited() : default;
    }

    private bool Begin(ValueTask<BodyChunk> reading)
    {
        _isReading = !reading.IsCompleted;
        _reading = reading;
        return _isReading || Take(reading.GetAwaiter().GetResult());
    }

    private void Continue(ValueTask<bool> pump) => _pump = pump;

    private async ValueTask RestAwaited()
    {
        if (_isPumping)
        {
            await _pump;
            _isPumping = false;
        }
        else
        {
            await _reading;
            _isReading = false;
        }
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<bool> PumpAsync(BackendConnection connection)
    {
        var sent = true;
        while (sent && !_isStopped && !IsSent)
        {
            if (!_hasPiece)
            {
                var reading = _isReading ? _reading : _body!.ReadAsync();
                var waits = !reading.IsCompleted;
                if (waits)
                {
                    connection.Clock.WaitForClient(true);
                }

                var chunk = await reading;
                _isReading = false;
                if (waits)
                {
                    connection.Clock.WaitForClient(false);
                }

                if (_isStopped)
                {
                    break;
                }

                if (!Take(chunk))
                {
                    // The back end must not take what it has for the whole.
                    connection.EndWith(BackendConnection.EndReason.RequestBodyFailed);
                    break;
                }
            }

            _isFinishing = _isLast;
            sent = await SendPieceAsync(connection);
            _hasPiece = false;
            IsSent = sent && _isLast;
        }

        if (IsSent)
        {
            ReadEnd();
        }

        GiveBackScratch();

        // When only the sending failed, an answer may have come before: whoever reads it decides.
        return IsSent;
    }

    /// <summary>The last piece is no longer used: reading its end gives it back, and lets the door look out for the client alone.</summary>
    private void ReadEnd()
    {
        if (_isLast && _body is { IsEnded: true } body)
        {
            ReadEnd(body.ReadAsync());
        }
    }

    /// <summary>Whoever waits for the upload's rest waits for this too, should it not answer at once.</summary>
    private void ReadEnd(ValueTask<BodyChunk> end)
    {
        _isReading = !end.IsCompleted;
        _reading = end;
    }

    private ValueTask<bool> SendPieceAsync(BackendConnection connection)
    {
        if (!_isChunked)
        {
            return connection.Channel.SendAsync(_piece);
        }

        var scratch = Scratch(_piece.Length + FrameRoom);
        return connection.Channel.SendAsync(scratch.AsMemory(0, Frame(scratch)));
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<bool> Awaited(ValueTask<bool> sending)
    {
        var sent = await sending;
        GiveBackScratch();
        return sent;
    }

    /// <summary>Takes a piece to be sent. False when the body has failed, or is not as long as its head said.</summary>
    private bool Take(BodyChunk chunk)
    {
        switch (chunk.Status)
        {
            case BodyStatus.Data:
                _piece = chunk.Bytes;
                _owed -= _piece.Length;
                _isLast = _isChunked ? _body!.IsEnded : _owed == 0;
                break;
            case BodyStatus.End:
                _piece = default;
                _isLast = true;
                break;
            default:
                Fault = chunk.Status;
                return false;
        }

        _hasPiece = true;
        if (!_isChunked && (_owed < 0 || (_isLast && _owed > 0)))
        {
            Fault = BodyStatus.Malformed;
            return false;
        }

        return true;
    }

    private int Frame(Span<byte> into)
    {
        var length = 0;
        if (!_isChunked)
        {
            _piece.Span.CopyTo(into);
            return _piece.Length;
        }

        if (!_piece.IsEmpty)
        {
            Utf8Formatter.TryFormat(_piece.Length, into, out length, new StandardFormat('x'));
            "\r\n"u8.CopyTo(into[length..]);
            _piece.Span.CopyTo(into[(length + 2)..]);
            length += 2 + _piece.Length;
            "\r\n"u8.CopyTo(into[length..]);
            length += 2;
        }

        if (_isLast)
        {
            "0\r\n\r\n"u8.CopyTo(into[length..]);
            length += 5;
        }

        return length;
    }

    private byte[] Scratch(int size)
    {
        if (_scratch is null || _scratch.Length < size)
        {
            GiveBackScratch();
            _scratch = ArrayPool<byte>.Shared.Rent(size);
        }

        return _scratch;
    }

    private void GiveBackScratch()
    {
        if (_scratch is { } scratch)
        {
            _scratch = null;
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }
}
