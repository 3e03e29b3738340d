// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Arrive;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Finish.ExecutionLogs;

public sealed class ExecutionLogFormatTests
{
    private const string Target = "/_aws/execute-api/rest123456/prod/pets/7?colour=blue";

    private static readonly MethodSetting Full = new() { LoggingLevel = "INFO", DataTraceEnabled = true };

    private static readonly Integration Function = new() { Type = IntegrationType.AwsProxy, HttpMethod = "POST", Uri = FunctionBehind.Uri };

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly FunctionDouble _function = new();

    [Fact]
    public async Task A_mock_is_told_in_awss_words_and_order()
    {
        var (lines, exchange) = await Log(Full, GivenAccount.Get, "Accept: text/html");
        var id = Encoding.ASCII.GetString(exchange.Ids.Uuid);
        Assert.Equal(
            [
                "Extended Request Id: " + Encoding.ASCII.GetString(exchange.Ids.Extended),
                $"Verifying Usage Plan for request: {id}. API Key:  API Stage: rest123456/prod",
                "API Key  authorized because method 'GET /pets/{petId}' does not require API Key. Request will not contribute to throttle or quota limits",
                "Usage Plan check succeeded for API Key  and API Stage rest123456/prod",
                "Starting execution for request: " + id,
                "HTTP Method: GET, Resource Path: /pets/7",
                "Method request path: {petId=7}",
                "Method request query string: {colour=blue}",
                "Method request headers: {Host=abc123.execute-api.localhost:8080, Accept=text/html}",
                "Method request body before transformations: ",
                "Method response body after transformations: ",
                "Method response headers: {Content-Type=application/json}",
                "Successfully completed execution",
                "Method completed with status: 200",
            ],
            lines);
    }

    [Fact]
    public async Task A_functions_call_and_answer_are_told()
    {
        _function.Answer = "{\"statusCode\":201,\"body\":\"hello\"}"u8.ToArray();
        _function.RequestId = Guid.Parse("aaaaaaaa-0000-4000-8000-000000000001");
        var (lines, exchange) = await Log(Full, GivenAccount.Get with { MethodIntegration = Function }, body: "posted");
        const string Uri = "https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/" + FunctionBehind.Arn + "/invocations";
        Assert.Contains("Method request body before transformations: posted", lines);
        Assert.Contains("Endpoint request URI: " + Uri, lines);
        Assert.Contains(lines, line => line.StartsWith($"Endpoint request headers: {{x-amzn-lambda-integration-tag={Encoding.ASCII.GetString(exchange.Ids.Uuid)}, X-Amz-Date=20270115T080000Z, x-amzn-apigateway-api-id=rest123456, Accept=application/json, User-Agent=AmazonAPIGateway_rest123456, X-Amzn-Trace-Id=Root=", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("Endpoint request body after transformations: {\"resource\":", StringComparison.Ordinal));
        var sent = Array.IndexOf(lines, "Sending request to " + Uri);
        Assert.Equal("Received response. Status: 200, Integration latency: 0 ms", lines[sent + 1]);
        Assert.StartsWith("Endpoint response headers: {Date=Fri, 15 Jan 2027 08:00:00 GMT, Content-Type=application/json, Content-Length=33, Connection=keep-alive, x-amzn-RequestId=aaaaaaaa-0000-4000-8000-000000000001, ", lines[sent + 2], StringComparison.Ordinal);
        Assert.Equal("Endpoint response body before transformations: {\"statusCode\":201,\"body\":\"hello\"}", lines[sent + 3]);
        Assert.Equal("Method response body after transformations: hello", lines[sent + 4]);
        Assert.StartsWith("Method response headers: {", lines[sent + 5], StringComparison.Ordinal);
        Assert.Equal(["Successfully completed execution", "Method completed with status: 201", "AWS Integration Endpoint RequestId : aaaaaaaa-0000-4000-8000-000000000001"], lines[(sent + 6)..]);
    }

    [Fact]
    public async Task Without_data_neither_headers_nor_bodies_are_told()
    {
        var (lines, _) = await Log(new MethodSetting { LoggingLevel = "INFO" }, GivenAccount.Get with { MethodIntegration = Function }, body: "posted");
        Assert.DoesNotContain(lines, static line => line.Contains("headers", StringComparison.Ordinal) || line.Contains("body", StringComparison.Ordinal));
        Assert.Contains("Successfully completed execution", lines);
        Assert.Contains(lines, static line => line.StartsWith("Sending request to https://lambda.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Errors_only_tells_nothing_of_what_went_well() => Assert.Empty((await Log(new MethodSetting { LoggingLevel = "ERROR" }, GivenAccount.Get)).Lines);

    [Theory]
    [InlineData(null)]
    [InlineData("OFF")]
    public async Task A_method_that_does_not_log_has_no_trace(string? level) =>
        Assert.Empty((await Log(new MethodSetting { LoggingLevel = level, DataTraceEnabled = true }, GivenAccount.Get)).Lines);

    [Fact]
    public async Task Errors_only_tells_why_a_request_failed()
    {
        _function.Answer = "no JSON"u8.ToArray();
        var (lines, _) = await Log(new MethodSetting { LoggingLevel = "ERROR" }, GivenAccount.Get with { MethodIntegration = Function });
        Assert.Equal(["Execution failed due to configuration error: Malformed Lambda proxy response (it is not JSON)", "Method completed with status: 502"], lines);
    }

    [Fact]
    public async Task A_request_without_its_key_was_never_started()
    {
        var (lines, _) = await Log(Full, GivenAccount.Get with { ApiKeyRequired = true }, "x-api-key: 0123456789abcdef0123");
        Assert.Contains("API Key: **************ef0123 API Stage: rest123456/prod", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, static line => line.StartsWith("Starting execution", StringComparison.Ordinal));
        Assert.Equal(
            [
                "API Key **************ef0123 not authorized because method 'GET /pets/{petId}' requires API Key and API Key is not associated with a Usage Plan for API Stage "
                    + "rest123456/prod: No Usage Plan found for key and API Stage",
                "Method completed with status: 403",
            ],
            lines[2..]);
    }

    [Fact]
    public async Task The_method_is_told_as_it_is_defined()
    {
        var (lines, _) = await Log(Full, GivenAccount.Get with { HttpMethod = "ANY" });
        Assert.StartsWith("API Key  authorized because method 'ANY /pets/{petId}' does not require", lines[2], StringComparison.Ordinal);
        Assert.Equal("HTTP Method: GET, Resource Path: /pets/7", lines[5]);
    }

    [Fact]
    public async Task A_line_is_cut_where_aws_cuts_it()
    {
        var (lines, _) = await Log(Full, GivenAccount.Get, "x-long: " + new string('x', 3000));
        var headers = Assert.Single(lines, static line => line.StartsWith("Method request headers: ", StringComparison.Ordinal));
        Assert.EndsWith("xxx [TRUNCATED]", headers, StringComparison.Ordinal);
        Assert.Equal(1024 + " [TRUNCATED]".Length, headers.Length);
    }

    [Fact]
    public async Task A_method_has_a_level_of_its_own()
    {
        var settings = OrdinalMap.Empty<MethodSetting>().Add("*/*", Full).Add("pets/{petId}/GET", new MethodSetting { LoggingLevel = "OFF" });
        Assert.Empty((await Log(settings, GivenAccount.Get)).Lines);
    }

    private Task<(string[] Lines, Exchange Exchange)> Log(MethodSetting setting, Method method, string? header = null, string? body = null) =>
        Log(OrdinalMap.Empty<MethodSetting>().Add("*/*", setting), method, header, body);

    private async Task<(string[] Lines, Exchange Exchange)> Log(
        System.Collections.Immutable.ImmutableSortedDictionary<string, MethodSetting> settings, Method method, string? header = null, string? body = null)
    {
        var log = new MemoryStream();
        Exchange exchange;
        using (var gateway = new Gateway(Sample.Options with { ExecutionLog = log, Time = _time }, new CollectedLogs()))
        {
            gateway.Ledgers.Of(FunctionDirectory.Make).Set(FunctionName.Parse(FunctionBehind.Arn)!, _function);
            var account = GivenAccount.Rest("/pets/{petId}", method);
            var api = account.RestApis["rest123456"];
            account = account with { RestApis = account.RestApis.SetItem(api.Id, api with { Stages = api.Stages.SetItem("prod", GivenAccount.Prod with { MethodSettings = settings }) }) };
            var (snapshot, faults) = gateway.Compile(account);
            Assert.Empty(faults);
            gateway.Swap(snapshot!);
            exchange = Sample.Exchange(ApiKind.Rest, $"GET {Target} HTTP/1.1\nHost: abc123.execute-api.localhost:8080" + (header is null ? "" : "\n" + header), stage: "$default");
            exchange.Reset();
            exchange.RequestBody = body is null ? NoBody.Instance : new ScriptedBody(body);
            exchange.ReceivedAt = _time.GetTimestamp();
            exchange.RequestTimeEpoch = _time.GetUtcNow().ToUnixTimeMilliseconds();
            await gateway.Handler(exchange);
            Assert.Null(exchange.Trace);
        }

        var prefix = $"({Encoding.ASCII.GetString(exchange.Ids.Uuid)}) ";
        var lines = Encoding.UTF8.GetString(log.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ([.. lines.Select(line => Text(JsonElement.Parse(line), prefix))], exchange);
    }

    private static string Text(JsonElement line, string prefix)
    {
        Assert.Equal("API-Gateway-Execution-Logs_rest123456/prod", line.GetProperty("group").GetString());
        Assert.Equal("2027-01-15T08:00:00.000Z", line.GetProperty("time").GetString());
        var text = line.GetProperty("text").GetString()!;
        Assert.StartsWith(prefix, text, StringComparison.Ordinal);
        return text[prefix.Length..];
    }
}
