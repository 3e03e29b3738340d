// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

public sealed class StageSeriesTests
{
    [Fact]
    public void Routes_beyond_the_limit_share_one_series()
    {
        var stage = new StageSeries("api", "prod");
        for (var i = 0; i < StageSeries.MaxSeries; i++)
        {
            stage.Of("/" + i, HttpVerb.Get);
        }

        Assert.Equal("(other)", stage.Of("/one-more", HttpVerb.Get).Route);
        Assert.Same(stage.Of("/one-more", HttpVerb.Get), stage.Of("/another", HttpVerb.Post));
        Assert.Equal("/0", stage.Of("/0", HttpVerb.Get).Route);
        Assert.Equal(StageSeries.MaxSeries + 1, stage.Routes().Count);
    }

    [Fact]
    public void A_method_of_the_clients_invention_makes_no_series_of_its_own() =>
        Assert.Equal("OTHER", new StageSeries("api", "prod").Of("/", HttpVerb.Other).Method);

    [Fact]
    public void Refusals_are_counted_by_reason()
    {
        var stage = new StageSeries("api", "prod");
        foreach (var reason in Enum.GetValues<RejectionReason>())
        {
            stage.CountRejection(reason);
        }

        stage.CountRejection(RejectionReason.Throttled);
        Assert.Equal(1, stage.Rejections(RejectionReason.Draining));
        Assert.Equal(2, stage.Rejections(RejectionReason.Throttled));
    }
}
