// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Foregate.DataPlane.Finish.Metrics;

/// <summary>Spreads what all threads count over places of their own, so that no cache line is fought over. Exact: each place is counted atomically.</summary>
internal static class Stripes
{
    /// <summary>Longs between two stripes at least: two cache lines, because processors fetch them in pairs.</summary>
    public const int Apart = 16;

    /// <summary>A power of two; more than eight cost memory per series and gain little.</summary>
    public static readonly int Count = (int)Math.Min(8, BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    /// <summary>The stripe of the processor this thread runs on just now.</summary>
    public static int Current => Thread.GetCurrentProcessorId() & (Count - 1);

    /// <summary>Room for a number of cells in every stripe, with a gap before the first.</summary>
    public static long[] Room(int stride) => new long[Apart + (Count * stride)];

    /// <summary>Cells rounded up to whole gaps.</summary>
    public static int Stride(int cells) => (cells + Apart - 1) / Apart * Apart;

    /// <summary>The sum of one cell over all stripes.</summary>
    public static long Sum(long[] room, int stride, int cell)
    {
        long sum = 0;
        for (var stripe = 0; stripe < Count; stripe++)
        {
            sum += Volatile.Read(ref room[Apart + (stripe * stride) + cell]);
        }

        return sum;
    }
}
