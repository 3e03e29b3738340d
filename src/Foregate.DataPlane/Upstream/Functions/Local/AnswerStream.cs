// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>
/// Hands the pieces of a streamed answer from the connection of the function's process to whoever writes them to the client: one at a time, each only when the
/// one before was taken, so that a slow client slows the function.
/// </summary>
internal sealed class AnswerStream(TimerWheel wheel, int idleMilliseconds, long due) : FunctionStream
{
    private readonly Channel<(BodyChunk Piece, bool IsLast)> _offered = Channel.CreateUnbounded<(BodyChunk, bool)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<bool> _taken = Channel.CreateUnbounded<bool>(new UnboundedChannelOptions { SingleReader = true });
    private IdleClock? _clock;
    private bool _isHeld;
    private bool _isEnded;
    private int _isBroken;
    private volatile bool _isDropped;

    public override bool IsEnded => _isEnded;

    /// <summary>Gives the reader a piece, and completes when its bytes are not needed any more. False when nobody reads on.</summary>
    /// <param name="isLast">Whether the end is known to follow it.</param>
    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    public async ValueTask<bool> OfferAsync(BodyChunk piece, bool isLast)
    {
        if (_isDropped || !_offered.Writer.TryWrite((piece, isLast)) || piece.Status != BodyStatus.Data)
        {
            return false;
        }

        await _taken.Reader.ReadAsync();
        return !_isDropped;
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    public override async ValueTask<BodyChunk> ReadAsync()
    {
        if (_isHeld)
        {
            _isHeld = false;
            _taken.Writer.TryWrite(true);
        }

        if (_isEnded)
        {
            return BodyChunk.End;
        }

        if (!_offered.Reader.TryRead(out var offer))
        {
            var clock = _clock ??= new IdleClock(this, wheel);
            clock.SetAt(Math.Min(due, wheel.Now + idleMilliseconds));
            offer = await _offered.Reader.ReadAsync();
            clock.Clear();
        }

        _isHeld = offer.Piece.Status == BodyStatus.Data;
        _isEnded = !_isHeld || offer.IsLast;
        return offer.Piece;
    }

    /// <summary>The client went.</summary>
    public override void Abort() => Break(BodyStatus.Aborted);

    protected override void Drop()
    {
        _isDropped = true;
        _clock?.Clear();
        _taken.Writer.TryWrite(true);
    }

    private void Break(BodyStatus status)
    {
        if (Interlocked.Exchange(ref _isBroken, 1) == 0)
        {
            _offered.Writer.TryWrite((new BodyChunk(default, status), false));
        }
    }

    private sealed class IdleClock(AnswerStream stream, TimerWheel wheel) : Deadline(wheel)
    {
        protected internal override void OnExpired() => stream.Break(BodyStatus.TimedOut);
    }
}
