// SPDX-License-Identifier: Apache-2.0
using System.Net;
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
}
