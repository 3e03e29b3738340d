// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.Metrics;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

public sealed class ProcessGaugesTests
{
    [Fact]
    public void The_process_tells_what_it_uses()
    {
        var gauges = new Gauges();
        ProcessGauges.AddTo(gauges);
        var text = new PrometheusText();
        gauges.WriteTo(text);
        var families = PrometheusReader.Read(Encoding.UTF8.GetString(text.Written.Span));
        var names = new List<string> { "process_cpu_seconds_total", "process_resident_memory_bytes", "process_threads", "process_start_time_seconds", "dotnet_gc_heap_bytes", "dotnet_threadpool_threads" };
        if (OperatingSystem.IsLinux())
        {
            names.AddRange(["process_open_fds", "process_max_fds"]);
        }

        Assert.All(names, name => Assert.True(families[name].Samples[name] > 0, name));
        Assert.Equal(GC.MaxGeneration + 1, families["dotnet_gc_collections_total"].Samples.Count);
    }
}
