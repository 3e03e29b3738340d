// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.Metrics;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

public sealed class GaugesTests
{
    [Fact]
    public void Samples_of_one_name_stand_together()
    {
        var gauges = new Gauges();
        gauges.Gauge("foregate_upstream_connections", "Connections.", () => 3, ("state", "idle"));
        gauges.Gauge("foregate_connections", "Connections of clients.", () => 5);
        gauges.Gauge("foregate_upstream_connections", "Connections.", () => 4, ("state", "busy"));
        var families = PrometheusReader.Read(Text(gauges));
        Assert.Equal(5, families["foregate_connections"].Samples["foregate_connections"]);
        Assert.Equal(4, families["foregate_upstream_connections"].Samples["foregate_upstream_connections{state=\"busy\"}"]);
        Assert.Equal(2, families["foregate_upstream_connections"].Samples.Count);
    }

    [Fact]
    public void A_later_registration_replaces_the_former()
    {
        var gauges = new Gauges();
        gauges.Gauge("a", "A.", () => 1, ("l", "x"));
        gauges.Gauge("a", "A.", () => 2, ("l", "x"));
        Assert.Equal(2, Assert.Single(PrometheusReader.Read(Text(gauges))["a"].Samples).Value);
    }

    [Fact]
    public void One_that_fails_does_not_hide_the_others()
    {
        var gauges = new Gauges();
        gauges.Gauge("a", "A.", () => throw new InvalidOperationException());
        gauges.Gauge("b", "B.", () => 1);
        var families = PrometheusReader.Read(Text(gauges));
        Assert.Equal(double.NaN, families["a"].Samples["a"]);
        Assert.Equal(1, families["b"].Samples["b"]);
    }

    [Fact]
    public void A_name_is_a_gauge_or_a_counter_and_not_both()
    {
        var gauges = new Gauges();
        gauges.Gauge("a", "A.", () => 1);
        Assert.Throws<ArgumentException>(() => gauges.Counter("a", "A.", () => 1));
    }

    [Fact]
    public void Things_that_come_in_the_course_of_time_have_a_sample_each()
    {
        var gauges = new Gauges();
        List<(string, double)> things = [];
        gauges.Each("a_total", "A.", "counter", "origin", () => things);
        Assert.Empty(PrometheusReader.Read(Text(gauges))["a_total"].Samples);
        things.Add(("http://b:80", 1));
        things.Add(("http://c:80", 2));
        var samples = PrometheusReader.Read(Text(gauges))["a_total"].Samples;
        Assert.Equal((1, 2), (samples["a_total{origin=\"http://b:80\"}"], samples["a_total{origin=\"http://c:80\"}"]));
    }

    private static string Text(Gauges gauges)
    {
        var text = new PrometheusText();
        gauges.WriteTo(text);
        return Encoding.UTF8.GetString(text.Written.Span);
    }
}
