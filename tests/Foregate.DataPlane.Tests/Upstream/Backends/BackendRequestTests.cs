// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

public sealed class BackendRequestTests
{
    [Theory]
    [InlineData("Get", false, true)]
    [InlineData("Put", false, true)]
    [InlineData("Put", true, false)]
    [InlineData("Post", false, false)]
    [InlineData("Other", false, false)]
    public void Only_what_changes_nothing_twice_is_sent_twice(string verb, bool hasBody, bool isSafe) =>
        Assert.Equal(isSafe, new BackendRequest { Verb = Enum.Parse<HttpVerb>(verb) }.IsSafeToRepeat(hasBody));

    [Fact]
    public void A_call_at_rest_serves_again()
    {
        var request = new BackendRequest();
        Assert.Same(request.FreeCall(), request.FreeCall());
    }
}
