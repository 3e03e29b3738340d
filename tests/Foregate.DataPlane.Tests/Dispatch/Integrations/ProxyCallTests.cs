// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.Integrations;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

public sealed class ProxyCallTests
{
    [Fact]
    public void An_exchange_keeps_its_own_for_the_next_request()
    {
        var exchange = GivenRequest.Of("GET", "/");
        var call = ProxyCall.Of(exchange);
        exchange.Reset();
        Assert.Same(call, ProxyCall.Of(exchange));
        Assert.NotSame(call, ProxyCall.Of(GivenRequest.Of("GET", "/")));
    }
}
