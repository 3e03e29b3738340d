// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Upstream.Backends;

namespace Foregate.DataPlane.Pipeline;

/// <summary>What the connections to back ends tell of themselves in the metrics, by origin.</summary>
internal static class BackendGauges
{
    public static void AddTo(Gauges gauges, BackendPools pools)
    {
        Add("foregate_backend_connections", "gauge", "Connections to the back end that exist, those being made and those that idle included.", static b => b.OpenConnections);
        Add("foregate_backend_connections_idle", "gauge", "Connections to the back end that idle.", static b => b.IdleConnections);
        Add("foregate_backend_connections_opened_total", "counter", "Connections to the back end that were begun.", static b => b.OpenedConnections);
        Add("foregate_backend_connections_failed_total", "counter", "Connections to the back end that could not be made.", static b => b.FailedConnections);
        Add("foregate_backend_connections_reused_total", "counter", "Calls that were given a connection that had carried others.", static b => b.ReusedConnections);
        Add("foregate_backend_resolutions_failed_total", "counter", "How often the back end's name was asked for in vain.", static b => b.FailedResolutions);

        void Add(string name, string type, string help, Func<Backend, double> number) =>
            gauges.Each(name, help, type, "origin", () => Of(pools, number));
    }

    private static IEnumerable<(string Value, double Number)> Of(BackendPools pools, Func<Backend, double> number)
    {
        foreach (var backend in pools.Backends)
        {
            yield return (backend.Origin.ToString(), number(backend));
        }
    }
}
