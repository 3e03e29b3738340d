// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;

namespace Foregate.DataPlane.Finish.Metrics;

/// <summary>What the process itself uses: processor time, memory, descriptors, threads, garbage collection. Names as Prometheus clients have them.</summary>
internal static class ProcessGauges
{
    private const string Descriptors = "/proc/self/fd";
    private const string Limits = "/proc/self/limits";

    public static void AddTo(Gauges gauges)
    {
        using (var process = Process.GetCurrentProcess())
        {
            var started = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1e3;
            gauges.Gauge("process_start_time_seconds", "Start of the process, in seconds since 1970.", () => started);
        }

        gauges.Counter("process_cpu_seconds_total", "Processor time used, in user and kernel mode.", static () => Environment.CpuUsage.TotalTime.TotalSeconds);
        gauges.Gauge("process_resident_memory_bytes", "Memory of the process that is in RAM.", static () => Environment.WorkingSet);
        gauges.Gauge("process_threads", "Threads of the process.", static () => Threads());
        if (Directory.Exists(Descriptors))
        {
            gauges.Gauge("process_open_fds", "Open descriptors.", static () => OpenDescriptors());
            gauges.Gauge("process_max_fds", "Descriptors that may be open.", static () => MaxDescriptors());
        }

        gauges.Gauge("dotnet_gc_heap_bytes", "Managed memory in use.", static () => GC.GetTotalMemory(forceFullCollection: false));
        gauges.Gauge("dotnet_gc_committed_bytes", "Memory that the collector holds.", static () => GC.GetGCMemoryInfo().TotalCommittedBytes);
        gauges.Counter("dotnet_gc_allocated_bytes_total", "Managed memory ever allocated.", static () => GC.GetTotalAllocatedBytes(precise: true));
        gauges.Counter("dotnet_gc_pause_seconds_total", "Time that collections stopped all threads.", static () => GC.GetTotalPauseDuration().TotalSeconds);
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            var of = generation;
            gauges.Counter("dotnet_gc_collections_total", "Collections that took in the generation.", () => GC.CollectionCount(of),
                ("generation", of.ToString(CultureInfo.InvariantCulture)));
        }

        gauges.Gauge("dotnet_threadpool_threads", "Threads of the pool.", static () => ThreadPool.ThreadCount);
        gauges.Gauge("dotnet_threadpool_queue_length", "Work that waits for a thread of the pool.", static () => ThreadPool.PendingWorkItemCount);
    }

    private static double Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    private static double OpenDescriptors()
    {
        var count = 0;
        foreach (var _ in Directory.EnumerateFileSystemEntries(Descriptors))
        {
            count++;
        }

        return count;
    }

    private static double MaxDescriptors()
    {
        foreach (var line in File.ReadLines(Limits))
        {
            if (line.StartsWith("Max open files", StringComparison.Ordinal))
            {
                var soft = line["Max open files".Length..].AsSpan().TrimStart();
                soft = soft[..soft.IndexOf(' ')];
                return soft.SequenceEqual("unlimited") ? double.PositiveInfinity : double.Parse(soft, CultureInfo.InvariantCulture);
            }
        }

        return double.NaN;
    }
}
