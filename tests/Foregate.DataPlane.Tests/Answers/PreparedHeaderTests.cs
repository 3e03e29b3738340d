// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Answers;

public sealed class PreparedHeaderTests
{
    [Fact]
    public void The_line_is_made_as_it_goes_on_the_wire()
    {
        var header = new PreparedHeader("Content-Type", "text/plain");
        Assert.Equal("Content-Type: text/plain\r\n"u8, header.Line);
        Assert.Equal("Content-Type"u8, header.Name);
        Assert.Equal("text/plain"u8, header.Value);
        Assert.Equal(KnownHeader.ContentType, header.Id);
    }

    [Fact]
    public void A_value_may_be_empty_and_may_hold_more_than_ascii()
    {
        Assert.Equal("X-Empty: \r\n"u8, new PreparedHeader("X-Empty", "").Line);
        var header = new PreparedHeader("X-Name", "Jürgen");
        Assert.Equal("Jürgen", Encoding.UTF8.GetString(header.Value));
        Assert.Equal(KnownHeader.Unknown, header.Id);
        Assert.EndsWith("\r\n", Encoding.UTF8.GetString(header.Line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("X Name")]
    [InlineData("X-Name:")]
    [InlineData("X-Name\r\nX-Other")]
    [InlineData("Ü")]
    public void A_name_that_is_no_token_is_refused(string name) =>
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => new PreparedHeader(name, "x")).ParamName);

    [Theory]
    [InlineData("a\r\nX-Injected: 1")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("a\u007fb")]
    public void A_value_that_would_break_the_head_is_refused(string value) =>
        Assert.Equal("value", Assert.Throws<ArgumentException>(() => new PreparedHeader("X-Name", value)).ParamName);
}
