// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions;
using Microsoft.Extensions.Time.Testing;
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

public sealed class Http2RequestBodyTests
{
    [Fact]
    public async Task Gives_out_pieces_as_they_arrive()
    {
        var seen = new List<string>();
        var arrived = new SemaphoreSlim(0);
        await using var host = await DoorHost.StartAsync(async exchange =>
        {
            Assert.Null(exchange.RequestBody.Length);
            BodyChunk chunk;
            while ((chunk = await exchange.RequestBody.ReadAsync()).Status == BodyStatus.Data)
            {
                seen.Add(Encoding.ASCII.GetString(chunk.Bytes.Span));
                arrived.Release();
            }

            seen.Add(chunk.Status.ToString());
            Assert.True(exchange.RequestBody.IsEnded);
            Assert.Equal(BodyStatus.End, (await exchange.RequestBody.ReadAsync()).Status);
            await Http2Handlers.StatusAsync(exchange);
        });
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, false, Post));
        foreach (var piece in new[] { "one", "two" })
        {
            await client.SendAsync(Frame(Data, 0, 1, Encoding.ASCII.GetBytes(piece)));
            Assert.True(await arrived.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        await client.SendAsync(Frame(Data, EndStream, 1, []));
        Assert.Equal("200", await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(["one", "two", "End"], seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tells_that_there_is_no_body(bool endsWithHeaders)
    {
        long? length = -1;
        await using var host = await DoorHost.StartAsync(exchange =>
        {
            length = exchange.RequestBody.Length;
            return Http2Handlers.StatusAsync(exchange);
        });
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(endsWithHeaders ? Request(1, true, Post) : [.. Request(1, false, [.. Post, ("content-length", "0")]), .. Frame(Data, EndStream, 1, [])]);
        Assert.Equal("200", await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(0, length);
    }

    [Theory]
    [InlineData(-1, true, BodyStatus.End)]
    [InlineData(0, true, BodyStatus.End)]
    [InlineData(1, true, BodyStatus.TooLarge)]
    [InlineData(-1, false, BodyStatus.End)]
    [InlineData(0, false, BodyStatus.End)]
    [InlineData(1, false, BodyStatus.TooLarge)]
    public async Task Ends_at_the_limit(int beyond, bool saysLength, object expected)
    {
        const int Limit = 20_000;
        var ended = BodyStatus.Data;
        await using var host = await DoorHost.StartAsync(
            async exchange =>
            {
                BodyChunk chunk;
                while ((chunk = await exchange.RequestBody.ReadAsync()).Status == BodyStatus.Data)
                {
                }

                ended = chunk.Status;
                exchange.Response.Status = ended == BodyStatus.End ? 200 : 413;
                exchange.Response.ContentLength = 0;
                exchange.Sink.Start(exchange.Response);
                await exchange.Sink.CompleteAsync();
            },
            new GatewayOptions { Quotas = Quotas.Default with { PayloadBytes = Limit } });
        await using var client = await ConnectAsync(host.Https);
        var size = Limit + beyond;
        var post = saysLength ? [.. Post, ("content-length", size.ToString(System.Globalization.CultureInfo.InvariantCulture))] : Post;
        await client.SendAsync((byte[])[.. Request(1, false, post), .. Frame(Data, 0, 1, new byte[10_000]), .. Frame(Data, EndStream, 1, new byte[size - 10_000])]);
        Assert.Equal((BodyStatus)expected == BodyStatus.End ? "200" : "413", await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal((BodyStatus)expected, ended);
    }

    [Fact]
    public async Task Ends_when_the_client_is_silent_for_too_long()
    {
        var time = new FakeTimeProvider();
        var reading = new TaskCompletionSource();
        var ended = new TaskCompletionSource<BodyStatus>();
        await using var host = await DoorHost.StartAsync(
            async exchange =>
            {
                Assert.Equal(BodyStatus.Data, (await exchange.RequestBody.ReadAsync()).Status);
                var next = exchange.RequestBody.ReadAsync();
                reading.SetResult();
                ended.SetResult((await next).Status);
                exchange.Sink.Abort();
            },
            new GatewayOptions { Time = time });
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync((byte[])[.. Request(1, false, Post), .. Frame(Data, 0, 1, "x"u8)]);
        await reading.Task.WaitAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(ended.Task.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(BodyStatus.TimedOut, await ended.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("RST INTERNAL_ERROR", await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("close")]
    [InlineData("more than its length")]
    public async Task Breaks_off_with_the_client(string how)
    {
        var reading = new TaskCompletionSource();
        var ended = new TaskCompletionSource<BodyStatus>();
        await using var host = await DoorHost.StartAsync(async exchange =>
        {
            Assert.Equal(BodyStatus.Data, (await exchange.RequestBody.ReadAsync()).Status);
            var next = exchange.RequestBody.ReadAsync();
            reading.SetResult();
            ended.SetResult((await next).Status);
            exchange.Sink.Abort();
        });
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync((byte[])[.. Request(1, false, [.. Post, ("content-length", "5")]), .. Frame(Data, 0, 1, "x"u8)]);
        await reading.Task.WaitAsync(TimeSpan.FromSeconds(30));
        switch (how)
        {
            case "reset":
                await client.SendAsync(Frame(RstStream, 0, 1, [0, 0, 0, 8]));
                break;
            case "close":
                await client.DisposeAsync();
                break;
            default:
                await client.SendAsync(Frame(Data, 0, 1, "123456"u8));
                break;
        }

        Assert.Equal(BodyStatus.Aborted, await ended.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Leaves_an_answered_upload_unread()
    {
        await using var host = await DoorHost.StartAsync(ForbidAsync);
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync((byte[])[.. Request(1, false, Post), .. Frame(Data, 0, 1, new byte[1000])]);
        Assert.Equal("403", await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)));
        // RFC 9113 §8.1: the client may stop sending, and loses nothing.
        Assert.Equal("RST NO_ERROR", await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)));
        await client.SendAsync((byte[])[.. Frame(Data, EndStream, 1, "late"u8), .. Request(3, true, Get)]);
        Assert.Equal("403", await client.OutcomeAsync(3).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Says_100_Continue_only_when_somebody_reads()
    {
        await using var host = await DoorHost.StartAsync(static exchange =>
            exchange.Request.Target.Length > 1 ? Http2Handlers.StatusAsync(exchange) : ForbidAsync(exchange));
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, false, [.. Post, ("expect", "100-continue")]));
        Assert.Equal("403", await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)));
        await client.SendAsync(Request(3, false, [.. Post[..3], (":path", "/read"), ("expect", "100-continue")]));
        Assert.Equal("100", await client.OutcomeAsync(3).WaitAsync(TimeSpan.FromSeconds(30)));
        await client.SendAsync(Frame(Data, EndStream, 3, "x"u8));
        Assert.Equal("200", await client.OutcomeAsync(3).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static async ValueTask ForbidAsync(Exchange exchange)
    {
        exchange.Response.Status = 403;
        exchange.Response.ContentLength = 0;
        exchange.Sink.Start(exchange.Response);
        await exchange.Sink.CompleteAsync();
    }
}
