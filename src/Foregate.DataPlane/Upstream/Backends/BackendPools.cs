// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>The back ends that anybody has called, by origin: a ledger, so that a new snapshot finds the connections of the old one.</summary>
internal sealed class BackendPools(BackendOptions options, TimerWheel wheel) : IDisposable
{
    private readonly ConcurrentDictionary<BackendOrigin, Backend> _backends = new();
    private readonly TargetPolicy _policy = new(options.DenyPrivateTargets, options.ManagementEndpoints);

    public static BackendPools Make(Ledgers ledgers) => new(
        new BackendOptions { DenyPrivateTargets = ledgers.Options.DenyPrivateTargets, ManagementEndpoints = ledgers.Options.ManagementEndpoints },
        ledgers.Of(static own => new TimerWheel(own.Options.Time)));

    /// <summary>All back ends, for metrics.</summary>
    public IEnumerable<Backend> Backends
    {
        get
        {
            foreach (var (_, backend) in _backends)
            {
                yield return backend;
            }
        }
    }

    /// <summary>The back end of this origin; the same one for equal origins.</summary>
    public Backend Get(BackendOrigin origin) =>
        _backends.GetOrAdd(origin, static (key, own) => new Backend(key, own.options, own._policy, own.wheel), (_policy, options, wheel));

    public void Dispose()
    {
        foreach (var (_, backend) in _backends)
        {
            backend.Close();
        }
    }
}
