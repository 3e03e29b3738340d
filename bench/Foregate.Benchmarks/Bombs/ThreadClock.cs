// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Foregate.Benchmarks.Bombs;

/// <summary>The processor time of the calling thread, which other work on the machine does not add to. Linux only.</summary>
internal static partial class ThreadClock
{
    private const int ThreadTime = 3;

    public static double Milliseconds => Read(ThreadTime, out var time) == 0
        ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6)
        : throw new PlatformNotSupportedException("This machine has no clock of a thread's processor time.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Time time);

    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
