// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Decisions;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Arrive;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Pipeline;

public sealed class DryRunTests : IDisposable
{
    private static readonly Method Function = GivenAccount.Get with { MethodIntegration = new Integration { Type = IntegrationType.AwsProxy, HttpMethod = "POST", Uri = FunctionBehind.Uri } };

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly CollectedLogs _logs = new();
    private readonly FunctionDouble _function = new();
    private readonly MemoryStream _executionLog = new();
    private readonly Gateway _gateway;

    public DryRunTests()
    {
        _gateway = new Gateway(Sample.Options with { Time = _time, ExecutionLog = _executionLog }, _logs);
        _gateway.Ledgers.Of(FunctionDirectory.Make).Set(FunctionName.Parse(FunctionBehind.Arn)!, _function);
    }

    [Fact]
    public async Task A_request_is_followed_to_its_back_end_which_is_not_asked()
    {
        Serve(Function, new MethodSetting { LoggingLevel = "INFO" });
        var record = await Explained("/_aws/execute-api/rest123456/prod/pets/7?a=b");
        Assert.True(record.IsDryRun);
        Assert.Equal((0, "REST", "rest123456", "prod", "GET /pets/{petId}", null), (record.Status, record.ApiKind, record.ApiId, record.Stage, record.Route, record.RejectionType));
        Assert.Equal(
            ["AddressTable continue", "MethodOverride continue", "RequestDecompression continue", "ResourceTree continue", "ExecutionLogStart not run", "LambdaProxyIntegration not run", "ExecutionLogAnswer not run", "RestProxyResponse not run"],
            record.Steps.Select(static step => $"{step.Name} {step.Verdict}"));
        Assert.Equal(0, _function.Calls);
    }

    [Fact]
    public async Task A_rule_that_would_refuse_is_named_with_its_place()
    {
        Serve(Function with { ApiKeyRequired = true });
        var record = await Explained("/_aws/execute-api/rest123456/prod/pets/7", KeyValuePair.Create("x-api-key", "nobody's"));
        Assert.Equal((403, "INVALID_API_KEY", "Client"), (record.Status, record.RejectionType, record.RejectionBlame));
        Assert.Equal("/restapis/rest123456/resources/res001/methods/GET", record.RejectionPlace);
        Assert.NotNull(record.RejectionDetail);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(0, false)]
    [InlineData(null, null)]
    public async Task It_is_told_whether_a_canary_would_answer(int? percent, bool? isCanary)
    {
        Serve(GivenAccount.Get, canary: percent is { } share ? new CanarySettings { PercentTraffic = share, DeploymentId = "dep001" } : null);
        Assert.Equal(isCanary, (await Explained("/_aws/execute-api/rest123456/prod/pets/7")).IsCanaryRequest);
    }

    [Fact]
    public async Task An_integration_that_can_only_fail_is_foreseen()
    {
        Serve(GivenAccount.Get with { MethodIntegration = new Integration { Type = IntegrationType.HttpProxy, HttpMethod = "GET", Uri = "http://${stageVariables.nothing}/" } });
        var record = await Explained("/_aws/execute-api/rest123456/prod/pets/7");
        Assert.Equal((500, "API_CONFIGURATION_ERROR", "Definition"), (record.Status, record.RejectionType, record.RejectionBlame));
        Assert.StartsWith("Execution failed due to configuration error: Invalid endpoint address", record.RejectionDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_is_spent()
    {
        Serve(GivenAccount.Get, new MethodSetting { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 1 });
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(0, (await Explained("/_aws/execute-api/rest123456/prod/pets/7")).Status);
        }
    }

    [Fact]
    public async Task A_host_says_which_api_is_meant()
    {
        Serve(GivenAccount.Get);
        Assert.Equal("rest123456", (await Explained("/prod/pets/7", KeyValuePair.Create("Host", "rest123456.execute-api.localhost:8080"))).ApiId);
        var nowhere = await Explained("/prod/pets/7");
        Assert.Equal((403, "UNKNOWN_STAGE"), (nowhere.Status, nowhere.RejectionType));
    }

    [Fact]
    public async Task What_would_be_decided_is_in_no_metric_log_or_record()
    {
        Serve(Function, new MethodSetting { LoggingLevel = "INFO" });
        var record = await Explained("/_aws/execute-api/rest123456/prod/pets/7");
        Assert.Null(_gateway.FindDecision(record.RequestId));
        Assert.DoesNotContain("foregate_requests_total{api=\"rest123456", System.Text.Encoding.UTF8.GetString(_gateway.WriteMetrics().Span), StringComparison.Ordinal);
        Assert.DoesNotContain("foregate_execution_log_entries_total 1", System.Text.Encoding.UTF8.GetString(_gateway.WriteMetrics().Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_request_is_not_explained()
    {
        Serve(GivenAccount.Get);
        Assert.Null(await _gateway.ExplainAsync("GET", "no path", []));
        Assert.Null(await _gateway.ExplainAsync("GET", "/", [new("a b", "c")]));
    }

    public void Dispose()
    {
        _gateway.Dispose();
        // What waits is written at the end: nothing was ever to be.
        Assert.Empty(_executionLog.ToArray());
        _logs.Dispose();
    }

    private async Task<DecisionRecord> Explained(string target, params KeyValuePair<string, string>[] headers)
    {
        var record = await _gateway.ExplainAsync("GET", target, headers);
        Assert.NotNull(record);
        return record;
    }

    private void Serve(Method method, MethodSetting? setting = null, CanarySettings? canary = null)
    {
        var account = GivenAccount.Rest("/pets/{petId}", method);
        var api = account.RestApis["rest123456"];
        var stage = GivenAccount.Prod with { MethodSettings = setting is null ? OrdinalMap.Empty<MethodSetting>() : OrdinalMap.Empty<MethodSetting>().Add("*/*", setting), CanarySettings = canary };
        var (snapshot, faults) = _gateway.Compile(account with { RestApis = account.RestApis.SetItem(api.Id, api with { Stages = api.Stages.SetItem("prod", stage) }) });
        Assert.Empty(faults);
        _gateway.Swap(snapshot!);
    }
}
