// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.Lines;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Finish.ExecutionLogs;

/// <summary>A request's execution log as lines of the file: one JSON object each, with time, log group and AWS's text.</summary>
internal sealed class ExecutionLogFormat(TimeProvider time) : ILineFormat
{
    // What one request's lines are put together in; each writer of a shard has its own.
    [ThreadStatic]
    private static ExecutionLines? t_lines;

    private readonly ExecutionReport _report = new(time);

    public void Write(Exchange exchange, in Outcome outcome, ReadOnlySpan<byte> origin, ByteWriter line, ByteWriter value)
    {
        var trace = exchange.Trace!;
        var lines = t_lines ??= new ExecutionLines();
        lines.Begin();
        _report.Fill(exchange, trace, outcome, lines, checks: true);
        value.Clear();
        value.WriteText(trace.Settings.Group);
        for (var i = 0; i < lines.Count; i++)
        {
            line.Write(i == 0 ? "{\"time\":\""u8 : "\n{\"time\":\""u8);
            LineTime.WriteIso(lines.Time(i), line);
            line.Write("\",\"group\":\""u8);
            ValueEscaping.Json.Write(value.Written, line);
            line.Write("\",\"text\":\"("u8);
            line.Write(exchange.Ids.Uuid);
            line.Write(") "u8);
            ValueEscaping.Json.Write(lines.Text(i), line);
            line.Write("\"}"u8);
        }
    }

    /// <summary>The same as a test invocation tells it.</summary>
    public string Describe(Exchange exchange, in Outcome outcome)
    {
        var lines = new ExecutionLines();
        lines.Begin();
        _report.Fill(exchange, exchange.Trace!, outcome, lines, checks: false);
        var text = new ByteWriter(2048);
        text.Write("Execution log for request "u8);
        text.Write(exchange.Ids.Uuid);
        text.Write((byte)'\n');
        for (var i = 0; i < lines.Count; i++)
        {
            LineTime.WriteJava(lines.Time(i), text);
            text.Write(" : "u8);
            text.Write(lines.Text(i));
            text.Write((byte)'\n');
        }

        return Encoding.UTF8.GetString(text.Written);
    }
}
