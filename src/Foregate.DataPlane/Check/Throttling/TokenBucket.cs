// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Foregate.DataPlane.Check.Throttling;

/// <summary>
/// A token bucket as one number (GCRA): when the bucket will be full again. Taking a token moves that moment one interval on, with one
/// compare-and-swap; so the count is exact however many threads take. A bucket starts full and outlives its rate: with a new rate
/// it keeps the tokens it has, as many as the new burst allows.
/// </summary>
internal sealed class TokenBucket
{
    private readonly Lock _retuning = new();

    private Alone _state;

    // The rate that the state is counted in: the state's lowest bit says which of the two.
    private TokenRate? _even;
    private TokenRate? _odd;

    /// <summary>Takes a token if there is one.</summary>
    /// <param name="rate">What the caller's snapshot says of this bucket.</param>
    /// <param name="now">Ticks of the ledger's clock; may lie a little behind what other callers say.</param>
    public bool TryTake(TokenRate rate, long now)
    {
        if (rate.IsClosed)
        {
            return false;
        }

        while (true)
        {
            var state = Volatile.Read(ref _state.Value);
            var current = RateOf(state);
            if (!ReferenceEquals(current, rate) && !rate.Equals(current))
            {
                Retune(rate, now);
                continue;
            }

            var units = rate.Units(now);
            var full = Math.Max(state >> 1, units) + rate.Interval;
            if (full - units > rate.Capacity)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _state.Value, (full << 1) | (state & 1), state) == state)
            {
                return true;
            }
        }
    }

    /// <summary>Puts back a token that was taken for a request that another limit then refused.</summary>
    public void Return()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state.Value);
            var rate = RateOf(state);
            if (rate is null || Interlocked.CompareExchange(ref _state.Value, state - (rate.Interval << 1), state) == state)
            {
                return;
            }
        }
    }

    /// <summary>The tokens that are there at this moment, and units until the next.</summary>
    public (long Tokens, long UntilNext) Peek(TokenRate rate, long now)
    {
        var state = Volatile.Read(ref _state.Value);
        if (rate.IsClosed || !rate.Equals(RateOf(state)))
        {
            // Nobody has taken at this rate yet, or nobody ever will.
            return (rate.Burst, 0);
        }

        var level = Math.Clamp(rate.Capacity - ((state >> 1) - rate.Units(now)), 0, rate.Capacity);
        return (level / rate.Interval, level == rate.Capacity ? 0 : rate.Interval - (level % rate.Interval));
    }

    private TokenRate? RateOf(long state) => Volatile.Read(ref (state & 1) == 0 ? ref _even : ref _odd);

    private void Retune(TokenRate rate, long now)
    {
        lock (_retuning)
        {
            while (true)
            {
                var state = Volatile.Read(ref _state.Value);
                var current = RateOf(state);
                if (rate.Equals(current))
                {
                    return;
                }

                // The new rate first, then the state that is counted in it: takers see both or neither, and those that lose
                // the race look again.
                Volatile.Write(ref (state & 1) == 0 ? ref _odd : ref _even, rate);
                var full = rate.Units(now) + rate.Capacity - Level(current, state >> 1, rate, now);
                if (Interlocked.CompareExchange(ref _state.Value, (full << 1) | (~state & 1), state) == state)
                {
                    return;
                }
            }
        }
    }

    /// <summary>The tokens in the bucket, in units of the new rate.</summary>
    private static long Level(TokenRate? from, long full, TokenRate to, long now)
    {
        if (from is null)
        {
            return to.Capacity;
        }

        var level = (UInt128)(ulong)Math.Clamp(from.Capacity - (full - from.Units(now)), 0, from.Capacity);
        return (long)UInt128.Min(level * (ulong)to.Interval / (ulong)from.Interval, (ulong)to.Capacity);
    }

    /// <summary>Keeps the number that all threads write away from whatever the heap puts beside it.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Alone
    {
        [FieldOffset(64)]
        public long Value;
    }
}
