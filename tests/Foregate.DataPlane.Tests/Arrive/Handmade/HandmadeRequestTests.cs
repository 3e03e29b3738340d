// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Arrive.Handmade;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Arrive.Handmade;

public sealed class HandmadeRequestTests
{
    [Fact]
    public void A_test_invocation_has_awss_own_source_and_no_host()
    {
        var exchange = HandmadeRequest.Make("POST", "/pets?a=b", [new("x-mine", "é")], "body", Sample.Stage(ApiKind.Rest), TimeProvider.System)!;
        Assert.Equal((HttpVerb.Post, HttpProtocol.Http11, 1), (exchange.Verb, exchange.Request.Protocol, exchange.Request.Headers.Count));
        Assert.Equal("/pets", Encoding.ASCII.GetString(exchange.Request[exchange.StagePath]));
        Assert.Equal("test-invoke-source-ip", Encoding.ASCII.GetString(exchange.SourceIp.Span));
        Assert.Equal(4, exchange.RequestBody.Length);
        Assert.Equal("prod", exchange.Stage!.StageName);
    }

    [Theory]
    [InlineData("GET", "/pets pets", "a", "b")]
    [InlineData("GET", "/pets", "a b", "c")]
    [InlineData("GET", "/pets", "a", "b\nc: d")]
    [InlineData("G T", "/pets", "a", "b")]
    public void What_no_client_could_send_is_none(string method, string target, string name, string value)
    {
        Assert.Null(HandmadeRequest.Make(method, target, [new(name, value)], "", Sample.Stage(ApiKind.Rest), TimeProvider.System));
        Assert.Null(HandmadeRequest.Arrived(method, target, [new(name, value)], TimeProvider.System));
    }

    [Fact]
    public void One_that_arrives_has_a_host()
    {
        var own = HandmadeRequest.Arrived("GET", "/", [], TimeProvider.System)!;
        Assert.Equal("localhost", Encoding.ASCII.GetString(own.Request[own.Request.Host]));
        var other = HandmadeRequest.Arrived("GET", "/", [new("host", "a.example")], TimeProvider.System)!;
        Assert.Equal("a.example", Encoding.ASCII.GetString(other.Request[other.Request.Host]));
    }

    [Fact]
    public void A_head_that_is_too_long_is_none() =>
        Assert.Null(HandmadeRequest.Arrived("GET", "/", [new("a", new string('x', 100_000))], TimeProvider.System));
}
