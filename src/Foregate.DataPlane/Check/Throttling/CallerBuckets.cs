// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Check.Throttling;

/// <summary>
/// A token bucket for each of the latest callers, in a table that never grows: what tells them apart is a stranger's to choose. Callers
/// share a set of places by their hash; one that finds no place free takes that of the caller with the most tokens, who then has a full
/// bucket: exact while no more than <see cref="Ways"/> callers of a set have spent any.
/// </summary>
/// <param name="sets">A power of two.</param>
internal sealed class CallerBuckets(TokenRate rate, int sets = 8192)
{
    public const int Ways = 8;

    private readonly Place[] _places = new Place[sets * Ways];
    private readonly Lock[] _locks = Locks(Math.Min(sets, 64));
    private long _displaced;

    /// <summary>Callers whose spent tokens were forgotten to make place.</summary>
    public long Displaced => Volatile.Read(ref _displaced);

    /// <summary>Takes a token of the caller with this hash.</summary>
    /// <param name="now">Ticks of the ledger's clock.</param>
    public bool TryTake(ulong hash, long now)
    {
        // 0 marks a place where nobody has been.
        hash |= 1UL << 63;
        var set = (int)(hash & (ulong)(sets - 1));
        var units = rate.Units(now);
        lock (_locks[set & (_locks.Length - 1)])
        {
            ref var place = ref Find(_places.AsSpan(set * Ways, Ways), hash, units);
            var full = Math.Max(place.Full, units) + rate.Interval;
            if (full - units > rate.Capacity)
            {
                return false;
            }

            place.Full = full;
            return true;
        }
    }

    private ref Place Find(Span<Place> places, ulong hash, long units)
    {
        var best = 0;
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i].Hash == hash)
            {
                return ref places[i];
            }

            // Who has the most tokens is full again the soonest.
            best = places[i].Full < places[best].Full ? i : best;
        }

        ref var taken = ref places[best];
        if (taken.Full > units)
        {
            Interlocked.Increment(ref _displaced);
        }

        taken = new Place { Hash = hash, Full = units };
        return ref taken;
    }

    private static Lock[] Locks(int count)
    {
        var locks = new Lock[count];
        for (var i = 0; i < count; i++)
        {
            locks[i] = new Lock();
        }

        return locks;
    }

    private struct Place
    {
        public ulong Hash;

        /// <summary>When the bucket will be full again.</summary>
        public long Full;
    }
}
