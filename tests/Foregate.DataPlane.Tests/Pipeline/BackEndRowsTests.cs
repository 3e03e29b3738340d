// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Arrive;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.DataPlane.Tests.Pipeline;

/// <summary>
/// Whatever a back end does, through the whole gateway: what clients of either protocol see of it, by method, and that the request
/// behind it is served as if nothing had been.
/// </summary>
public sealed class BackEndRowsTests
{
    private const string Refused = "502 {\"message\":\"Internal server error\"}";
    private const string Lost = "504 {\"message\":\"Network error communicating with endpoint\"}";

    // What the back end writes after it has read the request, what the client sees of it, and what of it with HEAD where that differs.
    private static readonly (string Name, string Answer, string Seen, string? Head)[] Rows =
    [
        ("a body with a length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "200 hello", "200 "),
        ("a body in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "200 hello", "200 "),
        ("a body in chunks with trailers", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n", "200 hello", "200 "),
        ("a body to the end", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello", "200 hello", "200 "),
        ("no body", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "200 ", null),
        ("204 with a length", "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\n", "204 ", null),
        ("304 with a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\n", "304 ", null),
        ("a redirect", "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n", "302 ", null),
        ("interim answers first", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "200 hello", "200 "),
        ("bytes behind the answer", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", "200 hello", "200 "),
        ("the end before an answer", "", Lost, "504 "),
        ("half a head", "HTTP/1.1 200 OK\r\nContent-", Lost, "504 "),
        ("a head without its body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", Refused, "200 "),
        ("half a body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello", "broken", "200 "),
        ("half the chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "broken", "200 "),
        ("a chunk that is none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n", "broken", "200 "),
        ("an answer that is none", "HELLO\r\n\r\n", Refused, "502 "),
        ("a bare line feed", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", Refused, "502 "),
        ("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", Refused, "502 "),
        ("a length beside chunks", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", Refused, "502 "),
        ("another coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", Refused, "502 "),
        ("a status below 100", "HTTP/1.1 099 Low\r\nContent-Length: 0\r\n\r\n", Refused, "502 "),
        ("a status above 599", "HTTP/1.1 999 High\r\nContent-Length: 0\r\n\r\n", Refused, "502 "),
        ("a control byte", "HTTP/1.1 200 OK\r\nX-A: a\u0007b\r\nContent-Length: 0\r\n\r\n", Refused, "502 "),
        ("101 that nobody asked for", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", Refused, "502 "),
        ("interim answers without end", string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 50)), Refused, "502 "),
        ("a head too large", "HTTP/1.1 200 OK\r\nX-A: " + new string('a', 200_000) + "\r\n\r\n", Refused, "502 "),
    ];

    public static TheoryData<string, string, int> Calls()
    {
        var calls = new TheoryData<string, string, int>();
        foreach (var row in Rows)
        {
            foreach (var method in new[] { "GET", "POST", "HEAD" })
            {
                calls.Add(row.Name, method, 1);
                calls.Add(row.Name, method, 2);
            }
        }

        return calls;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Each_client_sees_what_became_of_the_back_end(string name, string method, int version)
    {
        var row = Array.Find(Rows, r => r.Name == name);
        var attempts = 0;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                if (request.Head.Contains("/after", StringComparison.Ordinal))
                {
                    await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nafter");
                    continue;
                }

                Interlocked.Increment(ref attempts);
                await connection.WriteAsync(method == "HEAD" ? HeadsOf(row.Answer) : row.Answer);
                if (row.Answer.Length == 0 || row.Seen is "broken" || row.Answer.Contains("close", StringComparison.Ordinal) || row.Seen.StartsWith("50", StringComparison.Ordinal))
                {
                    return;
                }
            }
        });
        using var gateway = Gateway(backEnd.Port);
        await using var doors = await DoorHost.StartAsync(gateway.Handler);
        using var client = Client();
        Assert.Equal(method == "HEAD" ? row.Head ?? row.Seen : row.Seen, await CallAsync(client, doors, method, "/row", version));
        Assert.Equal(1, attempts);
        Assert.Equal("200 after", await CallAsync(client, doors, "GET", "/after", version));
    }

    /// <summary>The answer comes before the body has been sent. On HTTP/2 only: .NET's client reads nothing on HTTP/1.1 before it has sent all.</summary>
    [Fact]
    public async Task An_answer_before_the_end_of_an_upload_reaches_the_client_at_once()
    {
        await using var backEnd = new ScriptedBackEnd(static async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.WriteAsync("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
            await connection.ReadToEndAsync();
        });
        using var gateway = Gateway(backEnd.Port);
        await using var doors = await DoorHost.StartAsync(gateway.Handler);
        using var client = Client();
        using var goOn = new SemaphoreSlim(0);
        using var request = Request(doors, "POST", "/row", version: 2);
        request.Content = new EndlessContent(goOn);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        goOn.Release();
    }

    private static Gateway Gateway(int port)
    {
        var method = GivenAccount.Get with
        {
            HttpMethod = "ANY",
            MethodIntegration = new Integration
            {
                Type = IntegrationType.HttpProxy,
                HttpMethod = "ANY",
                Uri = $"http://127.0.0.1:{port}/{{proxy}}",
                RequestParameters = OrdinalMap.Empty<string>().Add("integration.request.path.proxy", "method.request.path.proxy"),
            },
            RequestParameters = OrdinalMap.Empty<bool>().Add("method.request.path.proxy", true),
        };
        var gateway = new Gateway(new GatewayOptions(), NullLogger.Instance);
        var (snapshot, faults) = gateway.Compile(GivenAccount.Rest("/{proxy+}", method));
        Assert.Empty(faults);
        gateway.Swap(snapshot!);
        return gateway;
    }

    private static HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null },
    }) { Timeout = TimeSpan.FromSeconds(30) };

    private static HttpRequestMessage Request(DoorHost doors, string method, string path, int version) =>
        new(new HttpMethod(method), $"https://{doors.Https}/_aws/execute-api/rest123456/prod{path}")
        {
            Version = version == 2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

    private static async Task<string> CallAsync(HttpClient client, DoorHost doors, string method, string path, int version)
    {
        using var request = Request(doors, method, path, version);
        request.Content = method == "POST" ? new ByteArrayContent(new byte[3000]) : null;
        try
        {
            using var response = await client.SendAsync(request);
            return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
        }
        catch (HttpRequestException)
        {
            return "broken";
        }
    }

    private static string HeadsOf(string answer)
    {
        var end = answer.Contains("evil", StringComparison.Ordinal) ? 0 : Math.Max(answer.LastIndexOf("HTTP/1.", StringComparison.Ordinal), 0);
        var close = answer.IndexOf("\r\n\r\n", end, StringComparison.Ordinal);
        return close < 0 ? answer : answer[..(close + 4)];
    }

    /// <summary>A body that begins and does not go on until it is told to, and then is broken off.</summary>
    private sealed class EndlessContent(SemaphoreSlim goOn) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('x', 1000)));
            await stream.FlushAsync();
            await goOn.WaitAsync();
            throw new IOException("The client has its answer.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 100_000;
            return true;
        }
    }
}
