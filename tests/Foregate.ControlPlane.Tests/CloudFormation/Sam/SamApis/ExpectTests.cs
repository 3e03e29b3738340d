// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamApis;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class ExpectTests
{
    [Fact]
    public void Refuses_keys_that_are_not_known() => Assert.Contains(
        "it has no Colour", Assert.Throws<SamRefusal>(() => Expect.Known(SamNode.Map(("Colour", "red")), "Cors", "AllowOrigin")).Cause, StringComparison.Ordinal);

    [Fact]
    public void Refuses_what_is_no_map_or_list()
    {
        Assert.Equal("Property 'Auth' should be a map.", Assert.Throws<SamRefusal>(() => Expect.Map("x", "Auth")).Cause);
        Assert.Equal("Property 'Scopes' should be a list.", Assert.Throws<SamRefusal>(() => Expect.List("x", "Scopes")).Cause);
        Assert.Null(Expect.Map(null, "Auth"));
    }
}
