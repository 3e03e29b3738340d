// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;

namespace Foregate.DataPlane.Tests.Verdicts;

public sealed class RejectionNamesTests
{
    [Fact]
    public void Every_reason_has_a_name_of_its_own() =>
        Assert.Equal(Enum.GetValues<RejectionReason>().Length, Enum.GetValues<RejectionReason>().Select(RejectionNames.Of).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void All_of_AWSs_names_are_among_them()
    {
        var names = Enum.GetValues<RejectionReason>().Select(RejectionNames.Of).ToHashSet(StringComparer.Ordinal);
        // DEFAULT_4XX is what others fall back to; nothing is refused for it.
        Assert.Equal(["DEFAULT_4XX"], GatewayResponseType.All.Select(static type => type.Name).Where(name => !names.Contains(name)));
    }
}
