// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Foregate.DataPlane.Arrive.Listeners;

namespace Foregate.DataPlane.Tests.Arrive.Listeners;

public sealed class GatewayServerTests
{
    [Theory]
    [InlineData("http", "1.1", "HTTP/1.1 - ")]
    [InlineData("https", "1.1", "HTTP/1.1 TLSv1.3 TLS_")]
    [InlineData("https", "2.0", "HTTP/1.1 TLSv1.3 TLS_")]
    public async Task Serves_both_protocols_through_their_doors(string scheme, string version, string expected)
    {
        await using var host = await DoorHost.StartAsync(async exchange =>
        {
            var connection = exchange.Connection;
            Assert.Equal(connection.IsTls, exchange.IsSecure);
            var text = $"HTTP/1.1 {connection.TlsVersion ?? "-"} {connection.CipherSuite}";
            exchange.Response.ContentLength = text.Length;
            exchange.Sink.Start(exchange.Response);
            await exchange.Sink.WriteAsync(Encoding.ASCII.GetBytes(text));
            await exchange.Sink.CompleteAsync();
        });
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{scheme}://{(scheme == "http" ? host.Http : host.Https)}/"))
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(version, response.Version.ToString());
        Assert.StartsWith(expected, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_the_ports_that_the_system_chose_on_either_family()
    {
        var doors = new DoorOptions { Listeners = [ListenerAddress.Parse("http://[::1]:0"), ListenerAddress.Parse("https://127.0.0.1:0")] };
        await using var host = await DoorHost.StartAsync(static _ => default, doors: doors);
        Assert.Equal(IPAddress.IPv6Loopback, host.Http.Address);
        Assert.NotEqual(0, host.Http.Port);
        Assert.NotEqual(0, host.Https.Port);
    }

    [Fact]
    public async Task Listens_on_a_Unix_socket()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Unix sockets");
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var doors = new DoorOptions { Listeners = [ListenerAddress.Parse("unix:" + path), ListenerAddress.Parse("http://127.0.0.1:0")] };
        await using var host = await DoorHost.StartAsync(Http2.Http2Handlers.StatusAsync, doors: doors);
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        using var response = await client.GetAsync(new Uri("http://localhost/"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Is_trusted_by_who_trusts_the_development_certificate()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var doors = new DoorOptions { Listeners = [ListenerAddress.Parse("https://127.0.0.1:0")], DataDirectory = directory.FullName };
            await using var host = await DoorHost.StartAsync(Http2.Http2Handlers.StatusAsync, doors: doors);
            using var trusted = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(directory.FullName, "development.crt"));
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(trusted);
            using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } });
            foreach (var name in new[] { "localhost", "127.0.0.1" })
            {
                using var response = await client.GetAsync(new Uri($"https://{name}:{host.Https.Port}/"));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
