// SPDX-License-Identifier: Apache-2.0
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Foregate.DataPlane.Clients;

namespace Foregate.DataPlane.Tests.Arrive;

public sealed class PeerFactsTests
{
    [Theory]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, SslProtocols.Tls12, "TLSv1.2", "ECDHE-ECDSA-AES128-GCM-SHA256")]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, SslProtocols.Tls12, "TLSv1.2", "ECDHE-ECDSA-AES256-GCM-SHA384")]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, SslProtocols.Tls12, "TLSv1.2", "ECDHE-ECDSA-CHACHA20-POLY1305")]
    [InlineData(TlsCipherSuite.TLS_AES_128_GCM_SHA256, SslProtocols.Tls13, "TLSv1.3", "TLS_AES_128_GCM_SHA256")]
    public async Task Names_versions_and_suites_as_AWS_does(TlsCipherSuite suite, SslProtocols protocol, string version, string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a choice of cipher suites");
        ConnectionFacts? facts = null;
        await using var host = await DoorHost.StartAsync(exchange =>
        {
            facts = exchange.Connection;
            return Http2.Http2Handlers.StatusAsync(exchange);
        });
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(host.Https);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocol,
#pragma warning disable CA1416 // Skipped elsewhere.
            CipherSuitesPolicy = new CipherSuitesPolicy([suite]),
#pragma warning restore CA1416
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
        });
        await tls.WriteAsync("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(tls);
        Assert.StartsWith("HTTP/1.1 200", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.NotNull(facts);
        Assert.True(facts.IsTls);
        Assert.Equal(version, facts.TlsVersion);
        Assert.Equal(name, facts.CipherSuite);
        Assert.Equal("127.0.0.1", Encoding.ASCII.GetString(facts.RemoteAddress));
        Assert.Equal(host.Https.Port, facts.Local.Port);
    }
}
