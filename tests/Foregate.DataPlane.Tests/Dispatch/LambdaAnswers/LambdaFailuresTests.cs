// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaAnswers;

public sealed class LambdaFailuresTests
{
    [Theory]
    [InlineData((int)FunctionOutcome.FunctionError, 502, "Internal server error", "200", "customer function error: Kaputt")]
    [InlineData((int)FunctionOutcome.Throttled, 500, "Internal server error", "429", "status: 429")]
    [InlineData((int)FunctionOutcome.NotFound, 500, "Internal server error", "404", "Invalid permissions on Lambda function")]
    [InlineData((int)FunctionOutcome.Unavailable, 502, "Internal server error", "502", "could not be run")]
    [InlineData((int)FunctionOutcome.TimedOut, 502, "Internal server error", "", "its own time")]
    [InlineData((int)FunctionOutcome.ClientGone, 499, "Client Closed Request", "", null)]
    public async Task Says_what_became_of_the_invocation(int outcome, int status, string message, string serviceStatus, string? detail)
    {
        using var rest = FunctionBehind.Rest();
        rest.Function.Outcome = (FunctionOutcome)outcome;
        var sink = await rest.AnswerAsync("""{"errorType":"E","errorMessage":"Kaputt"}""");
        Assert.Equal((status, $"{{\"message\":\"{message}\"}}"), (sink.Status, sink.Body));
        Assert.Contains(detail ?? "", rest.Last!.Rejection!.Detail ?? "", StringComparison.Ordinal);
        Assert.Equal(serviceStatus, Variable(rest.Last, "integrationStatus"));
        Assert.Equal("", Variable(rest.Last, "integration.status"));
        if (status == 499)
        {
            return;
        }

        using var http = FunctionBehind.Http();
        http.Function.Outcome = (FunctionOutcome)outcome;
        sink = await http.AnswerAsync("{}");
        Assert.Equal((500, "{\"message\":\"Internal Server Error\"}"), (sink.Status, sink.Body));
    }

    [Fact]
    public async Task A_caller_that_waited_in_vain_is_told_so()
    {
        var time = new FakeTimeProvider();
        using var rest = FunctionBehind.Rest(time: time);
        rest.Function.Outcome = FunctionOutcome.TimedOut;
        rest.Function.Meanwhile = () => time.Advance(TimeSpan.FromSeconds(29));
        var sink = await rest.AnswerAsync("");
        Assert.Equal((504, "{\"message\":\"Endpoint request timed out\"}"), (sink.Status, sink.Body));
        Assert.Equal(29_000, rest.Function.TimeoutMilliseconds);
        Assert.EndsWith(" (no answer within the integration's 29000 ms)", rest.Last!.Rejection!.Detail, StringComparison.Ordinal);
        using var http = FunctionBehind.Http(time: time);
        http.Function.Outcome = FunctionOutcome.TimedOut;
        http.Function.Meanwhile = () => time.Advance(TimeSpan.FromSeconds(30));
        sink = await http.AnswerAsync("");
        Assert.Equal((500, "{\"message\":\"Internal Server Error\"}"), (sink.Status, sink.Body));
        Assert.Equal(RejectionReason.IntegrationTimeout, http.Last!.Rejection!.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("\"x\"")]
    [InlineData("{\"errorType\":\"E\"}")]
    [InlineData("{\"errorMessage\":7}")]
    [InlineData("{\"errorMessage\":\"\\ud800\"}")]
    public async Task An_error_without_a_message_is_one_all_the_same(string error)
    {
        using var behind = FunctionBehind.Rest();
        behind.Function.Outcome = FunctionOutcome.FunctionError;
        Assert.Equal(502, (await behind.AnswerAsync(error)).Status);
        Assert.EndsWith("no message", behind.Last!.Rejection!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_invocation_is_named_in_the_records()
    {
        using var behind = FunctionBehind.Rest();
        behind.Function.Outcome = FunctionOutcome.FunctionError;
        behind.Function.RequestId = Guid.Parse("c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
        await behind.AnswerAsync("""{"errorMessage":"Kaputt"}""");
        Assert.Equal(
            "Lambda execution failed with status 200 due to customer function error: Kaputt. Lambda request id: c6af9ac6-7b61-11e6-9a41-93e8deadbeef", behind.Last!.Rejection!.Detail);
        Assert.Equal("c6af9ac6-7b61-11e6-9a41-93e8deadbeef", Variable(behind.Last, "integration.requestId"));
        Assert.Equal("c6af9ac6-7b61-11e6-9a41-93e8deadbeef", Variable(behind.Last, "awsEndpointRequestId"));
        Assert.Equal("BUFFERED", Variable(behind.Last, "integration.responseTransferMode"));
    }

    [Fact]
    public async Task Only_the_beginning_of_a_long_message_is_kept()
    {
        using var behind = FunctionBehind.Rest();
        behind.Function.Outcome = FunctionOutcome.FunctionError;
        await behind.AnswerAsync("{\"errorMessage\":\"" + new string('x', 100_000) + "\"}");
        Assert.InRange(behind.Last!.Rejection!.Detail!.Length, 1024, 1200);
    }

    private static string Variable(Exchange exchange, string name)
    {
        Assert.True(ContextVariables.TryFind(name, ApiKind.Rest, ContextUse.AccessLog, TimeProvider.System, out var write));
        var writer = new ByteWriter();
        write(exchange, writer);
        return Sample.Text(writer.Written);
    }
}
