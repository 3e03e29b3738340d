// SPDX-License-Identifier: Apache-2.0
using System.IO.Pipelines;
using System.Text;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Upstream.Functions.Processes;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Processes;

public sealed class WorkerOutputTests
{
    private readonly FunctionLog _log = new FunctionLogs(TimeProvider.System).Of("f");
    private readonly Pipe _pipe = new();

    private string[] Said => [.. _log.Lines().Select(line => line.Text)];

    [Fact]
    public async Task Splits_lines_and_ends_the_last_one()
    {
        var output = Reading();
        await Write("one\r\ntw");
        await Write("o\n\nthree");
        await _pipe.Writer.CompleteAsync();
        await FunctionGround.Until(() => Said.Length == 4);
        Assert.Equal(["one", "two", "", "three"], Said);
        output.Dispose();
    }

    [Fact]
    public async Task A_line_without_an_end_is_cut_and_the_rest_counted()
    {
        Reading();
        for (var i = 0; i < 64; i++)
        {
            await Write(new string('x', 64 * 1024));
        }

        await _pipe.Writer.CompleteAsync();
        await FunctionGround.Until(() => Said.Length == 2);
        Assert.Equal(new string('x', WorkerOutput.MaxLine) + "…", Said[0]);
        Assert.Contains($"{(64 * 64 * 1024) - WorkerOutput.MaxLine} more bytes of output were dropped", Said[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_each_invocation_a_part_is_kept()
    {
        var output = Reading();
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        output.RequestId = one;
        for (var i = 0; i < 100; i++)
        {
            await Write(new string('a', 10_000) + "\n");
        }

        // Whose a byte is, is what is running when it is read: that all of the first are read shows in the last of them.
        await Write("\n");
        await FunctionGround.Until(() => _log.Tail(one, int.MaxValue).Length > WorkerOutput.MaxPerInvocation - 10_001);
        Assert.InRange(_log.Tail(one, int.MaxValue).Length, 1, WorkerOutput.MaxPerInvocation + WorkerOutput.MaxLine);
        output.RequestId = other;
        await Write(new string('b', 2 * WorkerOutput.MaxLine) + "\nsecond\n");
        await _pipe.Writer.CompleteAsync();
        await FunctionGround.Until(() => _log.Tail(other, int.MaxValue).Contains("second\n", StringComparison.Ordinal));
    }

    private WorkerOutput Reading()
    {
        var output = new WorkerOutput(_log, stopMilliseconds: 200);
        output.Read(_pipe.Reader.AsStream());
        return output;
    }

    private async Task Write(string text)
    {
        await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
    }
}
