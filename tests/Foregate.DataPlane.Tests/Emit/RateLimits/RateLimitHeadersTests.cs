// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Emit.RateLimits;
using Foregate.DataPlane.Tests.Check.UsagePlans;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Emit.RateLimits;

public sealed class RateLimitHeadersTests
{
    private static readonly UsagePlan Plan = GivenPlan.Plan(new ThrottleSettings { RateLimit = 2, BurstLimit = 3 }, new QuotaSettings { Limit = 4, Period = QuotaPeriodType.Month });

    [Fact]
    public void Tell_what_is_left_and_when_there_is_more()
    {
        // Noon of the month's last day.
        using var given = new GivenPlan(tellsLimits: true);
        var steps = given.Steps(Plan);
        Assert.Equal(
            ["RateLimit-Policy: \"plan\";q=3;w=2, \"quota\";q=4;w=2678400", "RateLimit: \"plan\";r=2;t=1, \"quota\";r=3;t=43200"], Told(given, steps));
        Assert.Equal("RateLimit: \"plan\";r=1;t=1, \"quota\";r=2;t=43200", Told(given, steps)[1]);
        Assert.Equal("RateLimit: \"plan\";r=0;t=1, \"quota\";r=1;t=43200", Told(given, steps)[1]);
        Assert.Equal(["RateLimit-Policy: \"plan\";q=3;w=2", "RateLimit: \"plan\";r=0;t=1", "Retry-After: 1"], Told(given, steps));
        given.Time.Advance(TimeSpan.FromSeconds(1));
        Told(given, steps);
        Assert.Equal(
            ["RateLimit-Policy: \"plan\";q=3;w=2, \"quota\";q=4;w=2678400", "RateLimit: \"plan\";r=0;t=1, \"quota\";r=0;t=43199", "Retry-After: 43199"], Told(given, steps));
    }

    [Fact]
    public void Are_not_there_unless_asked_for()
    {
        using var given = new GivenPlan();
        Assert.Empty(Told(given, given.Steps(Plan)));
    }

    [Fact]
    public void Allocate_nothing()
    {
        var limits = new LimitReport();
        var head = new ResponseHead();
        Assert.Equal(0, GivenRequest.Allocated(() =>
        {
            limits.Reset();
            head.Reset();
            limits.Add(new MetLimit("plan", long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue), false);
            limits.Add(new MetLimit("quota", long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue), false);
            limits.Add(new MetLimit("method", long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue), false);
            limits.Add(new MetLimit("account", long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue), true);
            RateLimitHeaders.Add(limits, head);
        }));
        Assert.Equal(3, head.Count);
    }

    private static string[] Told(GivenPlan given, IStep[] steps)
    {
        var exchange = GivenRequest.Of("GET", "/pets", "x-api-key: " + GivenPlan.ValueOf("k1"));
        given.Arrive(exchange);
        GivenPlan.Run(steps, exchange);
        if (exchange.Limits.Count == 0)
        {
            return [];
        }

        RateLimitHeaders.Add(exchange.Limits, exchange.Response);
        return Encoding.ASCII.GetString(exchange.Response.Lines).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
