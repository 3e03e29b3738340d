// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class PartialUpdatesTests
{
    [Theory]
    [InlineData(null, "before", "before")]
    [InlineData("", "before", null)]
    [InlineData("said", "before", "said")]
    [InlineData("", null, null)]
    public void A_text_stays_goes_or_changes(string? said, string? before, string? after) => Assert.Equal(after, PartialUpdates.Text(said, before));

    [Fact]
    public void A_map_keeps_what_is_not_named()
    {
        var before = Ground.Map(("a", "1"), ("b", ""), ("c", "3"));
        Assert.Equal(before, PartialUpdates.Map(null, before));
        Assert.Equal(Ground.Map(("b", ""), ("c", "4"), ("d", "5")), PartialUpdates.Map(Ground.Map(("a", ""), ("c", "4"), ("d", "5"), ("e", "")), before));
    }
}
