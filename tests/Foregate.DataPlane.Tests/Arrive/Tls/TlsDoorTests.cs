// SPDX-License-Identifier: Apache-2.0
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Arrive.Tls;

public sealed class TlsDoorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Nothing, half a hello, a whole hello without the rest of a handshake.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("16030100")]
    [InlineData("160301020001")]
    public async Task A_client_that_does_not_finish_its_handshake_is_cut_off(string sent)
    {
        var time = new FakeTimeProvider();
        await using var host = await DoorHost.StartAsync(static _ => default, new GatewayOptions { Time = time });
        using var client = new TcpClient();
        await client.ConnectAsync(host.Https);
        await client.GetStream().WriteAsync(Convert.FromHexString(sent));
        while (host.Admission.Connections == 0)
        {
            await Task.Yield();
        }

        var read = client.GetStream().ReadAsync(new byte[1]).AsTask();
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(read.IsCompleted);
        await Assert.ThrowsAsync<IOException>(() => AdvanceUntilAsync(time, read));
    }

    [Fact]
    public async Task What_is_no_TLS_is_refused_by_an_alert_and_an_end()
    {
        await using var host = await DoorHost.StartAsync(static _ => default);
        using var client = new TcpClient();
        await client.ConnectAsync(host.Https);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
        using var received = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(received).WaitAsync(Patience);
        }
        catch (IOException)
        {
            // Reset behind the alert: as good an end.
        }

        Assert.DoesNotContain("HTTP/"u8.ToArray(), received.ToArray().Chunk(5));
    }

    [Theory]
    [InlineData("h2")]
    [InlineData("http/1.1")]
    public async Task A_client_is_told_that_nothing_was_cut_off(string protocol)
    {
        await using var host = await DoorHost.StartAsync(Http2.Http2Handlers.StatusAsync);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(host.Https);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
            ApplicationProtocols = [new SslApplicationProtocol(protocol)],
        });
        await tls.WriteAsync("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"u8.ToArray());
        // On h2 that is no preface: GOAWAY, and the end.
        using var received = new MemoryStream();
        await tls.CopyToAsync(received).WaitAsync(Patience);
        Assert.True(received.Length > 0);
    }

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Task ended)
    {
        for (var i = 0; i < 1000 && !ended.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(ended, Task.Delay(10));
        }

        await ended;
    }
}
