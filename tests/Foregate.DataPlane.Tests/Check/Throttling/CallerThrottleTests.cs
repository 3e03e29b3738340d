// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Check.Throttling;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Check.Throttling;

public sealed class CallerThrottleTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private Ledgers? _ledgers;

    public void Dispose() => _ledgers?.Dispose();

    [Theory]
    [InlineData(ApiKind.Rest)]
    [InlineData(ApiKind.Http)]
    public void Is_not_there_unless_asked_for(object kind) => Assert.Null(CallerThrottle.For(GivenRequest.Compilation((ApiKind)kind)));

    [Fact]
    public void Limits_each_source_address()
    {
        var step = Step(new CallerLimit { RateLimit = 10, BurstLimit = 3 });
        Assert.Equal(3, Admitted(step, "192.0.2.1"));
        Assert.Equal(3, Admitted(step, "192.0.2.2"));
        var refusal = Ask(step, "192.0.2.1")!;
        Assert.Equal((429, RejectionReason.Throttled, "--limit-by"), (refusal.Status, refusal.Reason, refusal.Place));
        Assert.Equal("Requests with one value of a source address come at more than 10 requests per second after a burst of 3.", refusal.Detail);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal(2, Admitted(step, "192.0.2.1"));
    }

    [Fact]
    public void Limits_each_value_of_a_header_and_those_without_it_together()
    {
        var step = Step(new CallerLimit { Header = "X-Tenant", RateLimit = 1, BurstLimit = 2 });
        Assert.Equal(2, Admitted(step, "192.0.2.1", "x-tenant: a"));
        Assert.Equal(0, Admitted(step, "192.0.2.2", "X-TENANT: a"));
        Assert.Equal(2, Admitted(step, "192.0.2.2", "x-tenant: b"));
        Assert.Equal(2, Admitted(step, "192.0.2.1", "other: a"));
        Assert.Equal(0, Admitted(step, "192.0.2.2"));
    }

    [Fact]
    public void Has_one_bucket_for_all_APIs_and_snapshots()
    {
        var limit = new CallerLimit { RateLimit = 1, BurstLimit = 2 };
        var first = Step(limit);
        Assert.Null(Ask(first, "192.0.2.1"));
        var second = CallerThrottle.For(GivenRequest.Compilation(ApiKind.Http, ledgers: _ledgers))!;
        Assert.Equal(1, Admitted(second, "192.0.2.1"));
        Assert.Equal(0, Admitted(first, "192.0.2.1"));
    }

    [Fact]
    public void Holds_callers_to_every_limit()
    {
        var step = Step(new CallerLimit { RateLimit = 1, BurstLimit = 3 }, new CallerLimit { Header = "x-tenant", RateLimit = 1, BurstLimit = 1 });
        Assert.Equal(1, Admitted(step, "192.0.2.1", "x-tenant: a"));
        Assert.Equal(1, Admitted(step, "192.0.2.2", "x-tenant: b"));
    }

    [Fact]
    public void Allocates_nothing()
    {
        var step = Step(new CallerLimit { RateLimit = 1, BurstLimit = 2 }, new CallerLimit { Header = "x-tenant", RateLimit = 1, BurstLimit = 5 });
        Assert.Equal(0, GivenRequest.Allocated(step, Request("192.0.2.1", "x-tenant: a")));
    }

    private CallerThrottle Step(params CallerLimit[] limits)
    {
        _ledgers = new Ledgers(new GatewayOptions { Time = _time, CallerLimits = limits });
        return CallerThrottle.For(GivenRequest.Compilation(ApiKind.Rest, ledgers: _ledgers))!;
    }

    private Exchange Request(string address, params string[] headers)
    {
        var exchange = GivenRequest.Of("GET", "/", headers);
        exchange.SourceIp = Encoding.ASCII.GetBytes(address);
        exchange.ReceivedAt = _time.GetTimestamp();
        return exchange;
    }

    private Rejection? Ask(IStep step, string address, params string[] headers) => GivenRequest.Run(step, Request(address, headers)).Rejection;

    private int Admitted(IStep step, string address, params string[] headers) => Enumerable.Range(0, 9).Count(_ => Ask(step, address, headers) is null);
}
