// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.UsagePlans;

/// <summary>
/// The requests of one key on one day, counted with one compare-and-swap against what the quota's period has left. A day that is closed
/// takes none any more, so that its count is final when the next day begins with it.
/// </summary>
/// <param name="day">Days since 1970.</param>
/// <param name="quota">Null when the plan has none.</param>
/// <param name="isFirstPeriod">Whether the quota's offset counts.</param>
/// <param name="others">Requests on the period's other days.</param>
/// <param name="used">Requests on this day already.</param>
/// <param name="granted">What was added to the quota of this period, or taken from it.</param>
internal sealed class UsageDay(int day, QuotaSettings? quota, bool isFirstPeriod, long others, long used, long granted)
{
    private const long Closed = long.MinValue;

    private readonly long _allowed = quota is null ? long.MaxValue : quota.Limit - (isFirstPeriod ? quota.Offset : 0);
    private long _granted = granted;
    private long _used = used;

    public int Day { get; } = day;

    public long Used => Volatile.Read(ref _used) & long.MaxValue;

    public long Granted
    {
        get => Volatile.Read(ref _granted);
        set => Volatile.Write(ref _granted, value);
    }

    public QuotaSettings? Quota { get; } = quota;

    /// <summary>What the quota leaves; null without one.</summary>
    public long? Remaining => Quota is null ? null : Math.Max(0, _allowed + Granted - others - Used);

    /// <summary>Whether requests of a day are counted here. One that waited from yesterday on counts today; a clock that went back further does not.</summary>
    public bool IsFor(int otherDay, QuotaSettings? other) =>
        (otherDay == Day || otherDay == Day - 1) && (ReferenceEquals(Quota, other) || (Quota is not null && Quota.Equals(other)));

    /// <summary>Counts a request if the quota allows it; null when the day is closed.</summary>
    public bool? TryTake()
    {
        while (true)
        {
            var used = Volatile.Read(ref _used);
            if (used < 0)
            {
                return null;
            }

            if (Quota is not null && others + used >= _allowed + Volatile.Read(ref _granted))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _used, used + 1, used) == used)
            {
                return true;
            }
        }
    }

    /// <summary>Takes a counted request back.</summary>
    /// <returns>False when there is none here, or the day is closed.</returns>
    public bool TryReturn()
    {
        while (true)
        {
            var used = Volatile.Read(ref _used);
            if (used <= 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _used, used - 1, used) == used)
            {
                return true;
            }
        }
    }

    /// <summary>From now on this much is left, less what is taken meanwhile.</summary>
    public void Grant(long remaining) => Granted = remaining + others + Used - _allowed;

    /// <summary>Ends the day; its count is final.</summary>
    public long Close() => Interlocked.Or(ref _used, Closed) & long.MaxValue;
}
