// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.ExecutionLogs;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Traces;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Finish.ExecutionLogs;

public sealed class ExecutionReportTests : IDisposable
{
    private readonly GivenExchange _given = new();
    private readonly ExecutionLines _lines = new();
    private readonly ExecutionReport _report;

    public ExecutionReportTests() => _report = new ExecutionReport(_given.Time);

    [Fact]
    public void Each_line_has_the_time_of_what_it_tells()
    {
        var exchange = _given.Answered();
        exchange.Watch(Begun(errorsOnly: false, hasData: false));
        exchange.Trace!.Ask(isTls: false, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n"u8);
        Fill(exchange);
        var start = exchange.RequestTimeEpoch;
        Assert.Equal([0L, 0, 2, 12, 12, 12], Enumerable.Range(4, 6).Select(i => _lines.Time(i) - start));
        Assert.Equal("Received response. Status: 200, Integration latency: 10 ms", Text(7));
    }

    [Fact]
    public void An_answer_that_broke_off_is_no_success()
    {
        var exchange = _given.Answered();
        exchange.Watch(Begun(errorsOnly: true, hasData: false));
        Assert.False(ExecutionReport.IsTold(exchange, exchange.Trace!));
        exchange.IsTruncated = true;
        Assert.True(ExecutionReport.IsTold(exchange, exchange.Trace!));
        Fill(exchange);
        Assert.Equal(["Execution failed: the answer broke off after its head had gone out", "Method completed with status: 200"], [Text(0), Text(1)]);
    }

    [Fact]
    public void A_limit_is_told_before_the_execution_begins()
    {
        var exchange = _given.Refused(Rejections.Rest.Throttled.At("/x", "More than 1 requests per second after a burst of 1.", "Limit: 1.00 Burst: 1"));
        exchange.Watch(Begun(errorsOnly: false, hasData: true));
        Fill(exchange);
        // As it was captured on AWS.
        Assert.Equal(
            ["Key throttle limit exceeded for RestApi api1234567, Stage prod, Resource res123, HttpMethod GET. Limit: 1.00 Burst: 1", "Method completed with status: 429"],
            All[2..]);
        Assert.StartsWith("Verifying Usage Plan for request: ", All[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_quota_that_is_used_up_is_told_alike()
    {
        var exchange = _given.Refused(Rejections.Rest.QuotaExceeded.At("/x", "It has used up its quota.", "Limit: 100"));
        exchange.Watch(Begun(errorsOnly: true, hasData: false));
        Fill(exchange);
        Assert.Equal(["Key quota limit exceeded for RestApi api1234567, Stage prod, Resource res123, HttpMethod GET. Limit: 100", "Method completed with status: 429"], All);
    }

    [Fact]
    public void A_limit_that_AWS_does_not_have_is_told_in_our_words()
    {
        var exchange = _given.Refused(Rejections.Rest.Throttled.At("--limit-by", "Requests with one value of x come at more than 1."));
        exchange.Watch(Begun(errorsOnly: true, hasData: false));
        Fill(exchange);
        Assert.Equal(["Requests with one value of x come at more than 1.", "Method completed with status: 429"], All);
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("text/json; charset=utf-8", "text/json")]
    public void A_body_that_is_not_as_its_model_asks_is_told_with_its_faults(string? type, string told)
    {
        var exchange = _given.Refused(Rejections.Rest.BadRequestBody.At("/x", "The validator v holds the body against the model m: [***]"));
        var answered = type is null ? exchange : Refused(_given.Answered(headers: "Content-Type: " + type), exchange.Rejection!);
        answered.ValidationErrors = "[object has missing required properties ([\"a\"])]";
        answered.Watch(Begun(errorsOnly: false, hasData: false));
        Fill(answered);
        Assert.Equal(
            [$"Request body does not match model schema for content type {told}: [object has missing required properties ([\"a\"])]", "Method completed with status: 400"],
            All[^2..]);
        Assert.Contains(All, static line => line.StartsWith("Starting execution for request: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_parameters_are_told_as_they_are_answered()
    {
        var exchange = _given.Refused(Rejections.Rest.MissingParameters("[a, b]").At("/x", "The validator v asks for parameters that the request does not have: [a, b]."));
        exchange.Watch(Begun(errorsOnly: true, hasData: false));
        Fill(exchange);
        Assert.Equal(["Missing required request parameters: [a, b]", "Method completed with status: 400"], All);
    }

    [Fact]
    public void Telling_a_request_allocates_nothing()
    {
        var exchange = _given.Answered();
        exchange.Watch(Begun(errorsOnly: false, hasData: true));
        exchange.Trace!.Ask(isTls: false, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n"u8);
        Assert.Equal(0, GivenRequest.Allocated(() => Fill(exchange)));
    }

    public void Dispose() => _given.Dispose();

    private string[] All => [.. Enumerable.Range(0, _lines.Count).Select(Text)];

    private static Exchange Refused(Exchange exchange, Rejection rejection)
    {
        exchange.IntegrationResponse.Reset();
        exchange.Rejection = rejection;
        exchange.Response.Status = rejection.Status;
        return exchange;
    }

    private static ExecutionTrace Begun(bool errorsOnly, bool hasData)
    {
        var trace = new ExecutionTrace();
        trace.Begin(new TraceSettings("group", errorsOnly, hasData, RequiresKey: false));
        return trace;
    }

    private void Fill(Exchange exchange)
    {
        _lines.Begin();
        _report.Fill(exchange, exchange.Trace!, Outcome.Of(exchange, _given.Time), _lines, checks: true);
    }

    private string Text(int index) => Encoding.UTF8.GetString(_lines.Text(index));
}
