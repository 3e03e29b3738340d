// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>Where a back end is and how it is spoken to: requests share connections exactly when all of this is equal.</summary>
internal sealed record BackendOrigin
{
    /// <param name="isSecure">Whether it is spoken to through TLS.</param>
    /// <param name="host">Name or address, with or without the brackets of IPv6; case does not matter.</param>
    /// <param name="port">1-65535.</param>
    public BackendOrigin(bool isSecure, string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        IsSecure = isSecure;
        Host = (host[0] == '[' ? host.Trim('[', ']') : host).ToLowerInvariant();
        Port = port;

        // A name's final dot is for the resolver only: certificates and SNI are without it (RFC 6066 §3).
        ServerName = Host.TrimEnd('.');
    }

    public bool IsSecure { get; }

    public string Host { get; }

    public int Port { get; }

    /// <summary>The name sent as SNI and looked for in the certificate (AWS: tlsConfig.serverNameToVerify).</summary>
    public string ServerName { get; init; }

    /// <summary>
    /// AWS: tlsConfig.insecureSkipVerification: who issued the certificate is not asked; its name and its dates still are.
    /// </summary>
    public bool InsecureSkipVerification { get; init; }

    /// <summary>What is shown to a back end that asks for a certificate (AWS: a stage's clientCertificateId): PEM with the key, a secret. Null for nothing.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>As a URL, for people: https://example.org:443, with what sets it apart from its like.</summary>
    public override string ToString() =>
        (IsSecure ? "https://" : "http://") + (Host.Contains(':') ? $"[{Host}]" : Host) + string.Create(CultureInfo.InvariantCulture, $":{Port}")
        + (ServerName == Host.TrimEnd('.') ? "" : "#serverNameToVerify=" + ServerName) + (InsecureSkipVerification ? "#insecureSkipVerification" : "")
        + (ClientCertificate is null ? "" : "#clientCertificate");
}
