// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Finish.Metrics;

/// <summary>What is counted of one stage: its routes' series and its refusals by reason. Belongs to AWS ids, not to a snapshot.</summary>
internal sealed class StageSeries(string apiId, string stage)
{
    /// <summary>Series of one stage at most (AWS: 300 resources of seven methods); what comes after shares one.</summary>
    public const int MaxSeries = 4_096;

    private static readonly int Reasons = Enum.GetValues<RejectionReason>().Length;
    private static readonly int Stride = Stripes.Stride(Reasons);

    private readonly long[] _rejections = Stripes.Room(Stride);
    private readonly ConcurrentDictionary<(string Route, HttpVerb Verb), RouteSeries> _routes = new();
    private readonly Lock _lock = new();
    private RouteSeries? _others;

    public string ApiId { get; } = apiId;

    public string Stage { get; } = stage;

    /// <summary>What CloudWatch's metrics call it; null for a stage of another kind of API.</summary>
    public RestMetricNames? RestNames { get; set; }

    /// <summary>The series of a route's method, made at first use.</summary>
    public RouteSeries Of(string route, HttpVerb verb)
    {
        if (_routes.TryGetValue((route, verb), out var series))
        {
            return series;
        }

        lock (_lock)
        {
            if (_routes.Count >= MaxSeries && !_routes.ContainsKey((route, verb)))
            {
                return _others ??= new RouteSeries("(other)", "");
            }

            return _routes.GetOrAdd((route, verb), static key => new RouteSeries(key.Route, NameOf(key.Verb)));
        }
    }

    public void CountRejection(RejectionReason reason) =>
        Interlocked.Increment(ref _rejections[Stripes.Apart + (Stripes.Current * Stride) + (int)reason]);

    public long Rejections(RejectionReason reason) => Stripes.Sum(_rejections, Stride, (int)reason);

    /// <summary>Requests that the stage's cache answered, and those that it had nothing for.</summary>
    public (long Hits, long Misses) Cache()
    {
        var (hits, misses) = (0L, 0L);
        foreach (var route in Routes())
        {
            hits += route.CacheHits;
            misses += route.CacheMisses;
        }

        return (hits, misses);
    }

    /// <summary>All series, in no order.</summary>
    public List<RouteSeries> Routes()
    {
        var routes = new List<RouteSeries>(_routes.Values);
        if (Volatile.Read(ref _others) is { } others)
        {
            routes.Add(others);
        }

        return routes;
    }

    // A method of the client's invention must not make a series of its own.
    private static string NameOf(HttpVerb verb) =>
        verb == HttpVerb.Other ? "OTHER" : System.Text.Encoding.ASCII.GetString(HttpVerbs.Bytes(verb));
}
