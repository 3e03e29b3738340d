// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Emit.ResponseCache;
using Foregate.DataPlane.Tests.Doubles;

namespace Foregate.DataPlane.Tests.Emit.ResponseCache;

public sealed class CacheEntryTests
{
    [Fact]
    public void Serves_what_it_was_made_of()
    {
        var head = new ResponseHead { Status = 203, ContentLength = 5 };
        head.Add("X-A"u8, "b"u8);
        head.Add("X-C"u8, "d"u8);
        var entry = CacheEntry.Of(Fill(), head, null, "hello"u8.ToArray(), 10);
        head.Reset();
        var exchange = new Exchange(4096);
        exchange.Response.Add("First"u8, "1"u8);
        entry.Serve(exchange);
        Assert.Equal((203, 5L), (exchange.Response.Status, exchange.Response.ContentLength));
        Assert.Equal("First: 1\r\nX-A: b\r\nX-C: d\r\n", Sample.Text(exchange.Response.Lines));
        var last = exchange.Response.Fields[2];
        Assert.Equal("d", Sample.Text(exchange.Response.Lines.Slice(last.ValueOffset, last.ValueLength)));
        Assert.Equal("hello", Sample.Text(exchange.ResponseBody.Span));
        Assert.True(entry.IsUsed);
        Assert.True(entry.Size > 5 + exchange.Response.Size - 10);
    }

    [Theory]
    [InlineData(true, "X-A: 1")]
    [InlineData(true, "x-a: 1")]
    [InlineData(false, "X-A: 2")]
    [InlineData(false)]
    [InlineData(false, "X-A: 1", "X-A: 1")]
    public void Suits_requests_with_the_values_it_varies_by(bool suits, params string[] headers)
    {
        var entry = CacheEntry.Of(Fill(), new ResponseHead(), [("X-A"u8.ToArray(), "1"u8.ToArray())], default, 10);
        Assert.Equal(suits, entry.Suits(GivenRequest.Of("GET", "/", headers).Request.Headers));
    }

    [Fact]
    public void A_mark_is_no_answer() => Assert.True(CacheEntry.Mark(Fill(), 10).IsMark);

    private static CacheFill Fill() => new ResponseCaches(1 << 20).Of("me", "api", "prod").Begin("a"u8);
}
