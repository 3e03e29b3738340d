// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Check.UsagePlans;

public sealed class KeyLimitTests
{
    [Fact]
    public void Makes_its_refusal_once_and_gives_back_what_it_took()
    {
        var made = 0;
        var usage = new UsageCounter(default, static _ => { });
        var limit = new KeyLimit(null, usage, new QuotaSettings { Limit = 1, Period = QuotaPeriodType.Day }, () =>
        {
            made++;
            return Rejections.Rest.QuotaExceeded.At("/usageplans/p/quota");
        });
        var exchange = GivenRequest.Of("GET", "/");
        Assert.Null(limit.Take(exchange));
        Assert.Same(limit.Take(exchange), limit.Take(exchange));
        Assert.Equal(1, made);
        limit.Return();
        Assert.Null(limit.Take(exchange));
        Assert.NotNull(limit.Take(exchange));
        Assert.Equal(0, exchange.Limits.Count);
    }

    [Fact]
    public void Tells_its_quota_where_callers_are_told()
    {
        var limit = new KeyLimit(
            null, new UsageCounter(default, static _ => { }), new QuotaSettings { Limit = 7, Period = QuotaPeriodType.Week }, static () => Rejections.Rest.QuotaExceeded) { IsTold = true };
        var exchange = GivenRequest.Of("GET", "/");
        exchange.RequestTimeEpoch = 3 * 86_400_000L;
        Assert.Null(limit.Take(exchange));
        // The fourth of January 1970 was a Sunday.
        Assert.Equal(new DataPlane.Answers.MetLimit("quota", 7, 7 * 86_400, 6, 7 * 86_400), exchange.Limits.Met[0]);
    }
}
