// SPDX-License-Identifier: Apache-2.0
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
        Assert.DoesNotContain("foregate_rest_method_count_total{", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_with_metrics_enabled_has_its_own()
    {
        var metrics = Recorded(detailed: true);
        Assert.Contains("foregate_rest_method_count_total" + OfMethod + "3\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rest_method_4xx_errors_total" + OfMethod + "1\n", metrics, StringComparison.Ordinal);
    }

    public void Dispose() => _given.Dispose();

    private string Recorded(bool detailed)
    {
        var stage = _given.Stage();
        ((StageRecords)stage.Records!).Named(
            new RestApi { Id = "api1234567", Name = "pets", CreatedDate = default, RootResourceId = "root" },
            new Stage { StageName = "prod", DeploymentId = "dep", CreatedDate = default, LastUpdatedDate = default, MethodSettings = OrdinalMap.Empty<MethodSetting>().Add("*/*", new MethodSetting { MetricsEnabled = detailed }) });
        _given.Recorder.Record(_given.Answered(stage));
        _given.Recorder.Record(_given.Refused(Rejections.Rest.Throttled, stage));
        _given.Recorder.Record(_given.Refused(Rejections.Rest.Default5xx, stage));
        return _given.Metrics();
    }
}
