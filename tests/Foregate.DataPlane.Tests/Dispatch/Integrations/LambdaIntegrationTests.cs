// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.Definitions.ApiGateway;
using static Foregate.DataPlane.Tests.Pipeline.Mapped.MappedApi;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

/// <summary>Integrations of type AWS with Lambda functions through the whole gateway.</summary>
public sealed class LambdaIntegrationTests
{
    [Fact]
    public async Task The_body_is_the_event_and_what_is_returned_the_answer()
    {
        var function = new FunctionDouble { Answer = "{\"said\":true}"u8.ToArray() };
        await using var api = await StartAsync(Lambda(Response()), function, null, ["200"]);
        var answer = await api.SendAsync("POST", "/pets/1", "{\"asked\":1}"u8.ToArray(), "application/json");
        Assert.Equal((200, "{\"said\":true}"), (answer.Status, Encoding.UTF8.GetString(answer.Body)));
        Assert.Equal("{\"asked\":1}", function.Event);
        Assert.Equal(function.TraceId, answer.Headers.GetValues("X-Amzn-Trace-Id").Single());
    }

    [Theory]
    [InlineData("Bad: no such pet", 404)]
    [InlineData("Bad", 200)]
    [InlineData("Bad: two\nlines", 200)]
    public async Task The_answer_is_selected_by_the_whole_errorMessage(string message, int status)
    {
        var error = $"{{\"errorMessage\":{System.Text.Json.JsonSerializer.Serialize(message)},\"errorType\":\"E\"}}";
        var function = new FunctionDouble { Outcome = FunctionOutcome.FunctionError, Answer = Encoding.UTF8.GetBytes(error) };
        await using var api = await StartAsync(Lambda(Response(), Response("404", "Bad: .*")), function, null, ["200", "404"]);
        var answer = await api.SendAsync("GET", "/pets/1");
        Assert.Equal((status, error), (answer.Status, Encoding.UTF8.GetString(answer.Body)));
    }

    [Fact]
    public async Task An_event_is_not_waited_for()
    {
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = new TaskCompletionSource();
        var function = new FunctionDouble { Waiting = waiting, Meanwhile = ran.SetResult };
        await using var api = await StartAsync(
            Lambda(Response()) with { RequestParameters = Map(("integration.request.header.X-Amz-Invocation-Type", "'Event'")) }, function, null, ["200"]);
        var answer = await api.SendAsync("POST", "/pets/1", "{\"asked\":1}"u8.ToArray(), "application/json");
        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Body);
        await ran.Task;
        Assert.Equal(1, api.Gateway.Ledgers.Of(EventInvocations.Make).Count);
        waiting.SetResult();
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{\"a\":")]
    public async Task What_is_no_JSON_is_refused_in_Lambdas_words_and_nobody_is_asked(string body)
    {
        var function = new FunctionDouble();
        await using var api = await StartAsync(Lambda(Response()), function, null, ["200"]);
        var answer = await api.SendAsync("POST", "/pets/1", Encoding.UTF8.GetBytes(body), "application/json");
        Assert.Equal(400, answer.Status);
        Assert.StartsWith("{\"message\":\"Could not parse request body into json: Could not parse payload into json: ", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
        Assert.Equal(0, function.Calls);
    }

    [Fact]
    public async Task A_text_that_a_function_returns_is_bytes_when_its_handling_says_so()
    {
        var function = new FunctionDouble { Answer = "\"//4=\""u8.ToArray() };
        await using var api = await StartAsync(Lambda(Response() with { ContentHandling = ContentHandling.ConvertToBinary }), function, null, ["200"]);
        Assert.Equal([0xFF, 0xFE], (await api.SendAsync("POST", "/pets/1", "{}"u8.ToArray(), "application/json")).Body);
    }

    [Theory]
    [InlineData("DryRun", 200, 0)]
    [InlineData("RequestResponse", 200, 1)]
    [InlineData("Sometimes", 500, 0)]
    public async Task The_invocation_type_is_Lambdas(string type, int status, int calls)
    {
        var function = new FunctionDouble();
        await using var api = await StartAsync(
            Lambda(Response()) with { RequestParameters = Map(("integration.request.header.X-Amz-Invocation-Type", "method.request.header.X-Type")) }, function, null, ["200"]);
        Assert.Equal(status, (await api.SendAsync("POST", "/pets/1", [], null, ("X-Type", type))).Status);
        Assert.Equal(calls, function.Calls);
    }

    [Theory]
    [InlineData((int)FunctionOutcome.Throttled)]
    [InlineData((int)FunctionOutcome.NotFound)]
    public async Task What_Lambda_refuses_is_500(int outcome)
    {
        await using var api = await StartAsync(Lambda(Response()), new FunctionDouble { Outcome = (FunctionOutcome)outcome }, null, ["200"]);
        Assert.Equal(500, (await api.SendAsync("GET", "/pets/1")).Status);
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", "integration.request.header.Authorization")]
    public async Task What_AWS_cannot_call_is_500(string method, string? mapped)
    {
        var function = new FunctionDouble();
        var parameters = mapped is null ? Map() : Map((mapped, "'a'"));
        await using var api = await StartAsync(Lambda(Response()) with { HttpMethod = method, RequestParameters = parameters }, function, null, ["200"]);
        Assert.Equal(500, (await api.SendAsync("GET", "/pets/1")).Status);
        Assert.Equal(0, function.Calls);
    }

    private static Integration Lambda(params IntegrationResponse[] responses) =>
        new() { Type = IntegrationType.Aws, HttpMethod = "POST", Uri = Function, IntegrationResponses = Responses(responses) };
}
