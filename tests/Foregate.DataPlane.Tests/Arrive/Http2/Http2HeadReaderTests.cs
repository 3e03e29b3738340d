// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Arrive.Http2;
using Foregate.DataPlane.Wire.Heads;
using Foregate.DataPlane.Wire.Hpack;
using HttpProtocol = Foregate.DataPlane.Wire.HttpProtocol;
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>The canonical request that the door makes of header blocks, seen from behind the door.</summary>
public sealed class Http2HeadReaderTests
{
    [Fact]
    public async Task Writes_names_in_lower_case_and_values_byte_for_byte()
    {
        var head = await WriteAsync(
            ("user-agent", "x/1"), ("accept", "*/*"), ("x-latin", "caf\u00e9 \u00ff"), ("x-utf8", "caf\u00c3\u00a9"), ("x-twice", "1"), ("x-tab", "a\tb"), ("x-twice", "2"), ("x-empty", ""));
        Assert.StartsWith("GET / HTTP/1.1\r\n", head, StringComparison.Ordinal);
        foreach (var line in new[]
        {
            "Host: a.example", "user-agent: x/1", "accept: */*", "x-latin: caf\u00e9 \u00ff", "x-utf8: caf\u00c3\u00a9", "x-tab: a\tb", "x-empty: ",
        })
        {
            Assert.Contains("\r\n" + line + "\r\n", head, StringComparison.Ordinal);
        }

        // In the order they came.
        Assert.Contains("\r\nx-twice: 1\r\nx-tab: a\tb\r\nx-twice: 2\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Joins_the_crumbs_of_a_cookie() =>
        Assert.Contains("\r\ncookie: a=1; b=2; c=3\r\n", await WriteAsync(("cookie", "a=1"), ("x", "y"), ("cookie", "b=2"), ("cookie", "c=3")), StringComparison.Ordinal);

    [Fact]
    public async Task Says_the_protocol_it_came_by()
    {
        HttpProtocol? protocol = null;
        await using var host = await DoorHost.StartAsync(exchange =>
        {
            protocol = exchange.Request.Protocol;
            return Http2Handlers.StatusAsync(exchange);
        });
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, true, Get));
        Assert.Equal("200", await client.OutcomeAsync(1));
        Assert.Equal(HttpProtocol.Http2, protocol);
    }

    /// <summary>A request's size against the limits of the default quotas.</summary>
    [Theory]
    [InlineData(10_240, 0, "200")]
    [InlineData(10_241, 0, "414")]
    [InlineData(30_000, 0, "414")]
    [InlineData(1, 10_240, "200")]
    [InlineData(1, 10_241, "431")]
    [InlineData(1, 12_000, "431")]
    [InlineData(1, 30_000, "431")]
    [InlineData(10_240, 10_240, "200")]
    [InlineData(10_240, 10_241, "431")]
    public async Task Refuses_what_is_longer_than_AWS_takes_by_name(int target, int headers, string expected)
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using var client = await ConnectAsync(host.Https);
        var fields = Get.ToList();
        fields[3] = (":path", "/" + new string('a', target - 1));

        // "host: a.example" and the line ends count as on HTTP/1.1.
        for (var left = headers - "host: a.example\r\n".Length; left > 0;)
        {
            var value = Math.Min(left, 1000) is var line && left - line is > 0 and < 20 ? line - 20 : line;
            fields.Add(("x", new string('v', value - "x: \r\n".Length)));
            left -= value;
        }

        var block = Block(fields);
        var frames = new List<byte>(Frame(Headers, EndStream, 1, block.AsSpan(0, Math.Min(block.Length, 16_000))));
        for (var at = 16_000; at < block.Length; at += 16_000)
        {
            frames.AddRange(Frame(Continuation, 0, 1, block.AsSpan(at, Math.Min(16_000, block.Length - at))));
        }

        frames.AddRange(Frame(Continuation, EndHeaders, 1, []));
        await client.SendAsync(frames.ToArray());
        Assert.Equal(expected, await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData(254, "200")]
    [InlineData(256, "431")]
    [InlineData(400, "431")]
    public async Task Refuses_more_headers_than_a_table_takes(int count, string expected)
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, true, [.. Get, .. Enumerable.Range(0, count).Select(static i => ("x" + i, "1"))]));
        Assert.Equal(expected, await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Writes_each_of_many_requests_of_a_connection_alone()
    {
        // A stream's objects serve the next one: nothing of one request may show in it.
        var heads = new List<string>();
        await using var host = await DoorHost.StartAsync(exchange =>
        {
            heads.Add(Text(exchange));
            return Http2Handlers.StatusAsync(exchange);
        });
        await using var client = await ConnectAsync(host.Https);
        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync(Request((2 * i) + 1, true, (":method", "GET"), (":scheme", "https"), (":authority", $"h{i % 3}.example"), (":path", "/" + i), ($"x{i % 4}", "v" + (i % 5))));
            Assert.Equal("200", await client.OutcomeAsync((2 * i) + 1));
            Assert.Equal($"GET /{i} HTTP/1.1\r\nHost: h{i % 3}.example\r\nx{i % 4}: v{i % 5}\r\n\r\n", heads[i]);
        }
    }

    [Fact]
    public void Allocates_nothing()
    {
        var block = Block([.. Post, ("user-agent", "client/1.0"), ("accept", "*/*"), ("x-api-key", "0123456789"), ("content-length", "123"), ("cookie", "a=1"), ("cookie", "b=2")]);
        var head = new RequestHead(20_000);
        var decoder = new HpackDecoder(4096);
        var reader = new Http2HeadReader(20_000);
        Assert.Equal(0, GivenRequest.Allocated(() =>
        {
            reader.Read(new HpackReader(decoder, block), head);
            Assert.True(reader is { Fault: HeadFault.None, IsMalformed: false, ConnectionError: Http2Error.NoError });
        }));
    }

    private static async Task<string> WriteAsync(params (string, string)[] fields)
    {
        var head = "";
        await using var host = await DoorHost.StartAsync(exchange =>
        {
            head = Text(exchange);
            return Http2Handlers.StatusAsync(exchange);
        });
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, true, [.. Get, .. fields]));
        Assert.Equal("200", await client.OutcomeAsync(1).WaitAsync(TimeSpan.FromSeconds(30)));
        return head;
    }

    private static string Text(Exchange exchange) => Encoding.Latin1.GetString(exchange.Request.Bytes, 0, exchange.Request.End);
}
