// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.Frame;

public sealed class LogicalIdsTests
{
    // echo -n '{"a":"\u00e9","b":[1,true]}' | sha1sum
    [Fact]
    public void An_object_is_hashed_as_canonical_JSON() =>
        Assert.Equal("147ac84db3", LogicalIds.Hash(SamNode.Map(("b", SamNode.List(1, true)), ("a", "é"))));

    [Theory]
    [InlineData("*", "df58248c41")]
    [InlineData("", "")]
    public void A_text_is_hashed_as_it_is(string text, string hash) => Assert.Equal(hash, LogicalIds.Hash(text));

    [Fact]
    public void An_empty_object_adds_nothing() => Assert.Equal("", LogicalIds.Hash(SamNode.Map()));
}
