// SPDX-License-Identifier: Apache-2.0
using System.Text;
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

public sealed class Http2ResponseSinkTests
{
    private static readonly byte[] Hello = [.. "hello"u8];

    [Theory]
    [InlineData("GET", 200, true)]
    [InlineData("GET", 404, true)]
    [InlineData("HEAD", 200, false)]
    [InlineData("GET", 204, false)]
    [InlineData("GET", 205, false)]
    [InlineData("GET", 304, false)]
    [InlineData("POST", 204, false)]
    public async Task Sends_a_body_where_there_may_be_one(string method, int status, bool hasBody)
    {
        await using var host = await DoorHost.StartAsync(exchange => AnswerAsync(exchange, status, Hello.Length, Hello));
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, true, [(":method", method), .. Get[1..]]));
        var (headers, body) = await ReadAsync(client);
        Assert.Equal(hasBody ? "hello" : "", body);
        Assert.Equal(method == "HEAD" || status is 205 or 304 || hasBody, headers.Contains("content-length", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ends_the_stream_with_the_last_piece()
    {
        await using var host = await DoorHost.StartAsync(exchange => AnswerAsync(exchange, 200, Hello.Length, Hello));
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, true, Get));
        var frames = new List<(byte Type, byte Flags)>();
        while (frames.Count == 0 || (frames[^1].Flags & EndStream) == 0)
        {
            var frame = await client.ReadAsync().WaitAsync(TimeSpan.FromSeconds(30));
            if (frame!.Value.Stream == 1)
            {
                frames.Add((frame.Value.Type, frame.Value.Flags));
            }
        }

        Assert.Equal([(Headers, EndHeaders), (Data, EndStream)], frames);
    }

    [Fact]
    public async Task Sends_pieces_of_unknown_length_at_once()
    {
        var goOn = new SemaphoreSlim(0);
        await using var host = await DoorHost.StartAsync(async exchange =>
        {
            exchange.Sink.Start(exchange.Response);
            foreach (var piece in new[] { "one", "two" })
            {
                Assert.True(await exchange.Sink.WriteAsync(Encoding.ASCII.GetBytes(piece)));
                await goOn.WaitAsync();
            }

            Assert.Equal(6, exchange.Sink.BodyBytes);
            Assert.True(await exchange.Sink.CompleteAsync());
        });
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, true, Get));
        foreach (var piece in new[] { "one", "two" })
        {
            (byte Type, byte Flags, int Stream, byte[] Payload)? frame;
            do
            {
                frame = await client.ReadAsync().WaitAsync(TimeSpan.FromSeconds(30));
            }
            while (frame!.Value.Type != Data);
            Assert.Equal(piece, Encoding.ASCII.GetString(frame.Value.Payload));
            goOn.Release();
        }

        Assert.Equal(EndStream, (await client.ReadAsync().WaitAsync(TimeSpan.FromSeconds(30)))!.Value.Flags);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resets_a_broken_answer(bool afterSomeOfIt)
    {
        await using var host = await DoorHost.StartAsync(async exchange =>
        {
            if (afterSomeOfIt)
            {
                exchange.Response.ContentLength = 100;
                exchange.Sink.Start(exchange.Response);
                await exchange.Sink.WriteAsync(Hello);
            }

            exchange.Sink.Abort();
            Assert.False(await exchange.Sink.WriteAsync(Hello));
            Assert.False(await exchange.Sink.CompleteAsync());
        });
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, true, Get));
        Assert.Equal("RST INTERNAL_ERROR", await ResetAsync(client));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(4)]
    public async Task Never_lets_an_answer_of_another_length_look_whole(int length)
    {
        await using var host = await DoorHost.StartAsync(exchange => AnswerAsync(exchange, 200, length, Hello));
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, true, Get));
        Assert.StartsWith("RST", await ResetAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drops_what_belongs_to_a_connection_of_HTTP_1_and_keeps_every_byte_of_the_rest()
    {
        await using var host = await DoorHost.StartAsync(async exchange =>
        {
            foreach (var (name, value) in new[]
            {
                ("Connection", "close"), ("Keep-Alive", "timeout=5"), ("Proxy-Connection", "x"), ("Transfer-Encoding", "chunked"), ("Upgrade", "x"),
                ("Date", "yesterday"), ("X-Latin", "caf\u00e9"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-Amzn-RequestId", "id"),
            })
            {
                exchange.Response.Add(Encoding.Latin1.GetBytes(name), Encoding.Latin1.GetBytes(value));
            }

            exchange.Response.ContentLength = 0;
            exchange.Sink.Start(exchange.Response);
            await exchange.Sink.CompleteAsync();
        });
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, true, Get));
        var (headers, _) = await ReadAsync(client);
        foreach (var name in new[] { "connection", "keep-alive", "transfer-encoding", "upgrade", "yesterday", "server" })
        {
            Assert.DoesNotContain(name, headers, StringComparison.Ordinal);
        }

        foreach (var text in new[] { "x-latin", "caf\u00e9", "a=1", "b=2", "x-amzn-requestid", "GMT" })
        {
            Assert.Contains(text, headers, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("close")]
    public async Task Tells_the_call_in_flight_that_the_client_has_gone(string how)
    {
        var gone = new TaskCompletionSource();
        var called = new TaskCompletionSource();
        await using var host = await DoorHost.StartAsync(async exchange =>
        {
            Assert.True(exchange.Client.Attach(new Call(gone)));
            called.SetResult();
            await gone.Task;
            Assert.True(exchange.Client.IsGone);
            exchange.Sink.Start(exchange.Response);
            Assert.False(await exchange.Sink.WriteAsync(Hello));
            Assert.False(await exchange.Sink.CompleteAsync());
        });
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, true, Get));
        await called.Task.WaitAsync(TimeSpan.FromSeconds(30));
        if (how == "reset")
        {
            await client.SendAsync(Frame(RstStream, 0, 1, [0, 0, 0, 8]));
        }
        else
        {
            await client.DisposeAsync();
        }

        await gone.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Says_goodbye_while_draining_and_serves_what_is_open()
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, false, Post));
        await client.SendAsync(Frame(Ping, 0, 0, new byte[8]));
        while ((await client.ReadAsync().WaitAsync(TimeSpan.FromSeconds(30)))!.Value is not { Type: Ping })
        {
        }

        host.Admission.CloseIdle();
        while ((await client.ReadAsync().WaitAsync(TimeSpan.FromSeconds(30)))!.Value.Type != GoAway)
        {
        }

        await client.SendAsync(Frame(Data, EndStream, 1, "x"u8));
        Assert.Equal("200", await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("closed", await client.OutcomeAsync(0).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Asks_clients_to_leave_with_their_next_request_while_draining()
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using var client = await ConnectAsync(host.Https);
        host.Admission.BeginDrain();
        await client.SendAsync(Request(1, true, Get));
        var types = new List<byte>();
        while (await client.ReadAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } frame)
        {
            types.Add(frame.Type);
        }

        Assert.Contains(Headers, types);
        Assert.Contains(GoAway, types);
    }

    private static async ValueTask AnswerAsync(Exchange exchange, int status, long length, byte[] body)
    {
        exchange.Response.Status = status;
        exchange.Response.ContentLength = length;
        exchange.Sink.Start(exchange.Response);
        await exchange.Sink.WriteAsync(body);
        await exchange.Sink.CompleteAsync();
    }

    /// <summary>The header block as bytes (nothing of it is compressed but names of the static table) and the body.</summary>
    private static async Task<(string Headers, string Body)> ReadAsync(FrameClient client)
    {
        string headers = "", body = "";
        while (await client.ReadAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } frame)
        {
            if (frame.Stream != 1 || frame.Type is not (Headers or Data))
            {
                continue;
            }

            if (frame.Type == Headers)
            {
                headers = Describe(frame.Payload);
            }
            else
            {
                body += Encoding.Latin1.GetString(frame.Payload);
            }

            if ((frame.Flags & EndStream) != 0)
            {
                break;
            }
        }

        return (headers, body);
    }

    // RFC 7541 appendix A: the few names that answers here have.
    private static string Describe(ReadOnlySpan<byte> block)
    {
        var text = Encoding.Latin1.GetString(block).ToLowerInvariant() + Encoding.Latin1.GetString(block);
        return block.ToArray().Any(static b => (b & 0x0F) == 0x0F) && HasContentLength(block) ? text + " content-length" : text;
    }

    // Literal without indexing, name index 28: 0x0F 0x0D.
    private static bool HasContentLength(ReadOnlySpan<byte> block) => block.IndexOf((ReadOnlySpan<byte>)[0x0F, 0x0D]) >= 0;

    private static async Task<string> ResetAsync(FrameClient client)
    {
        var outcome = await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30));
        return outcome == "200" ? await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)) : outcome;
    }

    private sealed class Call(TaskCompletionSource gone) : Foregate.DataPlane.Wire.Channels.Abortable
    {
        public override void Abort() => gone.TrySetResult();
    }
}
