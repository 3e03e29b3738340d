// SPDX-License-Identifier: Apache-2.0
using System.Net.Security;
using System.Security.Authentication;

namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>How handshakes with one certificate go: TLS 1.2 and 1.3, forward secrecy and authenticated encryption only.</summary>
internal sealed class HandshakeOptions(SslStreamCertificateContext certificate)
{
    /// <summary>The suites of TLS 1.2 that are served, best first. None of CBC, none without forward secrecy.</summary>
    public static TlsCipherSuite[] Tls12Suites { get; } =
    [
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ];

    /// <summary>For whoever shares TLS 1.3, or a suite of <see cref="Tls12Suites"/>, with us: sessions are resumed.</summary>
    public SslServerAuthenticationOptions Resumable { get; } = Make(certificate, SslProtocols.Tls12 | SslProtocols.Tls13, null);

    /// <summary>
    /// For TLS 1.2 clients that offer nothing we serve: they are refused by the list of suites. Apart from the others,
    /// because .NET keeps no sessions where a list is set (seen with OpenSSL, .NET 10.0).
    /// </summary>
    public SslServerAuthenticationOptions Strict { get; } = Make(certificate, SslProtocols.Tls12, Tls12Suites);

    private static SslServerAuthenticationOptions Make(SslStreamCertificateContext certificate, SslProtocols protocols, TlsCipherSuite[]? suites)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            EnabledSslProtocols = protocols,
            AllowRenegotiation = false,
            AllowTlsResume = true,
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        };
        if (suites is not null && OperatingSystem.IsLinux())
        {
            options.CipherSuitesPolicy = new CipherSuitesPolicy(suites);
        }

        return options;
    }
}
