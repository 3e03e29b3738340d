// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>.NET's own client, on HTTP/1.1 and on HTTP/2 over TLS.</summary>
public sealed class HttpClientTests(RunningGateway gateway)
{
    private const int Large = 9_999_991;

    private readonly ConcurrentBag<int> _connections = [];

    public static TheoryData<int> Versions => [1, 2];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Streams_are_answered_at_the_same_time(int version)
    {
        using var client = Client(version);
        // None of them is answered before all have reached the back end.
        var id = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => client.GetStringAsync($"to/meet/{id:N}/64")));
        Assert.All(answers, answer => Assert.Equal("met", answer));
        if (version == 2)
        {
            Assert.Single(_connections);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Requests_one_after_the_other_share_a_connection(int version)
    {
        using var client = Client(version);
        for (var i = 0; i < 50; i++)
        {
            using var response = await client.GetAsync($"to/bytes/{i}");
            Assert.Equal(version, response.Version.Major);
            Assert.Equal(Content.Bytes(i), await response.Content.ReadAsByteArrayAsync());
        }

        Assert.Single(_connections);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Large_bodies_arrive_whole_in_both_directions_at_once(int version)
    {
        using var client = Client(version);
        using var request = Request(HttpMethod.Put, "to/mirror", version);
        request.Content = new DuplexContent(Content.Bytes(Large));
        request.Headers.TransferEncodingChunked = version == 1;
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(Content.Hash(Large), Content.Hash(await response.Content.ReadAsByteArrayAsync()));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Large_bodies_side_by_side_do_not_mix(int version)
    {
        using var client = Client(version);
        var uploads = Enumerable.Range(1, 4).Select(async n =>
        {
            using var content = new ByteArrayContent(Content.Bytes(n * 700_001));
            using var response = await client.PostAsync("to/hash", content);
            Assert.Equal(Content.Hash(n * 700_001), await response.Content.ReadAsStringAsync());
        });
        var downloads = Enumerable.Range(1, 4).Select(async n =>
            Assert.Equal(Content.Hash(n * 800_003), Content.Hash(await client.GetByteArrayAsync($"to/{(n % 2 == 0 ? "bytes" : "chunks")}/{n * 800_003}"))));
        await Task.WhenAll([.. uploads, .. downloads]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_cancelled_request_is_cancelled_at_the_back_end(int version)
    {
        using var client = Client(version);
        var id = $"{Guid.NewGuid():N}";
        var hanging = gateway.Backend.HangingFor(id);
        using var cancel = new CancellationTokenSource();
        var asking = client.GetAsync($"to/hang/{id}", cancel.Token);
        await hanging.Arrived.Task.WaitAsync(ForegateProcess.Patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await hanging.Left.Task.WaitAsync(ForegateProcess.Patience);
    }

    [Fact]
    public async Task Cancelling_one_stream_leaves_its_neighbours_alone()
    {
        using var client = Client(2);
        var id = $"{Guid.NewGuid():N}";
        var hanging = gateway.Backend.HangingFor(id);
        using var cancel = new CancellationTokenSource();
        var neighbour = client.GetStringAsync($"to/meet/{id}/2");
        var asking = client.GetAsync($"to/hang/{id}", cancel.Token);
        await hanging.Arrived.Task.WaitAsync(ForegateProcess.Patience);
        await cancel.CancelAsync();
        await hanging.Left.Task.WaitAsync(ForegateProcess.Patience);
        Assert.Equal("met", await client.GetStringAsync($"to/meet/{id}/2"));
        Assert.Equal("met", await neighbour);
        Assert.Single(_connections);
    }

    [Fact]
    public async Task A_body_waits_for_100_continue()
    {
        using var client = Client(1);
        using var request = Request(HttpMethod.Post, "to/hash", 1);
        request.Content = new ByteArrayContent(Content.Bytes(50_000));
        request.Headers.ExpectContinue = true;
        using var response = await client.SendAsync(request);
        Assert.Equal(Content.Hash(50_000), await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Headers_and_bodies_arrive_as_they_were_said(int version)
    {
        using var client = Client(version);
        using var request = Request(HttpMethod.Patch, "to/echo/deep/down?q=%C3%A4", version);
        request.Headers.Add("x-mine", "one");
        request.Content = new StringContent("""{"say":"ä"}""");
        using var response = await client.SendAsync(request);
        var echo = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("PATCH", (string?)echo["method"]);
        Assert.Equal("/echo/deep/down?q=%C3%A4", (string?)echo["target"]);
        Assert.Equal("one", (string?)echo["headers"]!["x-mine"]);
        Assert.Equal("""{"say":"ä"}""", (string?)echo["body"]);
        Assert.Contains("apigw-requestid", response.Headers.Select(header => header.Key.ToLowerInvariant()));
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, int version) =>
        new(method, path) { Version = new Version(version, version == 1 ? 1 : 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact };

    private HttpClient Client(int version)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(gateway.Certificate);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            // Every new connection is counted, in place of what would otherwise make it.
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
                _connections.Add(1);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck };
        return new HttpClient(handler)
        {
            BaseAddress = new Uri((version == 1 ? gateway.Http : gateway.Https) + "/"),
            Timeout = 2 * ForegateProcess.Patience,
            DefaultRequestVersion = new Version(version, version == 1 ? 1 : 0),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    /// <summary>A body of a kind that lets HttpClient read the answer while it is still being sent: its own kinds do not.</summary>
    private sealed class DuplexContent(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
