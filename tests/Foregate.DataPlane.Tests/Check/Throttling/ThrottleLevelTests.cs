// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.Throttling;
using Foregate.DataPlane.Verdicts;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Check.Throttling;

public sealed class ThrottleLevelTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Shares_its_bucket_with_levels_of_the_same_name()
    {
        var ledger = new ThrottleLedger(_time);
        var rejection = Rejections.Rest.Throttled;
        var one = new ThrottleLevel(ledger, "a", 1, 2, rejection);
        var same = new ThrottleLevel(ledger, "a", 1, 2, rejection);
        var other = new ThrottleLevel(ledger, "b", 1, 1, rejection);
        Assert.True(one.TryTake(_time.GetTimestamp()));
        Assert.True(same.TryTake(_time.GetTimestamp()));
        Assert.False(one.TryTake(_time.GetTimestamp()));
        Assert.True(other.TryTake(_time.GetTimestamp()));
        same.Return();
        Assert.True(one.TryTake(_time.GetTimestamp()));
        Assert.Same(rejection, one.Rejection);
    }
}
