// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// Kestrel's way out, with room for one GOAWAY of ours behind a whole frame. After it nothing more is sent.
/// Kestrel flushes whole frames only, from one thread at a time.
/// </summary>
internal sealed class GateWriter(PipeWriter output, FrameBudget budget) : PipeWriter
{
    // RFC 9113 §7.
    public const int ProtocolError = 1;
    public const int EnhanceYourCalm = 11;

    private readonly Lock _lock = new();
    private byte[]? _goAway;
    private byte[]? _void;
    private bool _isWriting;
    private bool _isFlushing;
    private bool _isShut;

    /// <summary>Sends GOAWAY as soon as no frame is under way. Safe from the reading side.</summary>
    public void GoAway(int error)
    {
        // The last stream is said to be the highest there can be: what was served of it is not known here, so nothing may be tried again blindly.
        var frame = new byte[Http2Frame.HeaderSize + 8];
        frame[2] = 8;
        frame[3] = Http2Frame.GoAway;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(9), int.MaxValue);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(13), error);
        lock (_lock)
        {
            _goAway = frame;
            if (!_isWriting && !_isFlushing)
            {
                _ = FinishAsync(Flush()).AsTask();
            }
        }
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        lock (_lock)
        {
            _isWriting = true;
            return _isShut ? Void(sizeHint) : output.GetMemory(sizeHint);
        }
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        lock (_lock)
        {
            _isWriting = true;
            return _isShut ? Void(sizeHint) : output.GetSpan(sizeHint);
        }
    }

    public override void Advance(int bytes)
    {
        if (!_isShut)
        {
            output.Advance(bytes);
            budget.Sent(bytes);
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _isWriting = false;
            var flushing = Flush();
            return flushing.IsCompletedSuccessfully ? flushing : FinishAsync(flushing);
        }
    }

    public override bool CanGetUnflushedBytes => output.CanGetUnflushedBytes;

    public override long UnflushedBytes => output.UnflushedBytes;

    public override void CancelPendingFlush() => output.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => output.Complete(exception);

    /// <summary>Frames are whole at this point. Called within the lock.</summary>
    private ValueTask<FlushResult> Flush()
    {
        if (_goAway is { } frame)
        {
            _goAway = null;
            _isShut = true;
            frame.CopyTo(output.GetSpan(frame.Length));
            output.Advance(frame.Length);
        }

        var flushing = output.FlushAsync();
        _isFlushing = !flushing.IsCompleted;
        return flushing;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<FlushResult> FinishAsync(ValueTask<FlushResult> flushing)
    {
        while (true)
        {
            var result = await flushing;
            lock (_lock)
            {
                _isFlushing = false;
                if (_goAway is null || _isWriting)
                {
                    return result;
                }

                flushing = Flush();
            }
        }
    }

    private byte[] Void(int sizeHint) => _void is { } bytes && bytes.Length >= sizeHint ? bytes : _void = new byte[Math.Max(sizeHint, 4096)];
}
