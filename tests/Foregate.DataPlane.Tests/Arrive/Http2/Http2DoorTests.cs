// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

public sealed class Http2DoorTests
{
    [Fact]
    public async Task Fills_the_canonical_request_and_answers()
    {
        string? seen = null;
        await using var host = await DoorHost.StartAsync(async exchange =>
        {
            var request = exchange.Request;
            seen = Encoding.Latin1.GetString(request.Bytes, 0, request.End);
            exchange.Response.Status = 201;
            exchange.Response.Add("x-answer"u8, "1"u8);
            exchange.Response.ContentLength = 5;
            exchange.Sink.Start(exchange.Response);
            await exchange.Sink.WriteAsync("hello"u8.ToArray());
            await exchange.Sink.CompleteAsync();
        });
        using var client = Client();
        using var request = Request(HttpMethod.Post, host, "/a%2Fb//c?x=%20");
        request.Headers.Add("X-Two", ["1", "2"]);
        request.Headers.Host = "api.example.com";
        request.Content = new ByteArrayContent("abc"u8.ToArray());
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("1", string.Join(",", response.Headers.GetValues("x-answer")));
        Assert.Equal("hello", await response.Content.ReadAsStringAsync());
        Assert.NotNull(seen);
        Assert.StartsWith("POST /a%2Fb//c?x=%20 HTTP/1.1\r\n", seen, StringComparison.Ordinal);
        Assert.Contains("\r\nHost: api.example.com\r\n", seen, StringComparison.Ordinal);
        Assert.Contains("\r\ncontent-length: 3\r\n", seen, StringComparison.Ordinal);
        Assert.Contains("\r\nx-two: 1, 2\r\n", seen, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(1048575)]
    [InlineData(1048576)]
    [InlineData(1048577)]
    [InlineData(10485759)]
    [InlineData(10485760)]
    public async Task Carries_bodies_of_every_size_both_ways(int size)
    {
        var sent = new byte[size];
        new Random(size).NextBytes(sent);
        foreach (var known in new[] { true, false })
        {
            await using var host = await DoorHost.StartAsync(exchange => EchoAsync(exchange, known));
            using var client = Client();
            using var request = Request(HttpMethod.Post, host, "/");
            request.Content = known ? new ByteArrayContent(sent) : new StreamContent(new MemoryStream(sent));
            if (!known)
            {
                request.Content.Headers.ContentLength = null;
            }

            using var response = await client.SendAsync(request);
            Assert.True(await response.Content.ReadAsByteArrayAsync() is var received && sent.AsSpan().SequenceEqual(received));
        }
    }

    private static async ValueTask EchoAsync(Exchange exchange, bool known)
    {
        // Whole first: a client may read nothing before it has sent everything.
        using var whole = new MemoryStream();
        BodyChunk chunk;
        while ((chunk = await exchange.RequestBody.ReadAsync()).Status == BodyStatus.Data)
        {
            whole.Write(chunk.Bytes.Span);
        }

        Assert.Equal(BodyStatus.End, chunk.Status);
        exchange.Response.ContentLength = known ? whole.Length : -1;
        exchange.Sink.Start(exchange.Response);
        await exchange.Sink.WriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length));
        await exchange.Sink.CompleteAsync();
    }

    private static HttpClient Client() => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null },
    }) { Timeout = TimeSpan.FromSeconds(20) };

    private static HttpRequestMessage Request(HttpMethod method, DoorHost host, string target) =>
        new(method, new Uri($"https://{host.Https}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
}
