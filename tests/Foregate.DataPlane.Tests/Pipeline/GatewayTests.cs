// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.DataPlane.Tests.Pipeline;

/// <summary>Definitions in, answers out: a whole gateway without doors.</summary>
public sealed class GatewayTests : IDisposable
{
    private readonly Gateway _gateway = new(Sample.Options, NullLogger<Gateway>.Instance);

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task A_request_is_answered_from_the_snapshot_that_was_swapped_in()
    {
        Swap("one");
        Assert.Equal((200, "one"), await AskAsync("/hello"));
        Swap("two");
        Assert.Equal((200, "two"), await AskAsync("/hello"));
        Assert.Equal(2, _gateway.SnapshotVersion);
    }

    [Fact]
    public async Task What_is_not_there_is_refused_as_aws_does()
    {
        Swap("one");
        Assert.Equal((403, "{\"message\":\"Missing Authentication Token\"}"), await AskAsync("/nowhere"));
        Assert.Equal((403, "{\"message\":\"Forbidden\"}"), await AskAsync("/hello", stage: "nostage"));
    }

    [Fact]
    public async Task Every_request_is_remembered_with_its_decision()
    {
        Swap("one");
        var exchange = Exchange("/nowhere", "prod");
        await _gateway.Handler(exchange);
        var decision = _gateway.FindDecision(Encoding.ASCII.GetString(exchange.Ids.Uuid))!;
        Assert.Equal((403, "MISSING_AUTHENTICATION_TOKEN"), (decision.Status, decision.RejectionType));
        Assert.Null(_gateway.FindDecision("unknown"));
        Assert.Contains("foregate_rejections_total", Encoding.UTF8.GetString(_gateway.WriteMetrics().Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_door_refuses_is_answered_and_remembered_too()
    {
        Swap("one");
        var exchange = Exchange("/hello", "prod");
        exchange.DoorRejection = Rejections.Rest.MalformedRequest;
        await _gateway.Handler(exchange);
        Assert.Equal(400, ((MemorySink)exchange.Sink).Status);
        Assert.Equal("MALFORMED_REQUEST", _gateway.FindDecision(Encoding.ASCII.GetString(exchange.Ids.Uuid))!.RejectionType);
    }

    [Fact]
    public void An_account_with_faults_is_no_snapshot()
    {
        var account = AccountOf("one");
        var api = account.RestApis["abc123"];
        var long33 = string.Concat(Enumerable.Range(0, 33).Select(n => $"/{{v{n}}}"));
        var snapshot = api.Deployments["d"].Snapshot;
        snapshot = snapshot with { Resources = snapshot.Resources.SetItem("r", snapshot.Resources["r"] with { Path = long33 }) };
        account = account with { RestApis = account.RestApis.SetItem("abc123", api with { Deployments = api.Deployments.SetItem("d", api.Deployments["d"] with { Snapshot = snapshot }) }) };
        var (compiled, faults) = _gateway.Compile(account);
        Assert.Null(compiled);
        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.Equal("/restapis/abc123/resources/r/methods/GET", fault.Path));
    }

    private void Swap(string say)
    {
        var (snapshot, faults) = _gateway.Compile(AccountOf(say));
        Assert.Empty(faults);
        _gateway.Swap(snapshot!);
    }

    private async Task<(int Status, string Body)> AskAsync(string path, string stage = "prod")
    {
        var exchange = Exchange(path, stage);
        await _gateway.Handler(exchange);
        var sink = (MemorySink)exchange.Sink;
        Assert.True(sink.IsCompleted);
        return (sink.Status, sink.Body);
    }

    private static Exchange Exchange(string path, string stage)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, $"GET /{stage}{path} HTTP/1.1", stage: stage);
        // As a door leaves it: no stage is known yet, nothing is bound.
        exchange.Stage = null;
        exchange.Route.Reset();
        return exchange;
    }

    private static Account AccountOf(string say)
    {
        var none = new Account { AccountId = "123456789012", Region = "us-east-1" };
        var resource = new Resource { Id = "r", ParentId = "root", PathPart = "hello", Path = "/hello" };
        var integration = new Integration { Type = IntegrationType.Mock };
        integration = integration with
        {
            RequestTemplates = integration.RequestTemplates.Add("application/json", "{\"statusCode\": 200}"),
            IntegrationResponses = integration.IntegrationResponses.Add("200", Responding(say)),
        };
        var method = new Method { HttpMethod = "GET", MethodIntegration = integration };
        method = method with { MethodResponses = method.MethodResponses.Add("200", new MethodResponse { StatusCode = "200" }) };
        var snapshot = new ApiSnapshot();
        snapshot = snapshot with { Resources = snapshot.Resources.Add("r", resource with { ResourceMethods = resource.ResourceMethods.Add("GET", method) }) };
        var api = new RestApi { Id = "abc123", Name = "a", CreatedDate = default, RootResourceId = "root" };
        api = api with
        {
            Deployments = api.Deployments.Add("d", new Deployment { Id = "d", CreatedDate = default, Snapshot = snapshot }),
            Stages = api.Stages.Add("prod", new Stage { StageName = "prod", DeploymentId = "d", CreatedDate = default, LastUpdatedDate = default }),
        };
        return none with { RestApis = none.RestApis.Add("abc123", api) };
    }

    private static IntegrationResponse Responding(string say)
    {
        var response = new IntegrationResponse { StatusCode = "200" };
        return response with { ResponseTemplates = response.ResponseTemplates.Add("application/json", say) };
    }
}
