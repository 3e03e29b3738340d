// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Emit.ResponseCache;

/// <summary>Through the whole gateway: what is kept and what is not.</summary>
public sealed class CacheStoreTests
{
    private const string Body = "Content-Length: 5\r\n\r\nhello";

    [Theory]
    [InlineData("200 OK\r\n" + Body, 1)]
    [InlineData("203 Fine\r\nCache-Control: max-age=1, public\r\n" + Body, 1)]
    [InlineData("200 OK\r\nContent-Length: 0\r\n\r\n", 1)]
    [InlineData("204 No Content\r\n\r\n", 1)]
    [InlineData("200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 1)]
    [InlineData("200 OK\r\nVary: Accept-Encoding, X-A\r\n" + Body, 1)]
    [InlineData("206 Partial\r\nContent-Range: bytes 0-4/9\r\n" + Body, 2)]
    [InlineData("404 Not Found\r\n" + Body, 2)]
    [InlineData("301 Moved\r\nLocation: /x\r\n" + Body, 2)]
    [InlineData("500 Broken\r\n" + Body, 2)]
    [InlineData("200 OK\r\nSet-Cookie: a=b\r\n" + Body, 2)]
    [InlineData("200 OK\r\nCache-Control: max-age=9, Private\r\n" + Body, 2)]
    [InlineData("200 OK\r\nCache-Control: private=\"a\"\r\n" + Body, 2)]
    [InlineData("200 OK\r\nCache-Control: no-store\r\n" + Body, 2)]
    [InlineData("200 OK\r\nVary: *\r\n" + Body, 2)]
    public async Task Whole_answers_that_may_be_shared_are_kept(string answer, int calls)
    {
        var (seen, first, second) = await TwiceAsync(answer, new GatewayOptions());
        Assert.Equal(calls, seen);
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("200 OK\r\nSet-Cookie: a=b\r\n" + Body)]
    [InlineData("200 OK\r\nCache-Control: no-store\r\nVary: *\r\n" + Body)]
    public async Task To_the_letter_AWS_keeps_what_a_back_end_says_is_for_one(string answer) =>
        Assert.Equal(1, (await TwiceAsync(answer, new GatewayOptions { StrictAws = true })).Calls);

    [Theory]
    [InlineData(1_048_576, false, 1)]
    [InlineData(1_048_577, false, 2)]
    [InlineData(1_048_576, true, 1)]
    [InlineData(1_048_577, true, 2)]
    public async Task Bodies_up_to_a_mebibyte_are_kept(int size, bool chunked, int calls)
    {
        var body = new string('x', size);
        var (seen, first, second) = await TwiceAsync(
            chunked ? $"200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{size:x}\r\n{body}\r\n0\r\n\r\n" : $"200 OK\r\nContent-Length: {size}\r\n\r\n{body}", new GatewayOptions());
        Assert.Equal(calls, seen);
        Assert.Equal("200 " + body, first);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_breaks_off_and_is_not_kept()
    {
        var calls = 0;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(Interlocked.Increment(ref calls) == 1
                ? "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"
                : "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\nhellohello");
        });
        await using var served = await ServedApi.StartAsync(CachedApi.Of(backEnd.Port));
        await Assert.ThrowsAnyAsync<Exception>(() => served.TextAsync("/pets/7"));
        Assert.Equal("hellohello", await served.TextAsync("/pets/7"));
        Assert.Equal("hellohello", await served.TextAsync("/pets/7"));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task An_answer_that_varies_is_for_requests_like_the_one_it_was_made_for()
    {
        var calls = 0;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync($"HTTP/1.1 200 OK\r\nVary: X-Language\r\nContent-Length: 1\r\n\r\n{Interlocked.Increment(ref calls)}");
            }
        });
        await using var served = await ServedApi.StartAsync(CachedApi.Of(backEnd.Port));
        Assert.Equal("1", await served.TextAsync("/pets/7", ("X-Language", "de")));
        Assert.Equal("1", await served.TextAsync("/pets/7", ("x-language", "de")));
        Assert.Equal("2", await served.TextAsync("/pets/7", ("X-Language", "fr")));
        Assert.Equal("3", await served.TextAsync("/pets/7"));
        Assert.Equal("3", await served.TextAsync("/pets/7"));
    }

    [Fact]
    public async Task A_mapped_answer_is_kept_as_it_goes_out()
    {
        await using var served = await ServedApi.StartAsync(
            GivenAccount.RestApi("/pets", GivenAccount.Get).Cached(new MethodSetting { CachingEnabled = true }).Deployed(static snapshot => snapshot with { MinimumCompressionSize = 1 }));
        for (var i = 0; i < 2; i++)
        {
            using var response = await served.SendAsync("GET", "/pets");
            Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        }
    }

    private static async Task<(int Calls, string First, string Second)> TwiceAsync(string answer, GatewayOptions options)
    {
        var calls = 0;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                Interlocked.Increment(ref calls);
                await connection.WriteAsync("HTTP/1.1 " + answer);
            }
        });
        await using var served = await ServedApi.StartAsync(CachedApi.Of(backEnd.Port), options);
        return (await SeenAsync(), await SeenAsync()) is var (first, second) ? (calls, first, second) : default;

        async Task<string> SeenAsync()
        {
            using var response = await served.SendAsync("GET", "/pets/7");
            return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
        }
    }
}
