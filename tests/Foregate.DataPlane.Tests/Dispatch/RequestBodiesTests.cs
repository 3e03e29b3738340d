// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Dispatch;

public sealed class RequestBodiesTests
{
    [Theory]
    [InlineData("TooLarge", 413)]
    [InlineData("TimedOut", 408)]
    [InlineData("Undecodable", 415)]
    [InlineData("Aborted", 499)]
    [InlineData("Malformed", 400)]
    public void How_a_body_ended_says_how_its_request_is_refused(string status, int expected) =>
        Assert.Equal(expected, RequestBodies.Rejection(Enum.Parse<BodyStatus>(status), Rejections.Rest).Status);

    [Fact]
    public void A_body_is_too_large_when_it_says_so()
    {
        var exchange = GivenRequest.Of("POST", "/");
        exchange.RequestBody = new ScriptedBody("hello");
        Assert.False(RequestBodies.IsTooLarge(exchange, 5));
        Assert.True(RequestBodies.IsTooLarge(exchange, 4));
        exchange.RequestBody = new ScriptedBody(["hello"]);
        Assert.False(RequestBodies.IsTooLarge(exchange, 4));
    }
}
