// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Timing;

/// <summary>
/// A timeout that one owner sets again and again (a connection: idle, head, body, back end). Setting it later is one interlocked
/// write; the wheel looks at it when its slot comes round.
/// </summary>
internal abstract class Deadline(TimerWheel wheel)
{
    internal const long Never = long.MaxValue;

    private long _due = Never;
    private long _visit = Never;

    /// <summary>The tick at which the wheel looks at this deadline next; <see cref="Never"/> while it is in no slot. Written under the wheel's lock.</summary>
    internal long Visit
    {
        get => Volatile.Read(ref _visit);
        set => Volatile.Write(ref _visit, value);
    }

    /// <summary>When it expires, in the wheel's milliseconds; <see cref="Never"/> while it is not set.</summary>
    internal long Due => Volatile.Read(ref _due);

    /// <summary>Expires after this many milliseconds unless set or cleared before. Rounded up to the wheel's tick.</summary>
    public void Set(int milliseconds) => SetAt(wheel.Now + milliseconds);

    /// <summary>Expires at this time of the wheel (<see cref="TimerWheel.Now"/>) unless set or cleared before.</summary>
    public void SetAt(long due)
    {
        // A full fence, as in the wheel between taking a deadline out of its slot and reading its time: without both, the wheel
        // could miss this time while this call believes the deadline to be in a slot still.
        Interlocked.Exchange(ref _due, due);
        wheel.Visit(this, due);
    }

    /// <summary>
    /// True when the deadline was set and will not expire any more. False when it was not set, or its expiry was taken:
    /// <see cref="OnExpired"/> has run, runs, or will run.
    /// </summary>
    public bool Clear() => Interlocked.Exchange(ref _due, Never) != Never;

    /// <summary>True for one caller only: the one that takes the expiry.</summary>
    internal bool TryExpire(long now)
    {
        var due = Volatile.Read(ref _due);
        return due <= now && Interlocked.CompareExchange(ref _due, Never, due) == due;
    }

    /// <summary>Called on a pool thread, possibly while the owner runs. Must not block or throw.</summary>
    protected internal abstract void OnExpired();
}
