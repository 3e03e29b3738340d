// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Foregate.DataPlane.Clients;
using Microsoft.AspNetCore.Connections;

namespace Foregate.DataPlane.Arrive;

/// <summary>Reads what is true of a connection for all its requests, whichever door it goes through.</summary>
internal static class PeerFacts
{
    // A Unix domain socket has no address: AWS's variables then show the unspecified one.
    private static readonly IPEndPoint Nowhere = new(IPAddress.Any, 0);

    /// <param name="tls">After its handshake; null without TLS.</param>
    public static ConnectionFacts Read(ConnectionContext connection, SslStream? tls = null)
    {
        var remote = connection.RemoteEndPoint as IPEndPoint ?? Nowhere;
        var local = connection.LocalEndPoint as IPEndPoint ?? Nowhere;
        return tls is null
            ? new ConnectionFacts(remote, local, isTls: false)
            : new ConnectionFacts(remote, local, isTls: true)
            {
                TlsVersion = tls.SslProtocol switch
                {
                    SslProtocols.Tls12 => "TLSv1.2",
                    SslProtocols.Tls13 => "TLSv1.3",
                    _ => tls.SslProtocol.ToString(),
                },
                CipherSuite = CipherName(tls.NegotiatedCipherSuite),
            };
    }

    /// <summary>As AWS logs suites: OpenSSL's names for TLS 1.2, the standard's for TLS 1.3.</summary>
    private static string CipherName(TlsCipherSuite suite) => suite switch
    {
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 => "ECDHE-ECDSA-AES128-GCM-SHA256",
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 => "ECDHE-RSA-AES128-GCM-SHA256",
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 => "ECDHE-ECDSA-AES256-GCM-SHA384",
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 => "ECDHE-RSA-AES256-GCM-SHA384",
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256 => "ECDHE-ECDSA-CHACHA20-POLY1305",
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256 => "ECDHE-RSA-CHACHA20-POLY1305",
        _ => suite.ToString(),
    };
}
