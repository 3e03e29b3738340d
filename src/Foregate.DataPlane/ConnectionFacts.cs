// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;

namespace Foregate.DataPlane;

/// <summary>What is known of a connection for all its requests.</summary>
internal sealed class ConnectionFacts(IPEndPoint remote, IPEndPoint local, bool isTls)
{
    public IPEndPoint Remote { get; } = remote;

    public IPEndPoint Local { get; } = local;

    public bool IsTls { get; } = isTls;

    /// <summary>The peer's address as text; IPv4-mapped IPv6 addresses in IPv4 form.</summary>
    public byte[] RemoteAddress { get; } = Encoding.ASCII.GetBytes(
        (remote.Address.IsIPv4MappedToIPv6 ? remote.Address.MapToIPv4() : remote.Address).ToString());

    public byte[] LocalPort { get; } = Encoding.ASCII.GetBytes(local.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>As $context.tlsVersion, for example TLSv1.3; null without TLS.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>As $context.cipherSuite; null without TLS.</summary>
    public string? CipherSuite { get; init; }
}
