// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Check.Throttling;

/// <summary>
/// How fast a bucket fills and how much it holds, in units of time fine enough for the rate and coarse enough for the burst to fit in
/// a long. A rate or a burst of 0 lets nothing through.
/// </summary>
internal sealed class TokenRate : IEquatable<TokenRate>
{
    // A unit is at least an eighth of a nanosecond, and a full bucket at most this many units: sums stay within 62 bits for 18 years.
    private const double MostUnitsPerSecond = 1L << 33;
    private const double MostUnits = 1L << 60;
    private const int LeastShift = -40;

    private readonly int _shift;

    /// <param name="rateLimit">Tokens per second; not negative.</param>
    /// <param name="burstLimit">Tokens at most; not negative.</param>
    /// <param name="frequency">Ticks of the clock in a second.</param>
    public TokenRate(double rateLimit, int burstLimit, long frequency)
    {
        IsClosed = !(rateLimit > 0) || burstLimit <= 0;
        if (IsClosed)
        {
            return;
        }

        var unitsPerSecond = Math.Min(MostUnitsPerSecond, MostUnits * rateLimit / burstLimit);
        _shift = (int)Math.Max(LeastShift, Math.Floor(Math.Log2(unitsPerSecond / frequency)));
        PerSecond = rateLimit;
        Burst = burstLimit;
        // Rounded down: what is due at a moment is there at that moment. The error is below a unit: about one token in a million at
        // 8,000 a second, less below; AWS's own limits come out exactly.
        Interval = (long)Math.Clamp(Math.Floor(Math.ScaleB(frequency, _shift) / rateLimit), 1, Math.Floor(MostUnits / burstLimit));
        Capacity = Interval * burstLimit;
    }

    public bool IsClosed { get; }

    /// <summary>Tokens per second; 0 when nothing is let through.</summary>
    public double PerSecond { get; }

    /// <summary>Tokens at most; 0 when nothing is let through.</summary>
    public int Burst { get; }

    /// <summary>Units between two tokens.</summary>
    public long Interval { get; }

    /// <summary>Units until an empty bucket is full.</summary>
    public long Capacity { get; }

    /// <summary>Ticks of the clock as units.</summary>
    public long Units(long ticks) => _shift >= 0 ? ticks << _shift : ticks >> -_shift;

    public bool Equals(TokenRate? other) =>
        other is not null && Interval == other.Interval && Capacity == other.Capacity && _shift == other._shift && IsClosed == other.IsClosed;

    public override bool Equals(object? obj) => Equals(obj as TokenRate);

    public override int GetHashCode() => HashCode.Combine(Interval, Capacity, _shift, IsClosed);
}
