// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;

namespace Foregate.DataPlane;

/// <summary>The mutable things of the gateway (buckets, pools, counters): one of each kind, older than any snapshot and outliving it.</summary>
internal sealed class Ledgers(GatewayOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<Type, object> _ledgers = new();

    public GatewayOptions Options { get; } = options;

    /// <summary>The ledger of this kind, made at first use.</summary>
    public T Of<T>(Func<Ledgers, T> make)
        where T : class => (T)_ledgers.GetOrAdd(typeof(T), static (_, state) => state.make(state.self), (make, self: this));

    public void Dispose()
    {
        foreach (var ledger in _ledgers.Values)
        {
            (ledger as IDisposable)?.Dispose();
        }
    }
}
