// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

public sealed class RouteSeriesTests
{
    [Fact]
    public void Threads_counting_at_once_lose_nothing()
    {
        using var given = new GivenExchange();
        var series = new RouteSeries("/", "GET");
        var outcomes = new[] { 200, 404 }.Select(status => Of(given, status)).ToArray();
        var threads = Enumerable.Range(0, 8).Select(t => new Thread(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                series.Count(outcomes[t % 2]);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(2, series.StatusCount);
        Assert.Equal([200_000, 200_000], Enumerable.Range(0, 2).Select(series.Requests));
        Assert.Equal(400_000, Enumerable.Range(0, LatencyBuckets.Count).Sum(series.Duration));
        Assert.Equal(400_000, Enumerable.Range(0, LatencyBuckets.Count).Sum(series.IntegrationDuration));
        Assert.Equal(5_000, series.DurationSeconds, 6);
        Assert.Equal(4_000, series.IntegrationSeconds, 6);
    }

    [Fact]
    public void Statuses_beyond_the_limit_share_one_count()
    {
        using var given = new GivenExchange();
        var series = new RouteSeries("/", "GET");
        for (var status = 200; status < 200 + RouteSeries.MaxStatuses + 5; status++)
        {
            series.Count(Of(given, status));
        }

        Assert.Equal(RouteSeries.MaxStatuses, series.StatusCount);
        Assert.Equal(1, series.Requests(RouteSeries.MaxStatuses - 1));
        Assert.Equal(5, series.Requests(RouteSeries.MaxStatuses));
    }

    [Fact]
    public void A_request_without_integration_has_no_integration_latency()
    {
        using var given = new GivenExchange();
        var series = new RouteSeries("/", "GET");
        series.Count(Outcome.Of(given.Refused(Rejections.Rest.Throttled), given.Time));
        Assert.Equal(0, Enumerable.Range(0, LatencyBuckets.Count).Sum(series.IntegrationDuration));
        Assert.Equal(1, Enumerable.Range(0, LatencyBuckets.Count).Sum(series.Duration));
    }

    private static Outcome Of(GivenExchange given, int status)
    {
        var exchange = given.Answered();
        exchange.Response.Status = status;
        return Outcome.Of(exchange, given.Time);
    }
}
