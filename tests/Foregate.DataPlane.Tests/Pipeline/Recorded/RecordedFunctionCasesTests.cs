// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;

namespace Foregate.DataPlane.Tests.Pipeline.Recorded;

/// <summary>
/// The cases with functions that were recorded on AWS, through the whole gateway: the functions are rewritten from what the cases tell of them. Those that need
/// what is not there yet are listed with the reason.
/// </summary>
public sealed class RecordedFunctionCasesTests
{
    /// <summary>What is not run, and why. A case that is neither here nor run fails the list.</summary>
    private static readonly Dictionary<string, string> s_notYet = new(StringComparer.Ordinal)
    {
        ["test_api_gateway_lambda_asynchronous_invocation"] = "nothing was recorded; LambdaIntegrationTests has the like",
        ["test_api_gateway_lambda_integration_aws_type"] = "nothing was recorded; LambdaIntegrationTests has the like",
        ["test_apigateway_with_custom_authorization_method"] = "authorizers; no request is made",
        ["test_apigw_stage_variables[dev]"] = "nothing was recorded; LambdaIntegrationTests has the like",
        ["test_apigw_stage_variables[local]"] = "nothing was recorded; LambdaIntegrationTests has the like",
        [RecordedTestInvocationTests.Name] = "RecordedTestInvocationTests runs it",
        ["test_api_gateway_request_validator"] = "nothing was recorded",
        ["test_put_integration_response_with_response_template"] = "no request is made",
        ["test_put_integration_aws_proxy_uri"] = "only operations, which FunctionUrisTests has; no request is made",
        ["test_apigateway_with_step_function_integration[DeleteStateMachine]"] = "nothing was recorded; AwsIntegrationTests has the like",
        ["test_apigateway_with_step_function_integration[StartExecution]"] = "nothing was recorded; AwsIntegrationTests has the like",
    };

    private static readonly HashSet<string> s_run = new(StringComparer.Ordinal)
    {
        "test_aws_proxy_response_payload_format_validation",
        "test_lambda_selection_patterns",
        "test_lambda_aws_integration_response_with_mapping_templates",
        "test_lambda_aws_integration",
        "test_http_integration_with_lambda[HTTP]",
        "test_http_integration_method[HTTP]",
        "test_http_integration_invoke_status_code_passthrough[HTTP]",
        "test_input_body_formatting",
        "test_lambda_aws_proxy_integration",
        "test_lambda_rust_proxy_integration",
        "test_response_headers_invocation_with_apigw",
        "test_invocation_trace_id",
        "test_http_integration_invoke_status_code_passthrough[HTTP_PROXY]",
        "test_http_integration_method[HTTP_PROXY]",
        "test_http_integration_with_lambda[HTTP_PROXY]",
        "test_http_proxy_integration_request_data_mappings",
    };

    [Fact]
    public void Every_case_with_functions_is_run_or_says_why_not() =>
        Assert.Equal(RecordedCase.All().Select(static each => each.Name).Order(StringComparer.Ordinal), s_run.Concat(s_notYet.Keys).Order(StringComparer.Ordinal));

    /// <summary>The function returns what the request's body says.</summary>
    [Fact]
    public async Task Answers_are_taken_or_refused_as_recorded()
    {
        var recorded = RecordedCase.Of("test_aws_proxy_response_payload_format_validation");
        await using var gateway = await RecordedGateway.StartAsync(recorded, static request => RecordedCase.Text(request["body"]));
        var comparison = new RecordedComparison();
        var compared = 0;
        foreach (var request in recorded.Requests)
        {
            var (name, expected) = request["recorded"]!.AsObject().Single();
            var answer = await gateway.SendAsync(request);
            var isRefused = expected!["content"] is JsonObject;
            Assert.Equal($"{name}: {(isRefused ? 502 : name == "invoke-api-status-code-str" ? 201 : 200)}", $"{name}: {answer.Status}");
            comparison.Compare(expected["content"], isRefused ? JsonNode.Parse(answer.Body) : answer.Body, name);
            if (expected["headers"] is { } headers)
            {
                comparison.Compare(headers, answer.Joined(), name);
            }

            compared++;
        }

        Assert.Equal(15, compared);
    }

    /// <summary>The function returns its event as the body.</summary>
    [Fact]
    public async Task Events_are_the_recorded_ones()
    {
        var recorded = RecordedCase.Of("test_lambda_aws_proxy_integration");
        await using var gateway = await RecordedGateway.StartAsync(recorded, Echo);
        var comparison = new RecordedComparison();
        var compared = 0;
        foreach (var request in recorded.Requests)
        {
            var (name, expected) = request["recorded"]!.AsObject().Single();
            var answer = await gateway.SendAsync(request);
            Assert.Equal($"{name}: 200", $"{name}: {answer.Status}");
            comparison.Compare(expected, JsonNode.Parse(answer.Body), name);
            compared++;
        }

        Assert.Equal(11, compared);
    }

    [Fact]
    public async Task Answers_have_the_recorded_headers_with_and_without_a_trace()
    {
        var recorded = RecordedCase.Of("test_invocation_trace_id");
        await using var gateway = await RecordedGateway.StartAsync(recorded, Echo);
        var comparison = new RecordedComparison();
        foreach (var (request, name) in recorded.Requests.Zip(["normal-req-headers-MOCK", "trace-id-req-headers-MOCK", "normal-req-headers-AWS_PROXY", "trace-id-req-headers-AWS_PROXY"]))
        {
            var answer = await gateway.SendAsync(request);
            var ours = answer.Lowered();
            comparison.Compare(recorded.Loose[name], ours, name);
            if (request["params"]!["headers"]!["x-amzn-trace-id"] is { } sent && name.EndsWith("AWS_PROXY", StringComparison.Ordinal))
            {
                Assert.StartsWith(RecordedCase.Text(sent)[..40], RecordedCase.Text(ours["x-amzn-trace-id"]), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Status_and_content_type_are_the_functions()
    {
        var recorded = RecordedCase.Of("test_response_headers_invocation_with_apigw");
        await using var gateway = await RecordedGateway.StartAsync(recorded, static _ => """{"statusCode":300,"headers":{"Content-Type":"application/xml"},"body":"<a/>"}""");
        var request = Assert.Single(recorded.Requests);
        var answer = await gateway.SendAsync(request);
        Assert.Equal((int)request["expect"]!["status"]!, answer.Status);
        Assert.Equal(RecordedCase.Text(request["expect"]!["contentType"]), RecordedCase.Text(answer.Joined()["Content-Type"]));
    }

    /// <summary>The recording broke off at the name, which its request has from an earlier run: the greeting is of the name that is sent.</summary>
    [Fact]
    public async Task A_name_in_the_query_is_greeted()
    {
        var recorded = RecordedCase.Of("test_lambda_rust_proxy_integration");
        await using var gateway = await RecordedGateway.StartAsync(
            recorded,
            static request => new JsonObject { ["statusCode"] = 200, ["body"] = $"Hello, {request["queryStringParameters"]!["first_name"]}!" }.ToJsonString());
        var answer = await gateway.SendAsync(Assert.Single(recorded.Requests));
        Assert.Equal((200, "Hello, test_name_0edd36a0!"), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("test_http_integration_method[HTTP_PROXY]", true)]
    [InlineData("test_http_integration_method[HTTP]", true)]
    [InlineData("test_http_integration_with_lambda[HTTP]", false)]
    [InlineData("test_http_integration_with_lambda[HTTP_PROXY]", false)]
    [InlineData("test_http_proxy_integration_request_data_mappings", true)]
    public async Task A_function_behind_its_URL_sees_and_answers_what_was_recorded(string name, bool isTrimmed)
    {
        var recorded = RecordedCase.Of(name);
        await using var url = FunctionUrl.Echo(isTrimmed);
        await using var gateway = await RecordedGateway.StartAsync(recorded, backend: FunctionUrl.Of(url));
        var comparison = new RecordedComparison();
        foreach (var request in recorded.Requests)
        {
            var (step, expected) = request["recorded"]!.AsObject().Single();
            var answer = await gateway.SendAsync(request);
            Assert.Equal(200, answer.Status);
            comparison.Compare(expected!["content"] ?? expected, JsonNode.Parse(answer.Body), step);
            if (expected["headers"] is { } headers && expected["content"] is not null)
            {
                comparison.Compare(headers, answer.Lowered(), step);
            }
        }
    }

    /// <summary>Every body, empty, JSON or text, through templates that look at it on its way and back.</summary>
    [Fact]
    public async Task Bodies_are_seen_by_templates_as_recorded()
    {
        var recorded = RecordedCase.Of("test_input_body_formatting");
        await using var url = FunctionUrl.Mirror();
        await using var gateway = await RecordedGateway.StartAsync(recorded, backend: FunctionUrl.Of(url));
        var compared = 0;
        foreach (var request in recorded.Requests)
        {
            var (step, expected) = request["recorded"]!.AsObject().Single();
            var kind = request["params"]!["body"] is not { } body ? "empty-body" : body is JsonObject ? "json-body" : "str-body";
            var answer = await gateway.SendAsync(request);
            Assert.Equal($"{step} {kind}: {RecordedCase.Text(expected![kind])}", $"{step} {kind}: b'{answer.Body}'");
            compared++;
        }

        Assert.Equal(18, compared);
    }

    [Fact]
    public async Task What_a_function_is_told_by_a_template_and_answers_by_one_is_recorded()
    {
        var plain = RecordedCase.Of("test_lambda_aws_integration");
        await using (var gateway = await RecordedGateway.StartAsync(plain, static request => request.ToJsonString()))
        {
            var request = plain.Requests.Single(static request => request["recorded"] is not null);
            new RecordedComparison().Compare(request["recorded"]!["lambda-aws-integration"], JsonNode.Parse((await gateway.SendAsync(request)).Body), plain.Name);
        }

        var recorded = RecordedCase.Of("test_lambda_aws_integration_response_with_mapping_templates");
        await using var mapped = await RecordedGateway.StartAsync(
            recorded, static request => $$"""{"statusCode": 200, "body": "{{(RecordedCase.Text(request["body"]!["httpStatus"]) == "200" ? "noerror" : "customerror")}}"}""");
        var compared = 0;
        foreach (var request in recorded.Requests.Where(static request => request["recorded"] is not null))
        {
            var (step, expected) = request["recorded"]!.AsObject().Single();
            var answer = await mapped.SendAsync(request);
            Assert.Equal((int)expected!["statusCode"]!, answer.Status);
            new RecordedComparison().Compare(expected["body"], JsonNode.Parse(answer.Body), step);
            compared++;
        }

        Assert.Equal(2, compared);
    }

    [Fact]
    public async Task Selection_patterns_look_into_what_a_function_throws()
    {
        var recorded = RecordedCase.Of("test_lambda_selection_patterns");
        await using var gateway = await RecordedGateway.StartAsync(recorded, request => RecordedCase.Text(request["statusCode"]) switch
        {
            "200" => "\"Pass\"",
            var status => recorded.Loose["lambda-selection-pattern-" + status]!.ToJsonString(),
        });
        var request = Assert.Single(recorded.Requests);
        foreach (var (path, status, name) in new[] { ("/dev/200", 200, ""), ("/dev/400", 405, "lambda-selection-pattern-400"), ("/dev/500", 502, "lambda-selection-pattern-500") })
        {
            request["params"]!["path"] = path;
            var answer = await gateway.SendAsync(request);
            Assert.Equal(status, answer.Status);
            new RecordedComparison().Compare(name.Length == 0 ? request["recorded"]!["lambda-selection-pattern-200"] : recorded.Loose[name], JsonNode.Parse(answer.Body), path);
        }
    }

    [Theory]
    [InlineData("HTTP_PROXY")]
    [InlineData("HTTP")]
    public async Task The_status_that_a_function_behind_its_URL_says_is_passed_on_by_a_proxy(string type)
    {
        var recorded = RecordedCase.Of($"test_http_integration_invoke_status_code_passthrough[{type}]");
        await using var url = FunctionUrl.Status();
        await using var gateway = await RecordedGateway.StartAsync(recorded, backend: FunctionUrl.Of(url));
        foreach (var request in recorded.Requests)
        {
            var (step, expected) = request["recorded"]!.AsObject().Single();
            var answer = await gateway.SendAsync(request);
            Assert.Equal((int)expected!["status_code"]!, answer.Status);
            new RecordedComparison().Compare(expected["body"], JsonNode.Parse(answer.Body), step);
        }
    }

    private static string Echo(JsonNode request) => new JsonObject { ["statusCode"] = 200, ["body"] = request.ToJsonString(), ["isBase64Encoded"] = false }.ToJsonString();
}
