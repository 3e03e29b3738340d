// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.AccessLogs;
using Foregate.DataPlane.Finish.Decisions;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Finish;

/// <summary>What Finish keeps for one route of a snapshot: its name in logs and decision records, and its counters by method.</summary>
internal sealed class RouteRecords(StagePlan? stage, RoutePlan? route, StageSeries series)
{
    private readonly RouteSeries?[] _byVerb = new RouteSeries?[HttpVerbs.Count];
    private readonly string _route = route?.ResourcePath ?? "";

    public RouteTrace Trace { get; } = RouteTrace.Of(stage, route);

    /// <summary>API, stage and route as members of the ready JSON line.</summary>
    public byte[] Origin { get; } = ReadyJson.Origin(stage?.ApiId, stage?.StageName, route?.RouteKey);

    public RouteSeries Of(HttpVerb verb) => _byVerb[(int)verb] ??= series.Of(_route, verb);
}
