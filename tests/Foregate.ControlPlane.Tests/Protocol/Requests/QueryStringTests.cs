// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Requests;

namespace Foregate.ControlPlane.Tests.Protocol.Requests;

public sealed class QueryStringTests
{
    [Fact]
    public void Parameters_keep_their_order_and_are_decoded() => Assert.Equal(
        [new("a b", "1=2"), new("c", ""), new("a b", "ä+"), new("d", "%zz")], QueryString.Parse("a%20b=1=2&&c&a+b=%C3%A4%2B&d=%zz"));
}
