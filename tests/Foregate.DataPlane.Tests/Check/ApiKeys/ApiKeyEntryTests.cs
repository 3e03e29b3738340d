// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Check.ApiKeys;

public sealed class ApiKeyEntryTests
{
    [Fact]
    public void Has_the_limit_of_the_whole_plan_where_a_method_has_none_of_its_own()
    {
        var (whole, own) = (Limit(), Limit());
        var entry = new ApiKeyEntry("k", "value", "value"u8.ToArray(), true, whole, [own]);
        Assert.Same(whole, entry.LimitOn(-1));
        Assert.Same(own, entry.LimitOn(0));
    }

    private static KeyLimit Limit() => new(null, new UsageCounter(default, static _ => { }), null, static () => Rejections.Rest.QuotaExceeded);
}
