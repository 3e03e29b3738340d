// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Finish;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

public sealed class RestMetricsTests : IDisposable
{
    private const string OfStage = "{api=\"api1234567\",api_name=\"pets\",stage=\"prod\"} ";
    private const string OfMethod = "{api=\"api1234567\",api_name=\"pets\",stage=\"prod\",method=\"GET\",resource=\"/pets/{petId}\"} ";

    private readonly GivenExchange _given = new();

    [Fact]
    public void Requests_errors_and_latencies_are_counted_by_api_and_stage()
    {
        var metrics = Recorded(detailed: false);
        Assert.Contains("foregate_rest_count_total" + OfStage + "3\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rest_4xx_errors_total" + OfStage + "1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rest_5xx_errors_total" + OfStage + "1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rest_latency_milliseconds_total" + OfStage + "37.5\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rest_integrations_total" + OfStage + "1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rest_integration_latency_milliseconds_total" + OfStage + "10\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rest_cache_hits_total" + OfStage + "1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rest_cache_misses_total" + OfStage + "2\n", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("foregate_rest_method_count_total{", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_with_metrics_enabled_has_its_own()
    {
        var metrics = Recorded(detailed: true);
        Assert.Contains("foregate_rest_method_count_total" + OfMethod + "3\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rest_method_4xx_errors_total" + OfMethod + "1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rest_method_cache_hits_total" + OfMethod + "1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rest_method_cache_misses_total" + OfMethod + "2\n", metrics, StringComparison.Ordinal);
    }

    public void Dispose() => _given.Dispose();

    private string Recorded(bool detailed)
    {
        var stage = _given.Stage();
        ((StageRecords)stage.Records!).Named(
            new RestApi { Id = "api1234567", Name = "pets", CreatedDate = default, RootResourceId = "root" },
            new Stage { StageName = "prod", DeploymentId = "dep", CreatedDate = default, LastUpdatedDate = default, MethodSettings = OrdinalMap.Empty<MethodSetting>().Add("*/*", new MethodSetting { MetricsEnabled = detailed }) });
        foreach (var (exchange, cache) in ((Exchange, CacheOutcome)[])[
            (_given.Answered(stage), CacheOutcome.Hit), (_given.Refused(Rejections.Rest.Throttled, stage), CacheOutcome.Miss), (_given.Refused(Rejections.Rest.Default5xx, stage), CacheOutcome.Miss)])
        {
            exchange.CacheOutcome = cache;
            _given.Recorder.Record(exchange);
        }

        return _given.Metrics();
    }
}
