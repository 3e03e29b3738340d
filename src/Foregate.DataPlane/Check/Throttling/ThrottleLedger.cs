// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;

namespace Foregate.DataPlane.Check.Throttling;

/// <summary>
/// The buckets by what they limit, in AWS's ids, so that a limit goes on counting when a new snapshot takes over. A bucket that no
/// snapshot uses any more is forgotten.
/// </summary>
internal sealed class ThrottleLedger(TimeProvider time)
{
    private const int FirstSweep = 4096;

    private readonly ConcurrentDictionary<string, WeakReference<TokenBucket>> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _adding = new();
    private readonly long _start = time.GetTimestamp();
    private int _sweepAt = FirstSweep;

    /// <summary>Ticks of the clock now.</summary>
    public long Now => At(time.GetTimestamp());

    public int Count => _buckets.Count;

    public static ThrottleLedger In(Ledgers ledgers) => ledgers.Of(static owner => new ThrottleLedger(owner.Options.Time));

    /// <summary>A timestamp of the clock as ticks of this ledger, which begin at 0.</summary>
    public long At(long timestamp) => timestamp - _start;

    public TokenRate Rate(double rateLimit, int burstLimit) => new(rateLimit, burstLimit, time.TimestampFrequency);

    /// <summary>The one bucket of this name.</summary>
    public TokenBucket Bucket(string name)
    {
        lock (_adding)
        {
            if (_buckets.TryGetValue(name, out var known) && known.TryGetTarget(out var bucket))
            {
                return bucket;
            }

            Sweep();
            bucket = new TokenBucket();
            _buckets[name] = new WeakReference<TokenBucket>(bucket);
            return bucket;
        }
    }

    private void Sweep()
    {
        if (_buckets.Count < _sweepAt)
        {
            return;
        }

        foreach (var (name, known) in _buckets)
        {
            if (!known.TryGetTarget(out _))
            {
                _buckets.TryRemove(name, out _);
            }
        }

        _sweepAt = Math.Max(FirstSweep, _buckets.Count * 2);
    }
}
