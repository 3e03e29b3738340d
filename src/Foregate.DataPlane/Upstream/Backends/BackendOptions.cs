// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>How connections to back ends are made and kept; one for all of them.</summary>
internal sealed record BackendOptions
{
    /// <summary>Idle connections kept for one origin; more are closed after use.</summary>
    public int MaxIdlePerOrigin { get; init; } = 512;

    /// <summary>How long a connection may idle. Below the 60 s after which many servers close, so that we close first.</summary>
    public int IdleMilliseconds { get; init; } = 50_000;

    /// <summary>
    /// How long resolved addresses are used unasked. The system's resolver does not tell the records' own time, and caches itself: asking
    /// it often is cheap and follows changes.
    /// </summary>
    public int AddressMilliseconds { get; init; } = 10_000;

    /// <summary>How long one address may take to connect while others are left to try.</summary>
    public int ConnectPatienceMilliseconds { get; init; } = 2_000;

    public bool DenyPrivateTargets { get; init; }

    /// <summary>Listeners of our own that no integration may reach.</summary>
    public IReadOnlyList<IPEndPoint> ManagementEndpoints { get; init; } = [];

    /// <summary>Finds the addresses of a host. No address, or an exception, means that the name does not resolve.</summary>
    public Func<string, Task<IPAddress[]>> Resolver { get; init; } = static host => Dns.GetHostAddressesAsync(host);

    /// <summary>Roots to trust instead of the system's; null for the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }
}
