// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.Lines;

namespace Foregate.DataPlane.Tests.Finish.Lines;

public sealed class LineLogTests
{
    private static readonly LineShardTests.FixedLine Line = new("line");

    // The timeout is for a writer that never wakes up, so that the failure is this test's.
    [Fact(Timeout = 60_000)]
    public async Task A_line_is_written_without_anybody_asking()
    {
        using var target = new ScriptedStream();
        using var log = new LineLog(target);
        log.Add(Line, null!, default, default);
        await target.Arrived.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("line\n", target.Text);
    }

    // The timeout is for a writer that never wakes up, so that the failure is this test's.
    [Fact(Timeout = 60_000)]
    public async Task Lines_after_an_idle_while_wake_the_writer_again()
    {
        using var target = new ScriptedStream();
        using var log = new LineLog(target);
        for (var i = 0; i < 3; i++)
        {
            target.Arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            log.Add(Line, null!, default, default);
            await target.Arrived.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("line\nline\nline\n", target.Text);
    }

    [Fact]
    public void What_waits_is_written_at_the_end()
    {
        var target = new ScriptedStream();
        using (var log = new LineLog(target))
        {
            log.Add(Line, null!, default, default);
            log.Add(Line, null!, default, default);
        }

        Assert.Equal("line\nline\n", target.Text);
        Assert.True(target.IsDisposed);
    }

    [Fact]
    public void A_full_disk_drops_lines_exactly_and_a_later_line_says_how_many()
    {
        var target = new ScriptedStream { IsFull = true };
        using (var log = new LineLog(target))
        {
            for (var i = 0; i < 7; i++)
            {
                log.Add(Line, null!, default, default);
            }

            log.Flush();
            Assert.Equal((0, 7), (log.Written, log.Dropped));
            target.IsFull = false;
            log.Add(Line, null!, default, default);
            log.Flush();
            Assert.Equal((1, 7), (log.Written, log.Dropped));
        }

        Assert.Equal("\nline\n{\"accessLogLinesDropped\":7}\n", target.Text);
    }

    [Fact]
    public void What_a_failing_target_took_of_a_line_does_not_spoil_the_next()
    {
        var target = new ScriptedStream { IsFull = true, TakesBeforeFull = 2 };
        using (var log = new LineLog(target))
        {
            log.Add(Line, null!, default, default);
            log.Flush();
            target.IsFull = false;
            log.Add(Line, null!, default, default);
        }

        Assert.Equal("li\nline\n{\"accessLogLinesDropped\":1}\n", target.Text);
    }

    // The timeout is for a writer that never wakes up, so that the failure is this test's.
    [Fact(Timeout = 60_000)]
    public async Task A_target_that_takes_nothing_never_holds_a_request_up_and_every_line_is_accounted_for()
    {
        var target = new ScriptedStream();
        target.Gate.Reset();
        var log = new LineLog(target, memory: 64 * 1024);
        log.Add(Line, null!, default, default);
        // The writer is inside the stalled write now.
        await target.Entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        const int Added = 100_000;
        for (var i = 1; i < Added; i++)
        {
            log.Add(Line, null!, default, default);
        }

        // Told while the target still stands.
        Assert.InRange(log.Dropped, Added / 2, Added - 1);
        target.Gate.Set();
        log.Dispose();
        Assert.Equal(Added, log.Written + log.Dropped);
        Assert.NotEqual(0, log.Dropped);
        Assert.Equal(log.Written, target.Text.Split('\n').Count(line => line == "line"));
        var reported = target.Text.Split('\n').Where(line => line.StartsWith('{'))
            .Sum(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("accessLogLinesDropped").GetInt64());
        Assert.Equal(log.Dropped, reported);
    }

    [Fact]
    public void Threads_that_write_at_once_lose_no_line_unaccounted()
    {
        const int Each = 20_000;
        var target = new ScriptedStream();
        var log = new LineLog(target);
        var threads = Enumerable.Range(0, 8).Select(t => new Thread(() =>
        {
            var line = new LineShardTests.FixedLine("line of " + t);
            for (var i = 0; i < Each; i++)
            {
                log.Add(line, null!, default, default);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        log.Dispose();
        Assert.Equal(8 * Each, log.Written + log.Dropped);
        var lines = target.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('{')).ToList();
        Assert.Equal(log.Written, lines.Count);
        Assert.All(lines, line => Assert.Matches("^line of [0-7]$", line));
    }

    /// <summary>A target that fills up, stalls and remembers as told.</summary>
    private sealed class ScriptedStream : MemoryStream
    {
        private readonly MemoryStream _taken = new();

        public bool IsFull { get; set; }

        public int TakesBeforeFull { get; init; }

        public bool IsDisposed { get; private set; }

        public ManualResetEventSlim Gate { get; } = new(true);

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Arrived { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Text
        {
            get
            {
                lock (_taken)
                {
                    return Encoding.UTF8.GetString(_taken.ToArray());
                }
            }
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Entered.TrySetResult();
            Gate.Wait();
            lock (_taken)
            {
                _taken.Write(IsFull ? buffer[..TakesBeforeFull] : buffer);
            }

            if (IsFull)
            {
                throw new IOException("No space left on device");
            }

            Arrived.TrySetResult();
        }

        public override void WriteByte(byte value) => Write([value]);

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
