// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Net;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Upstream.VpcLinks;

/// <summary>The targets of VPC links by how they are spoken to: a ledger, so that a new snapshot finds the health that the old one knew.</summary>
internal sealed class TargetGroups(Ledgers ledgers) : IDisposable
{
    private readonly ConcurrentDictionary<(string Link, BackendOrigin Spoken), TargetGroup> _groups = new();

    public static Func<Ledgers, TargetGroups> Make { get; } = static ledgers => new TargetGroups(ledgers);

    /// <summary>The group of a link.</summary>
    /// <param name="link">An id or an ARN that the options name targets for.</param>
    /// <param name="spoken">The origin of the integration's URI: its scheme, and the name that certificates are to be for.</param>
    public TargetGroup Get(string link, BackendOrigin spoken) => _groups.GetOrAdd((link, spoken), static (key, own) => own.New(key.Link, key.Spoken), this);

    public void Dispose()
    {
        foreach (var group in _groups.Values)
        {
            group.Close();
        }
    }

    private TargetGroup New(string link, BackendOrigin spoken)
    {
        var pools = ledgers.Of(BackendPools.Make);
        var addresses = ledgers.Options.VpcLinks[link];
        var targets = new Target[addresses.Count];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = new Target(addresses[i], pools.Get(At(addresses[i], spoken)));
        }

        return new TargetGroup(targets, ledgers.Of(static own => new TimerWheel(own.Options.Time)), ledgers.Options.Time);
    }

    private static BackendOrigin At(DnsEndPoint address, BackendOrigin spoken) =>
        new(spoken.IsSecure, address.Host, address.Port) { ServerName = spoken.ServerName, InsecureSkipVerification = spoken.InsecureSkipVerification, ClientCertificate = spoken.ClientCertificate };
}
