// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests;

public sealed class StagePlanTests
{
    [Fact]
    public void Without_a_canary_the_stage_takes_every_request()
    {
        var stage = Plan(null, 100, new Random(1));
        Assert.Same(stage, stage.Next());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 1_000)]
    [InlineData(100, 10_000)]
    public void A_canary_takes_its_share(double percent, int expected)
    {
        var canary = Plan(null, 0, Random.Shared);
        var stage = Plan(canary, percent, new Random(1));
        var taken = 0;
        for (var i = 0; i < 10_000; i++)
        {
            taken += ReferenceEquals(stage.Next(), canary) ? 1 : 0;
        }

        Assert.InRange(taken, expected * 9 / 10, expected * 11 / 10);
    }

    private static StagePlan Plan(StagePlan? canary, double percent, Random dice) => new()
    {
        Kind = ApiKind.Rest,
        ApiId = "api",
        StageName = "prod",
        AccountId = "123456789012",
        DeploymentId = "dep001",
        Variables = FrozenDictionary<string, string>.Empty,
        AtTheDoor = [],
        Binder = null!,
        Rejections = Rejections.Rest,
        Canary = canary,
        PercentTraffic = percent,
        Dice = dice,
    };
}
