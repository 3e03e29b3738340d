// SPDX-License-Identifier: Apache-2.0
using System.Net.Security;
using System.Security.Authentication;

namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>
/// How handshakes with one certificate go: TLS 1.2 and 1.3, forward secrecy and authenticated encryption only. Three contexts, because
/// .NET resumes no sessions where a list of suites is set, and serves CBC where none is (seen with OpenSSL, .NET 10.0).
/// </summary>
internal sealed class HandshakeOptions
{
    private static readonly TlsCipherSuite[] Tls12Suites =
    [
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ];

    private readonly SslServerAuthenticationOptions _tls13;
    private readonly SslServerAuthenticationOptions _tls12;
    private readonly SslServerAuthenticationOptions _strict;
    private readonly bool _isEcdsa;

    public HandshakeOptions(SslStreamCertificateContext certificate, bool isEcdsa)
    {
        _isEcdsa = isEcdsa;
        _tls13 = Make(certificate, SslProtocols.Tls13, null);
        _tls12 = Make(certificate, SslProtocols.Tls12, null);
        _strict = OperatingSystem.IsLinux() ? Make(certificate, SslProtocols.Tls12, new CipherSuitesPolicy(Tls12Suites)) : _tls12;
    }

    /// <summary>
    /// TLS 1.3 has no weak suites. With TLS 1.2 the server's order decides and begins with AES-GCM: whoever offers that gets it. All others
    /// get what the list has for them, or nothing.
    /// </summary>
    public SslServerAuthenticationOptions For(ClientHello hello) =>
        hello.OffersTls13 ? _tls13
        : (_isEcdsa ? hello.OffersEcdsaGcm : hello.OffersRsaGcm) ? _tls12
        : _strict;

    private static SslServerAuthenticationOptions Make(SslStreamCertificateContext certificate, SslProtocols protocols, CipherSuitesPolicy? suites) => new()
    {
        ServerCertificateContext = certificate,
        EnabledSslProtocols = protocols,
        CipherSuitesPolicy = suites,
        AllowRenegotiation = false,
        AllowTlsResume = true,
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
    };
}
