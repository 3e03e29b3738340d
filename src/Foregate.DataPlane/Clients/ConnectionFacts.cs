// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;

namespace Foregate.DataPlane.Clients;

/// <summary>What is known of a connection for all its requests.</summary>
internal sealed class ConnectionFacts(IPEndPoint remote, IPEndPoint local, bool isTls)
{
    public IPEndPoint Remote { get; } = remote;

    public IPEndPoint Local { get; } = local;

    public bool IsTls { get; } = isTls;

    /// <summary>The peer's address as text; IPv4-mapped IPv6 addresses in IPv4 form.</summary>
    public byte[] RemoteAddress { get; } = Text(remote.Address);

    /// <summary>Our own address on this connection, written like <see cref="RemoteAddress"/>.</summary>
    public byte[] LocalAddress { get; } = Text(local.Address);

    public byte[] LocalPort { get; } = Encoding.ASCII.GetBytes(local.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>As $context.tlsVersion, for example TLSv1.3; null without TLS.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>As $context.cipherSuite; null without TLS.</summary>
    public string? CipherSuite { get; init; }

    private static byte[] Text(IPAddress address) =>
        Encoding.ASCII.GetBytes((address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString());
}
