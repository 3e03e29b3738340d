// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Finish.Metrics;

/// <summary>The fixed bounds of all latency histograms: half a millisecond to AWS's longest integration timeout.</summary>
internal static class LatencyBuckets
{
    /// <summary>Buckets in all, the one without a bound included.</summary>
    public const int Count = 16;

    private static readonly long[] BoundMicros =
    [
        500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 30_000_000,
    ];

    /// <summary>The first bucket that holds the value (a bound belongs to its bucket).</summary>
    public static int IndexOf(long micros)
    {
        var bounds = BoundMicros;
        // Most requests are fast: the first bounds decide.
        for (var i = 0; i < bounds.Length; i++)
        {
            if (micros <= bounds[i])
            {
                return i;
            }
        }

        return bounds.Length;
    }

    /// <summary>A bucket's upper bound in seconds; infinite for the last.</summary>
    public static double Seconds(int bucket) => bucket < Count - 1 ? BoundMicros[bucket] / 1e6 : double.PositiveInfinity;
}
