// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

public sealed class RequestMetricsTests
{
    [Fact]
    public void The_series_of_a_stage_are_the_same_while_it_is_served()
    {
        var metrics = new RequestMetrics();
        var series = metrics.Of("api", "prod");
        Assert.Same(series, metrics.Of("api", "prod"));
        Assert.NotSame(series, metrics.Of("api", "test"));
    }

    [Fact]
    public void The_series_of_a_deleted_stage_go()
    {
        var metrics = new RequestMetrics();
        var kept = metrics.Of("api", "prod");
        Forget(metrics);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Same(kept, Assert.Single(metrics.Stages()));
    }

    [Fact]
    public void Families_are_written_for_requests_latencies_and_refusals()
    {
        using var given = new GivenExchange();
        var stage = given.Stage();
        given.Recorder.Record(given.Answered(stage));
        given.Recorder.Record(given.Refused(Rejections.Rest.Throttled, stage));
        var families = PrometheusReader.Read(given.Metrics());
        var labels = "{api=\"api1234567\",stage=\"prod\",route=\"/pets/{petId}\",method=\"GET\"";
        Assert.Equal(1, families["foregate_requests_total"].Samples["foregate_requests_total" + labels + ",code=\"200\"}"]);
        Assert.Equal(1, families["foregate_requests_total"].Samples["foregate_requests_total" + labels + ",code=\"429\"}"]);
        var durations = families["foregate_request_duration_seconds"].Samples;
        Assert.Equal(0, durations["foregate_request_duration_seconds_bucket" + labels + ",le=\"0.01\"}"]);
        Assert.Equal(2, durations["foregate_request_duration_seconds_bucket" + labels + ",le=\"0.025\"}"]);
        Assert.Equal(2, durations["foregate_request_duration_seconds_bucket" + labels + ",le=\"+Inf\"}"]);
        Assert.Equal(0.025, durations["foregate_request_duration_seconds_sum" + labels + "}"], 6);
        var integrations = families["foregate_integration_duration_seconds"].Samples;
        Assert.Equal(1, integrations["foregate_integration_duration_seconds_count" + labels + "}"]);
        Assert.Equal(0.01, integrations["foregate_integration_duration_seconds_sum" + labels + "}"], 6);
        Assert.Equal(1, families["foregate_throttled_total"].Samples["foregate_throttled_total{api=\"api1234567\",stage=\"prod\"}"]);
        Assert.Equal(1, families["foregate_rejections_total"].Samples["foregate_rejections_total{api=\"api1234567\",stage=\"prod\",type=\"THROTTLED\"}"]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(RequestMetrics metrics) => Assert.NotNull(metrics.Of("api", "gone"));
}
