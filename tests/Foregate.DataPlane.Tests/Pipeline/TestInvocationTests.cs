// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Arrive;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Pipeline;

public sealed class TestInvocationTests : IDisposable
{
    private static readonly Integration Function = new() { Type = IntegrationType.AwsProxy, HttpMethod = "POST", Uri = FunctionBehind.Uri };

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly CollectedLogs _logs = new();
    private readonly FunctionDouble _function = new();
    private readonly Gateway _gateway;

    public TestInvocationTests()
    {
        _gateway = new Gateway(Sample.Options with { Time = _time }, _logs);
        _gateway.Ledgers.Of(FunctionDirectory.Make).Set(FunctionName.Parse(FunctionBehind.Arn)!, _function);
    }

    [Fact]
    public async Task A_mock_answers_and_tells_its_way_without_an_endpoint()
    {
        var (faults, status, headers, body, log, _) = await TestAsync(GivenAccount.Get, "/pets/7?a=b");
        Assert.Empty(faults);
        Assert.Equal((200, ""), (status, body));
        Assert.Equal([KeyValuePair.Create("Content-Type", "application/json")], headers);
        var lines = log.Split('\n');
        var id = lines[0]["Execution log for request ".Length..];
        Assert.Equal(36, id.Length);
        Assert.Equal(
            [
                "Starting execution for request: " + id,
                "HTTP Method: GET, Resource Path: /pets/7",
                "Method request path: {petId=7}",
                "Method request query string: {a=b}",
                "Method request headers: {}",
                "Method request body before transformations: ",
                "Method response body after transformations: ",
                "Method response headers: {Content-Type=application/json}",
                "Successfully completed execution",
                "Method completed with status: 200",
            ],
            lines[1..^1].Select(static line => line.Replace("Fri Jan 15 08:00:00 UTC 2027 : ", "", StringComparison.Ordinal)));
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public async Task Neither_keys_nor_authorization_nor_policies_are_asked_for()
    {
        var method = GivenAccount.Get with { ApiKeyRequired = true, AuthorizationType = AuthorizationType.AwsIam };
        var (faults, status, _, _, _, _) = await TestAsync(method, "/pets/7", snapshot: new ApiSnapshot { Policy = "{}" });
        Assert.Empty(faults);
        Assert.Equal(200, status);
    }

    [Fact]
    public async Task A_path_that_does_not_match_has_no_variables()
    {
        var (_, status, _, _, log, _) = await TestAsync(GivenAccount.Get, "/elsewhere/at/all");
        Assert.Equal(200, status);
        Assert.Contains("Method request path: {}\n", log, StringComparison.Ordinal);
        Assert.Contains("Resource Path: /elsewhere/at/all\n", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_is_given_the_request_on_its_own_stage()
    {
        _function.Answer = "{\"statusCode\":201,\"body\":\"made\"}"u8.ToArray();
        var (_, status, headers, body, log, _) = await TestAsync(
            GivenAccount.Get with { MethodIntegration = Function }, "/pets/7", [new("x-mine", "1")], "sent", [new("colour", "red")]);
        Assert.Equal((201, "made"), (status, body));
        Assert.Contains(headers, static header => header.Key == "X-Amzn-Trace-Id");
        Assert.DoesNotContain(headers, static header => header.Key.Equals("content-length", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("\"stage\":\"test-invoke-stage\"", _function.Event, StringComparison.Ordinal);
        Assert.Contains("\"colour\":\"red\"", _function.Event, StringComparison.Ordinal);
        Assert.Contains("\"sourceIp\":\"test-invoke-source-ip\"", _function.Event, StringComparison.Ordinal);
        Assert.Contains("\"headers\":{\"x-mine\":\"1\"},\"multiValueHeaders\":{\"x-mine\":[\"1\"]},", _function.Event, StringComparison.Ordinal);
        Assert.Contains("\"protocol\":\"HTTP/1.1\"", _function.Event, StringComparison.Ordinal);
        Assert.Contains("\"body\":\"sent\"", _function.Event, StringComparison.Ordinal);
        Assert.Contains("Method request headers: {x-mine=1}\n", log, StringComparison.Ordinal);
        Assert.Contains("Sending request to https://lambda.us-east-1.amazonaws.com/", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"kind\": \"dog\"}")]
    public async Task A_mapped_function_is_told_as_it_was_recorded(string sent)
    {
        const string Uri = "https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/" + FunctionBehind.Arn + "/invocations";
        _function.Answer = "{\"statusCode\":200,\"headers\":{}}"u8.ToArray();
        var integration = new Integration
        {
            Type = IntegrationType.Aws,
            HttpMethod = "POST",
            Uri = FunctionBehind.Uri,
            IntegrationResponses = OrdinalMap.Empty<IntegrationResponse>().Add("200", new IntegrationResponse { StatusCode = "200" }),
        };
        var (faults, status, headers, body, log, _) = await TestAsync(
            GivenAccount.Get with { MethodIntegration = integration }, "/pets/7", sent.Length == 0 ? [] : [new("content-type", "application/json")], sent);
        Assert.Empty(faults);
        Assert.Equal((200, "{\"statusCode\":200,\"headers\":{}}"), (status, body));
        Assert.Equal(["Content-Type", "X-Amzn-Trace-Id"], headers.Select(static header => header.Key).Order(StringComparer.Ordinal));
        var lines = log.Split('\n');
        var id = lines[0]["Execution log for request ".Length..];
        string[] starts =
        [
            "Starting execution for request: " + id, "HTTP Method: GET, Resource Path: /pets/7", "Method request path: {petId=7}", "Method request query string: {}",
            "Method request headers: {" + (sent.Length == 0 ? "" : "content-type=application/json") + "}", "Method request body before transformations: " + sent,
            "Endpoint request URI: " + Uri, "Endpoint request headers: {x-amzn-lambda-integration-tag=" + id + ", X-Amz-Date=20270115T080000Z, x-amzn-apigateway-api-id=rest123456, Accept=application/json, User-Agent=AmazonAPIGateway_rest123456, ",
            "Endpoint request body after transformations: " + sent, "Sending request to " + Uri, "Received response. Status: 200, Integration latency: 0 ms",
            "Endpoint response headers: {Date=Fri, 15 Jan 2027 08:00:00 GMT, Content-Type=application/json, Content-Length=31, Connection=keep-alive, ",
            "Endpoint response body before transformations: {\"statusCode\":200,\"headers\":{}}", "Method response body after transformations: {\"statusCode\":200,\"headers\":{}}",
            "Method response headers: {", "Successfully completed execution", "Method completed with status: 200", "",
        ];
        Assert.Equal(starts.Length + 1, lines.Length);
        Assert.EndsWith("Endpoint request body after transformations: " + sent, lines[9], StringComparison.Ordinal);
        for (var i = 0; i < starts.Length; i++)
        {
            Assert.StartsWith(starts[i], lines[i + 1].Replace("Fri Jan 15 08:00:00 UTC 2027 : ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refusal_has_its_error_type_only()
    {
        _function.Answer = "no JSON"u8.ToArray();
        var (_, status, headers, body, log, _) = await TestAsync(GivenAccount.Get with { MethodIntegration = Function }, "/pets/7");
        Assert.Equal((502, "{\"message\":\"Internal server error\"}"), (status, body));
        Assert.Equal([KeyValuePair.Create("x-amzn-ErrorType", "InternalServerErrorException")], headers);
        Assert.EndsWith(" : Method completed with status: 502\n", log, StringComparison.Ordinal);
        Assert.Contains(" : Execution failed due to configuration error: Malformed Lambda proxy response", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_line_is_cut_where_it_was_recorded()
    {
        var (_, _, _, _, log, _) = await TestAsync(GivenAccount.Get, "/pets/7", [new("x-long", new string('x', 2000))]);
        var line = Assert.Single(log.Split('\n'), static line => line.Contains("Method request headers: ", StringComparison.Ordinal));
        var text = line["Fri Jan 15 08:00:00 UTC 2027 : ".Length..];
        Assert.EndsWith("xxx [TRUNCATED]", text, StringComparison.Ordinal);
        Assert.Equal(1024, text.Length - " [TRUNCATED]".Length);
        _function.Answer = "{\"statusCode\":200}"u8.ToArray();
        // "Endpoint request headers: " and 998 of the headers.
        (_, _, _, _, log, _) = await TestAsync(GivenAccount.Get with { MethodIntegration = Function }, "/pets/7", [new("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=" + new string('a', 900))]);
        Assert.Contains(log.Split('\n'), static line => line.EndsWith(" [TRUNCATED]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stream_is_told_as_far_as_a_test_waits()
    {
        const string Head = "{\"statusCode\":201}\0\0\0\0\0\0\0\0";
        var method = GivenAccount.Get with { MethodIntegration = Function with { ResponseTransferMode = ResponseTransferMode.Stream } };
        var endless = new StreamDouble(BodyStatus.End, [Head, .. Enumerable.Repeat(new string('x', 256 * 1024), 10)]);
        _function.Stream = endless;
        var (_, status, _, body, log, _) = await TestAsync(method, "/pets/7");
        Assert.Equal(201, status);
        Assert.InRange(body.Length, (1024 * 1024) + 1, 1280 * 1024);
        Assert.True(endless.IsReleased);
        Assert.EndsWith(" : Method completed with status: 201\n", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Execution failed", log, StringComparison.Ordinal);

        _function.Stream = new StreamDouble(BodyStatus.Aborted, Head + "one") { Before = at => _time.Advance(TimeSpan.FromSeconds(at == 0 ? 0 : 35)) };
        (_, status, _, body, log, var latency) = await TestAsync(method, "/pets/7");
        Assert.Equal((201, "one", 35), (status, body, latency.TotalSeconds));
        Assert.DoesNotContain("Execution failed", log, StringComparison.Ordinal);

        _function.Stream = new StreamDouble(BodyStatus.Aborted, "{\"statusCode\"") { Before = _ => _time.Advance(TimeSpan.FromSeconds(35)) };
        (_, status, var headers, body, _, _) = await TestAsync(method, "/pets/7");
        Assert.Equal((0, ""), (status, body));
        Assert.Empty(headers);
    }

    [Fact]
    public async Task Without_headers_a_function_is_given_none()
    {
        await TestAsync(GivenAccount.Get with { MethodIntegration = Function }, "/pets/7");
        Assert.Contains("\"headers\":null,\"multiValueHeaders\":null,", _function.Event, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_endpoints_request_id_is_not_told_and_the_contents_type_comes_last()
    {
        _function.Answer = "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"text/plain\",\"X-A\":\"b\"}}"u8.ToArray();
        _function.RequestId = Guid.Parse("aaaaaaaa-0000-4000-8000-000000000001");
        var (_, _, _, _, log, _) = await TestAsync(GivenAccount.Get with { MethodIntegration = Function }, "/pets/7");
        Assert.EndsWith(" : Method completed with status: 200\n", log, StringComparison.Ordinal);
        Assert.Matches("Method response headers: \\{X-A=b, X-Amzn-Trace-Id=Root=[^,]*, Content-Type=text/plain\\}\n", log);
    }

    [Fact]
    public async Task A_function_that_is_not_there_is_told_as_it_would_have_been_asked()
    {
        var uri = FunctionBehind.Uri.Replace("function:pets", "function:nobody", StringComparison.Ordinal);
        foreach (var type in (IntegrationType[])[IntegrationType.AwsProxy, IntegrationType.Aws])
        {
            var (_, status, _, _, log, _) = await TestAsync(GivenAccount.Get with { MethodIntegration = Function with { Type = type, Uri = uri } }, "/pets/7", body: "{}");
            Assert.Equal(500, status);
            var lines = log.Split('\n').Select(static line => line.Replace("Fri Jan 15 08:00:00 UTC 2027 : ", "", StringComparison.Ordinal)).ToArray();
            Assert.StartsWith("Sending request to https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/", lines[^4], StringComparison.Ordinal);
            Assert.StartsWith("Execution failed due to configuration error: Invalid permissions on Lambda function", lines[^3], StringComparison.Ordinal);
            Assert.Equal("Method completed with status: 500", lines[^2]);
        }
    }

    [Fact]
    public async Task A_body_is_told_of_who_is_refused_before_it_is_read()
    {
        var method = GivenAccount.Get with { HttpMethod = "POST", RequestValidatorId = "val001", RequestParameters = OrdinalMap.Empty<bool>().Add("method.request.querystring.q", true) };
        var snapshot = new ApiSnapshot
        {
            RequestValidators = OrdinalMap.Empty<RequestValidator>().Add("val001", new RequestValidator { Id = "val001", Name = "all", ValidateRequestParameters = true }),
        };
        var (_, status, _, _, log, _) = await TestAsync(method, "/pets/7", body: "{\"kind\": \"dog\"}", snapshot: snapshot);
        Assert.Equal(400, status);
        Assert.Contains(" : Method request body before transformations: {\"kind\": \"dog\"}\n", log, StringComparison.Ordinal);
        Assert.Contains(" : Missing required request parameters: [q]\n", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_leaves_no_trace_in_records()
    {
        await TestAsync(GivenAccount.Get, "/pets/7");
        Assert.DoesNotContain("test-invoke-stage", System.Text.Encoding.UTF8.GetString(_gateway.WriteMetrics().Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/pets 7", "x", "y")]
    [InlineData("/pets/7", "x y", "y")]
    [InlineData("/pets/7", "x", "y\r\nInjected: 1")]
    public async Task What_is_no_request_is_refused(string target, string name, string value)
    {
        var (faults, _, _, _, _, _) = await TestAsync(GivenAccount.Get, target, [new(name, value)]);
        Assert.Single(faults);
    }

    [Fact]
    public async Task A_method_without_an_integration_is_refused()
    {
        var (faults, _, _, _, _, _) = await TestAsync(GivenAccount.Get with { MethodIntegration = null }, "/pets/7");
        Assert.Contains(faults, static fault => fault.Message.StartsWith("No integration defined for method", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _gateway.Dispose();
        _logs.Dispose();
    }

    private Task<(IReadOnlyList<CompilationFault> Faults, int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body, string Log, TimeSpan Latency)> TestAsync(
        Method method,
        string target,
        KeyValuePair<string, string>[]? headers = null,
        string body = "",
        KeyValuePair<string, string>[]? variables = null,
        ApiSnapshot? snapshot = null)
    {
        var account = GivenAccount.Rest("/pets/{petId}", method);
        var resource = new Resource { Id = "res001", Path = "/pets/{petId}", ResourceMethods = OrdinalMap.Empty<Method>().Add(method.HttpMethod, method) };
        return _gateway.TestAsync(account, account.RestApis["rest123456"], snapshot ?? new ApiSnapshot(), resource, method, target, headers ?? [], body, variables ?? []);
    }
}
