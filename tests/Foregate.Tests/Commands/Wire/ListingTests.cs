// SPDX-License-Identifier: Apache-2.0
using Foregate.Commands.Wire;

namespace Foregate.Tests.Commands.Wire;

public sealed class ListingTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_longest_value()
    {
        var listing = new Listing("id", "name");
        listing.Add("a", "first");
        listing.Add("abcdef", null);
        Assert.Equal("  ID      NAME\n  a       first\n  abcdef\n", listing.ToText("  "));
        Assert.Equal(["a", "abcdef"], listing.Column(0));
    }

    [Fact]
    public void Nothing_is_printed_of_nothing() => Assert.Equal("", new Listing("id").ToText());

    [Fact]
    public void A_name_does_not_steer_the_terminal()
    {
        var listing = new Listing("name");
        listing.Add("\u001b[2Jgone");
        Assert.DoesNotContain('\u001b', listing.ToText());
    }
}
