// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Finish.Metrics;

/// <summary>
/// The ledger of all requests' counters, by AWS ids. A stage's counters live as long as a snapshot serves the stage: the next
/// snapshot takes them over, and those of a deleted stage go, so that years of deployments do not pile up.
/// </summary>
internal sealed class RequestMetrics
{
    private readonly Dictionary<(string ApiId, string Stage), WeakReference<StageSeries>> _stages = [];
    private readonly Lock _lock = new();

    /// <summary>The series of a stage: those that count already, or new ones. The caller keeps them alive.</summary>
    public StageSeries Of(string apiId, string stage)
    {
        lock (_lock)
        {
            if (_stages.TryGetValue((apiId, stage), out var known) && known.TryGetTarget(out var series))
            {
                return series;
            }

            series = new StageSeries(apiId, stage);
            _stages[(apiId, stage)] = new WeakReference<StageSeries>(series);
            return series;
        }
    }

    /// <summary>All stages that are served, in the order of their ids.</summary>
    public List<StageSeries> Stages()
    {
        var stages = new List<StageSeries>();
        lock (_lock)
        {
            foreach (var (key, reference) in _stages)
            {
                if (reference.TryGetTarget(out var series))
                {
                    stages.Add(series);
                }
                else
                {
                    _stages.Remove(key);
                }
            }
        }

        stages.Sort(static (a, b) => string.CompareOrdinal(a.ApiId, b.ApiId) is var order and not 0 ? order : string.CompareOrdinal(a.Stage, b.Stage));
        return stages;
    }

    /// <summary>Writes the request families: grouped by name, as the text format wants them.</summary>
    public void WriteTo(PrometheusText text)
    {
        var stages = Stages();
        WriteRequests(text, stages);
        WriteDurations(text, stages, integration: false);
        WriteDurations(text, stages, integration: true);
        WriteRejections(text, stages);
        WriteCaches(text, stages);
        RestMetrics.WriteTo(text, stages);
    }

    private static void WriteCaches(PrometheusText text, List<StageSeries> stages)
    {
        text.Family("foregate_cache_hits_total", "Requests that the stage's cache answered (CacheHitCount).", "counter");
        foreach (var stage in stages)
        {
            if (stage.Cache() is var (hits, misses) && hits + misses > 0)
            {
                text.Sample("foregate_cache_hits_total", hits, ("api", stage.ApiId), ("stage", stage.Stage));
            }
        }

        text.Family("foregate_cache_misses_total", "Requests that the stage's cache had nothing for (CacheMissCount).", "counter");
        foreach (var stage in stages)
        {
            if (stage.Cache() is var (hits, misses) && hits + misses > 0)
            {
                text.Sample("foregate_cache_misses_total", misses, ("api", stage.ApiId), ("stage", stage.Stage));
            }
        }
    }

    private static void WriteRequests(PrometheusText text, List<StageSeries> stages)
    {
        text.Family("foregate_requests_total", "Requests answered or refused.", "counter");
        foreach (var stage in stages)
        {
            foreach (var route in stage.Routes())
            {
                var statuses = route.StatusCount;
                for (var i = 0; i <= statuses; i++)
                {
                    var index = i < statuses ? i : RouteSeries.MaxStatuses;
                    var requests = route.Requests(index);
                    if (requests > 0)
                    {
                        var code = i < statuses ? Status(route.Status(i)) : "other";
                        text.Sample("foregate_requests_total", requests,
                            ("api", stage.ApiId), ("stage", stage.Stage), ("route", route.Route), ("method", route.Method), ("code", code));
                    }
                }
            }
        }
    }

    private static void WriteDurations(PrometheusText text, List<StageSeries> stages, bool integration)
    {
        var name = integration ? "foregate_integration_duration_seconds" : "foregate_request_duration_seconds";
        text.Family(
            name,
            integration ? "From asking an integration to the head of its answer." : "From a request's head to the end of its answer.",
            "histogram");
        Span<long> buckets = stackalloc long[LatencyBuckets.Count];
        foreach (var stage in stages)
        {
            foreach (var route in stage.Routes())
            {
                long count = 0;
                for (var i = 0; i < buckets.Length; i++)
                {
                    buckets[i] = integration ? route.IntegrationDuration(i) : route.Duration(i);
                    count += buckets[i];
                }

                if (count > 0)
                {
                    text.Histogram(name, buckets, integration ? route.IntegrationSeconds : route.DurationSeconds,
                        ("api", stage.ApiId), ("stage", stage.Stage), ("route", route.Route), ("method", route.Method));
                }
            }
        }
    }

    private static void WriteRejections(PrometheusText text, List<StageSeries> stages)
    {
        text.Family("foregate_rejections_total", "Requests refused by the gateway, by reason.", "counter");
        foreach (var stage in stages)
        {
            foreach (var reason in Enum.GetValues<RejectionReason>())
            {
                var rejections = stage.Rejections(reason);
                if (rejections > 0)
                {
                    text.Sample("foregate_rejections_total", rejections,
                        ("api", stage.ApiId), ("stage", stage.Stage), ("type", RejectionNames.Of(reason)));
                }
            }
        }

        text.Family("foregate_throttled_total", "Requests over a rate or burst limit.", "counter");
        foreach (var stage in stages)
        {
            text.Sample("foregate_throttled_total", stage.Rejections(RejectionReason.Throttled), ("api", stage.ApiId), ("stage", stage.Stage));
        }
    }

    private static string Status(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
