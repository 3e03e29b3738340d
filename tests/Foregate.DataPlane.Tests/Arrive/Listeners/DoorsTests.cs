// SPDX-License-Identifier: Apache-2.0
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Arrive.Http1;
using Foregate.DataPlane.Arrive.Http2;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.DataPlane.Tests.Arrive.Listeners;

public sealed class DoorsTests
{
    [Theory]
    [InlineData("h2", "h2")]
    [InlineData("http/1.1", "http/1.1")]
    [InlineData("http/1.1 h2", "h2")]
    [InlineData("", "")]
    public async Task With_tls_the_newest_protocol_that_both_speak_is_chosen(string offered, string chosen)
    {
        await using var host = await DoorHost.StartAsync(static _ => default);
        using var client = new TcpClient();
        await client.ConnectAsync(host.Https);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
            ApplicationProtocols = offered.Length == 0 ? null : [.. offered.Split(' ').Select(static name => new SslApplicationProtocol(name))],
        });
        Assert.Equal(chosen, Encoding.ASCII.GetString(tls.NegotiatedApplicationProtocol.Protocol.Span));
    }

    [Fact]
    public async Task Without_tls_only_http_1_is_spoken()
    {
        var served = 0;
        await using var host = await DoorHost.StartAsync(exchange =>
        {
            Interlocked.Increment(ref served);
            exchange.Response.Status = exchange.DoorRejection?.Status ?? 200;
            exchange.Response.ContentLength = 0;
            exchange.Sink.Start(exchange.Response);
            return new ValueTask(exchange.Sink.CompleteAsync().AsTask());
        });
        using var client = new TcpClient();
        await client.ConnectAsync(host.Http);
        await client.GetStream().WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var line = await reader.ReadLineAsync();
        Assert.Matches("^HTTP/1.1 (400|505) ", line);
        Assert.InRange(Volatile.Read(ref served), 0, 1);
    }

    [Fact]
    public void Sets_up_every_listener_and_no_cap_beside_admissions()
    {
        var options = new GatewayOptions();
        using var wheel = new TimerWheel(options.Time);
        using var admission = new Admission(options, NullLogger.Instance);
        ListenerAddress[] listeners = [ListenerAddress.Parse("http://127.0.0.1:8080"), ListenerAddress.Parse("unix:/run/gateway.sock"), ListenerAddress.Parse("http://[::1]:81")];
        var doors = new Doors(
            new DoorOptions { Listeners = listeners },
            options,
            wheel,
            admission,
            new Http1Door(options, wheel, admission, static _ => default),
            new Http2Door(options, wheel, admission, static _ => default),
            NullLoggerFactory.Instance);
        var kestrel = new KestrelServerOptions();
        kestrel.Limits.MaxConcurrentConnections = 1;
        doors.Configure(kestrel);
        Assert.Null(kestrel.Limits.MaxConcurrentConnections);
        Assert.Equal(listeners, doors.Bound());
    }
}
