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
        var exchange = _given.Refused(Rejections.Rest.Throttled.At("/x", "More than 1 requests per second after a burst of 1."));
        exchange.Watch(Begun(errorsOnly: false, hasData: true));
        Fill(exchange);
        Assert.Equal(["More than 1 requests per second after a burst of 1.", "Method completed with status: 429"], [Text(_lines.Count - 2), Text(_lines.Count - 1)]);
        Assert.DoesNotContain(Enumerable.Range(0, _lines.Count), i => Text(i).StartsWith("Starting execution", StringComparison.Ordinal));
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

    private static ExecutionTrace Begun(bool errorsOnly, bool hasData)
    {
        var trace = new ExecutionTrace();
        trace.Begin(new TraceSettings("group", errorsOnly, hasData, RequiresKey: false));
        return trace;
    }

    private void Fill(Exchange exchange)
    {
        _lines.Begin(985, 0);
        _report.Fill(exchange, exchange.Trace!, Outcome.Of(exchange, _given.Time), _lines, checks: true);
    }

    private string Text(int index) => Encoding.UTF8.GetString(_lines.Text(index));
}
