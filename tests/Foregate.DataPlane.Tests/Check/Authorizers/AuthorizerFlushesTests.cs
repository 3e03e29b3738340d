// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.Authorizers;

namespace Foregate.DataPlane.Tests.Check.Authorizers;

public sealed class AuthorizerFlushesTests
{
    [Fact]
    public void A_flush_renumbers_its_stage_and_no_other()
    {
        using var ledgers = new Ledgers(new GatewayOptions());
        var flushes = AuthorizerFlushes.Of(ledgers);
        flushes.Flush("123456789012/us-east-1", "rest123456", "prod");
        flushes.Flush("123456789012/us-east-1", "rest123456", "prod");
        Assert.Same(flushes, AuthorizerFlushes.Of(ledgers));
        Assert.Equal(2, flushes.NumberOf("123456789012/us-east-1", "rest123456", "prod"));
        Assert.Equal(0, flushes.NumberOf("123456789012/us-east-1", "rest123456", "dev"));
        Assert.Equal(0, flushes.NumberOf("123456789012/eu-west-1", "rest123456", "prod"));
    }
}
