// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

public sealed class OutcomeTests
{
    [Fact]
    public void The_total_ends_with_the_answer()
    {
        using var given = new GivenExchange();
        var outcome = Outcome.Of(given.Answered(), given.Time);
        Assert.Equal((12_500, 10_000, 2_500), (outcome.TotalMicros, outcome.IntegrationMicros, outcome.GatewayMicros));
    }

    [Fact]
    public void Without_an_end_the_total_ends_now()
    {
        using var given = new GivenExchange();
        var exchange = given.Refused(Rejections.Rest.Throttled);
        exchange.FinishedAt = 0;
        given.Time.Advance(TimeSpan.FromMilliseconds(7));
        var outcome = Outcome.Of(exchange, given.Time);
        Assert.Equal((7_000, -1, 7_000), (outcome.TotalMicros, outcome.IntegrationMicros, outcome.GatewayMicros));
    }

    [Fact]
    public void A_client_that_leaves_after_the_head_got_the_status_it_got()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        exchange.Client.Gone();
        Assert.Equal(200, Outcome.Of(exchange, given.Time).Status);
    }
}
