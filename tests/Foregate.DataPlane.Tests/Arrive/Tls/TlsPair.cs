// SPDX-License-Identifier: Apache-2.0
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Arrive.Tls;
using Foregate.DataPlane.Tests.Wire;

namespace Foregate.DataPlane.Tests.Arrive.Tls;

/// <summary>Makes TLS of two connected sockets.</summary>
internal static class TlsPair
{
    /// <summary>The gateway's side as its channel, the client's as .NET's stream.</summary>
    public static async Task<(TlsDoorChannel Channel, SslStream Client)> SecureAsync(SocketPair pair, X509Certificate2 certificate)
    {
        var below = new SocketDoorChannel(pair.Near);
        var server = new SslStream(new ChannelStream(below), leaveInnerStreamOpen: true);
        var client = new SslStream(new NetworkStream(pair.Far));
        var accepting = server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate });
        await client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
        });
        await accepting;
        return (new TlsDoorChannel(server, below), client);
    }
}
