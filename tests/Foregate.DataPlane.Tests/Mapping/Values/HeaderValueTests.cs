// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Mapping.Values;

public sealed class HeaderValueTests
{
    [Theory]
    [InlineData("X-Many", false, (int)Multiplicity.Last, "two /")]
    [InlineData("X-Many", false, (int)Multiplicity.Joined, "one,two /")]
    [InlineData("x-many", false, (int)Multiplicity.Joined, null)]
    [InlineData("x-many", true, (int)Multiplicity.Joined, "one,two /,three")]
    [InlineData("X-None", true, (int)Multiplicity.Joined, null)]
    public void Finds_its_lines(string name, bool ignoreCase, int multiplicity, string? expected)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1\nX-Many: one\nX-Many: two /\nX-MANY: three");
        var value = new HeaderValue(System.Text.Encoding.ASCII.GetBytes(name), ofResponse: false, ignoreCase, (Multiplicity)multiplicity);
        Assert.Equal(expected, Values.Of(value, exchange));
        Assert.Equal(expected?.Replace(" /", "%20%2F", StringComparison.Ordinal), Values.Of(value, exchange, ValueForm.PathPart));
    }

    [Fact]
    public void Of_an_answer_is_missing_without_one()
    {
        var value = new HeaderValue("x"u8.ToArray(), ofResponse: true, ignoreCase: true, Multiplicity.Joined);
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1\nX: request");
        Assert.Null(Values.Of(value, exchange));
        var head = new UpstreamResponseHead(1024);
        Sample.Read(head, "HTTP/1.1 200 OK\nX: answer");
        exchange.IntegrationResponse.Set(200, head.Headers, null, null);
        Assert.Equal("answer", Values.Of(value, exchange));
    }
}
