// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Finish.Lines;

/// <summary>
/// One of several buffers that lines wait in. Whoever writes a line holds it for as long as formatting takes; nobody waits for it,
/// requests take the next shard. Two byte buffers change places when the lines are taken, so that nothing is copied twice.
/// </summary>
internal sealed class LineShard(int limit)
{
    // Nearly full: a line would hardly fit, so it is not even formatted.
    private const int Reserve = 256;

    // Room for the line that crosses the limit before it is taken back. Memory that no line reaches is never touched.
    private const int Overshoot = 16 * 1024;

    private readonly ByteWriter _value = new(1024);
    private ByteWriter _filling = new(limit + Overshoot);
    private ByteWriter _resting = new(limit + Overshoot);
    private long _lines;
    private long _dropped;
    private long _droppedTaken;
    private int _held;

    /// <summary>Lines that had no room, ever: told even while nobody takes what waits.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>False when another thread is at it.</summary>
    public bool TryHold() => Volatile.Read(ref _held) == 0 && Interlocked.CompareExchange(ref _held, 1, 0) == 0;

    public void Release() => Volatile.Write(ref _held, 0);

    /// <summary>Adds a line or counts it as dropped. The shard is held. True when it is half full: time to take the lines.</summary>
    public bool Add(ILineFormat format, Exchange exchange, in Outcome outcome, ReadOnlySpan<byte> origin)
    {
        var before = _filling.Length;
        if (before > limit - Reserve)
        {
            _dropped++;
            return true;
        }

        var whole = false;
        try
        {
            format.Write(exchange, outcome, origin, _filling, _value);
            _filling.Write((byte)'\n');
            whole = _filling.Length <= limit;
        }
        finally
        {
            if (whole)
            {
                _lines++;
            }
            else
            {
                // A format that throws, too, leaves no half line behind and no line unaccounted.
                _dropped++;
                _filling.Truncate(before);
            }
        }

        return _filling.Length > limit / 2;
    }

    /// <summary>Takes all lines, and says how many were dropped since the last time; they stay valid until the next call. For one thread at a time, which waits for the holder.</summary>
    public ReadOnlyMemory<byte> Take(out long lines, out long dropped)
    {
        for (var spin = default(SpinWait); !TryHold(); spin.SpinOnce())
        {
        }

        var taken = _filling;
        _resting.Clear();
        (_filling, _resting) = (_resting, taken);
        (lines, dropped) = (_lines, _dropped - _droppedTaken);
        (_lines, _droppedTaken) = (0, _dropped);
        Release();
        return taken.WrittenMemory;
    }
}
