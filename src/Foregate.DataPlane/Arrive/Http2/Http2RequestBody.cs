// SPDX-License-Identifier: Apache-2.0
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>The body of a request on HTTP/2, read from Kestrel's pipe. One object serves a stream's life after life.</summary>
internal sealed class Http2RequestBody(TimerWheel wheel, int silence) : Deadline(wheel), IBodyReader
{
    private PipeReader? _reader;
    private ReadResult _result;
    private int _given;
    private long _read;
    private long _limit;
    private bool _holds;
    private BodyStatus _ended;

    public long? Length { get; private set; }

    public bool IsEnded => _reader is null;

    /// <param name="reader">The stream's body.</param>
    /// <param name="length">What Content-Length says of it.</param>
    /// <param name="limit">Bytes at most; beyond it the read is <see cref="BodyStatus.TooLarge"/>.</param>
    public void Start(PipeReader reader, long? length, long limit)
    {
        Length = length;
        _limit = limit;
        _read = 0;
        _given = 0;
        _holds = false;
        _ended = length > limit ? BodyStatus.TooLarge : BodyStatus.End;
        _reader = length > limit ? null : reader;
    }

    /// <summary>Gives back what is held; Kestrel resets the stream if the client is still sending.</summary>
    public void Stop()
    {
        Clear();
        End(_ended);
    }

    public ValueTask<BodyChunk> ReadAsync()
    {
        if (_reader is null)
        {
            return new ValueTask<BodyChunk>(new BodyChunk(default, _ended));
        }

        if (TryGive() is { } next)
        {
            return new ValueTask<BodyChunk>(next);
        }

        try
        {
            return _reader.TryRead(out var result) && TryGive(result) is { } chunk ? new ValueTask<BodyChunk>(chunk) : Awaited();
        }
        catch (Exception)
        {
            return new ValueTask<BodyChunk>(End(BodyStatus.Aborted));
        }
    }

    /// <summary>The client was silent for too long.</summary>
    protected internal override void OnExpired() => _reader?.CancelPendingRead();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<BodyChunk> Awaited()
    {
        try
        {
            while (true)
            {
                Set(silence);
                var result = await _reader!.ReadAsync();
                Clear();
                if (TryGive(result) is { } chunk)
                {
                    return chunk;
                }
            }
        }
        catch (Exception)
        {
            // Kestrel throws what the peer did: reset, gone, more or less than Content-Length.
            Clear();
            return End(BodyStatus.Aborted);
        }
    }

    private BodyChunk? TryGive(ReadResult result)
    {
        _result = result;
        _holds = true;
        _given = 0;
        return TryGive();
    }

    /// <summary>A piece of what was read (one segment of it), the end, or null when more must come first.</summary>
    private BodyChunk? TryGive()
    {
        if (!_holds)
        {
            return null;
        }

        var rest = _result.Buffer.Slice(_given);
        if (!rest.IsEmpty)
        {
            var piece = rest.First;
            _given += piece.Length;
            _read += piece.Length;
            return _read > _limit ? End(BodyStatus.TooLarge) : new BodyChunk(piece, BodyStatus.Data);
        }

        if (_result.IsCompleted)
        {
            return End(BodyStatus.End);
        }

        if (_result.IsCanceled)
        {
            return End(BodyStatus.TimedOut);
        }

        _reader!.AdvanceTo(_result.Buffer.End);
        _holds = false;
        return null;
    }

    private BodyChunk End(BodyStatus status)
    {
        if (_holds)
        {
            _holds = false;
            _reader!.AdvanceTo(_result.Buffer.End);
            _result = default;
        }

        _reader = null;
        _ended = status;
        return new BodyChunk(default, status);
    }
}
