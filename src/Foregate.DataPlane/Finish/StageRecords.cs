// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Foregate.DataPlane.Finish.AccessLogs;
using Foregate.DataPlane.Finish.Lines;
using Foregate.DataPlane.Finish.Metrics;

namespace Foregate.DataPlane.Finish;

/// <summary>What Finish keeps for one stage of a snapshot: its log format, its counters, and what it knows of each route.</summary>
internal sealed class StageRecords
{
    private readonly ConcurrentDictionary<RoutePlan, RouteRecords> _routes = new();
    private RouteRecords? _unrouted;

    private StageRecords(ILineFormat format, StageSeries series)
    {
        Format = format;
        Series = series;
    }

    public ILineFormat Format { get; }

    public StageSeries Series { get; }

    /// <summary>For a stage of a REST API.</summary>
    public static StageRecords For(Foregate.Definitions.ApiGateway.AccessLogSettings? settings, Compilation compilation) =>
        For(settings?.Format, compilation);

    /// <summary>The same, with CloudWatch's metrics of a REST API.</summary>
    public StageRecords Named(Foregate.Definitions.ApiGateway.RestApi api, Foregate.Definitions.ApiGateway.Stage stage)
    {
        Series.RestNames = new RestMetricNames(api.Name, api.Id, stage.MethodSettings);
        return this;
    }

    /// <summary>For a stage of an HTTP API.</summary>
    public static StageRecords For(Foregate.Definitions.ApiGatewayV2.AccessLogSettings? settings, Compilation compilation) =>
        For(settings?.Format, compilation);

    /// <summary>For requests that no stage answers.</summary>
    public static StageRecords Nowhere(RequestMetrics metrics) => new(ReadyJson.Instance, metrics.Of("", ""));

    /// <summary>What is kept for the route a request took, or for none; made at its first request.</summary>
    public RouteRecords Of(StagePlan? stage, RoutePlan? route)
    {
        if (route is null)
        {
            return _unrouted ??= new RouteRecords(stage, null, Series);
        }

        return _routes.TryGetValue(route, out var records) ? records : _routes.GetOrAdd(route, new RouteRecords(stage, route, Series));
    }

    private static StageRecords For(string? format, Compilation compilation)
    {
        var template = string.IsNullOrEmpty(format)
            ? null
            : AccessLogTemplate.For(format, compilation.At(compilation.Path + "/accessLogSettings/format"));
        var series = Recorder.Of(compilation.Ledgers).Metrics.Of(compilation.ApiId, compilation.StageName);
        return new StageRecords((ILineFormat?)template ?? ReadyJson.Instance, series);
    }
}
