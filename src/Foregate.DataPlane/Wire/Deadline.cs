// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire;

/// <summary>
/// A timeout that one owner sets again and again (a connection: idle, head, body, back end). Setting it is a volatile write;
/// the wheel looks at it when its slot comes round.
/// </summary>
internal abstract class Deadline(TimerWheel wheel)
{
    internal const long Never = long.MaxValue;

    private long _due = Never;
    private long _visit = Never;

    /// <summary>When the wheel looks at this deadline next; <see cref="Never"/> while it is in no slot. Guarded by the wheel.</summary>
    internal long Visit
    {
        get => Volatile.Read(ref _visit);
        set => Volatile.Write(ref _visit, value);
    }

    /// <summary>Expires after this many milliseconds unless set or cleared before. Rounded up to the wheel's tick.</summary>
    public void Set(int milliseconds)
    {
        var due = wheel.Now + milliseconds;
        Volatile.Write(ref _due, due);
        wheel.Visit(this, due);
    }

    public void Clear() => Volatile.Write(ref _due, Never);

    internal long Due => Volatile.Read(ref _due);

    /// <summary>True for one caller only: the one that takes the expiry.</summary>
    internal bool TryExpire(long now)
    {
        var due = Volatile.Read(ref _due);
        return due <= now && Interlocked.CompareExchange(ref _due, Never, due) == due;
    }

    /// <summary>Called on a pool thread, possibly while the owner runs. Must not block or throw.</summary>
    protected internal abstract void OnExpired();
}
