// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Tls;

namespace Foregate.DataPlane.Arrive.Listeners;

/// <summary>Where the gateway listens and with which certificates; fixed for the life of the process.</summary>
public sealed record DoorOptions
{
    public required IReadOnlyList<ListenerAddress> Listeners { get; init; }

    /// <summary>Certificates for TLS listeners; the first serves clients that name no known server. Empty makes a development certificate.</summary>
    public IReadOnlyList<CertificateSource> Certificates { get; init; } = [];

    /// <summary>Where the development certificate is kept; null keeps it in memory only.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Connections that may wait to be accepted, per listener.</summary>
    public int Backlog { get; init; } = 1024;
}
