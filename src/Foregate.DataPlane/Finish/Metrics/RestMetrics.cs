// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Finish.Metrics;

/// <summary>
/// CloudWatch's metrics of REST APIs, made of what is counted anyway when they are asked for: per API and stage, and per method where its setting metricsEnabled
/// is on. The families of methods have names of their own, so that no sum counts a request twice.
/// </summary>
internal static class RestMetrics
{
    public static void WriteTo(PrometheusText text, List<StageSeries> stages)
    {
        Write(text, stages, "foregate_rest_count_total", "Requests (Count).", static route => Requests(route, 0));
        Write(text, stages, "foregate_rest_4xx_errors_total", "Requests answered with a status from 400 to 499 (4XXError).", static route => Requests(route, 4));
        Write(text, stages, "foregate_rest_5xx_errors_total", "Requests answered with a status of 500 or more (5XXError).", static route => Requests(route, 5));
        Write(text, stages, "foregate_rest_cache_hits_total", "Requests that the stage's cache answered (CacheHitCount).", static route => route.CacheHits);
        Write(text, stages, "foregate_rest_cache_misses_total", "Requests that the stage's cache had nothing for (CacheMissCount).", static route => route.CacheMisses);
        Write(text, stages, "foregate_rest_latency_milliseconds_total", "The sum of all latencies (Latency).", static route => route.DurationSeconds * 1000);
        Write(text, stages, "foregate_rest_integrations_total", "Requests that asked their integration (the count of IntegrationLatency).", static route => Integrations(route));
        Write(text, stages, "foregate_rest_integration_latency_milliseconds_total", "The sum of all integrations' latencies (IntegrationLatency).", static route => route.IntegrationSeconds * 1000);
    }

    private static void Write(PrometheusText text, List<StageSeries> stages, string name, string help, Func<RouteSeries, double> number)
    {
        text.Family(name, help, "counter");
        foreach (var stage in stages)
        {
            if (stage.RestNames is { } names)
            {
                var sum = 0.0;
                foreach (var route in stage.Routes())
                {
                    sum += number(route);
                }

                text.Sample(name, sum, ("api", stage.ApiId), ("api_name", names.ApiName), ("stage", stage.Stage));
            }
        }

        var detailed = name.Replace("foregate_rest_", "foregate_rest_method_", StringComparison.Ordinal);
        text.Family(detailed, help, "counter");
        foreach (var stage in stages)
        {
            foreach (var route in stage.RestNames is null ? [] : stage.Routes())
            {
                if (stage.RestNames!.IsDetailed(route.Route, route.Method))
                {
                    text.Sample(
                        detailed, number(route), ("api", stage.ApiId), ("api_name", stage.RestNames.ApiName), ("stage", stage.Stage), ("method", route.Method), ("resource", route.Route));
                }
            }
        }
    }

    /// <param name="hundreds">Of the statuses that are meant; 0 for all.</param>
    private static double Requests(RouteSeries route, int hundreds)
    {
        var sum = 0L;
        var statuses = route.StatusCount;
        for (var i = 0; i < statuses; i++)
        {
            sum += hundreds == 0 || route.Status(i) / 100 == hundreds ? route.Requests(i) : 0;
        }

        // Which of them the rest had is not known any more.
        return hundreds == 0 ? sum + route.Requests(RouteSeries.MaxStatuses) : sum;
    }

    private static double Integrations(RouteSeries route)
    {
        var sum = 0L;
        for (var i = 0; i < LatencyBuckets.Count; i++)
        {
            sum += route.IntegrationDuration(i);
        }

        return sum;
    }
}
