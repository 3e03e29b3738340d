// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Upstream.Functions.Code;
using Foregate.DataPlane.Upstream.Functions.Processes;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Processes;

public sealed class WorkerProcessTests : IDisposable
{
    private const string SearchPath = "/usr/local/bin:/usr/bin:/bin";

    private readonly OrphanGuard _guard = new(SearchPath);
    private readonly FunctionLog _log = new FunctionLogs(TimeProvider.System).Of("f");
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string Said => string.Join('\n', _log.Lines().Select(line => line.Text));

    public void Dispose() => _guard.Dispose();

    [Fact]
    public async Task Becomes_the_program_when_it_may_and_tells_its_exit()
    {
        var process = Start("echo out; echo err >&2; exit 7");
        Assert.False(_exit.Task.IsCompleted);
        process.Go();
        Assert.Equal(7, await _exit.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        await FunctionGround.Until(() => Said == "out\nerr");
    }

    // It leads no group yet when it is young: a signal to the group alone would be lost, and nobody would ever tell it to go.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ends_by_a_signal_however_young_it_is(bool kills)
    {
        for (var i = 0; i < 20; i++)
        {
            var exit = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            var process = Start("sleep 1000", exit);
            if (kills)
            {
                process.Kill();
            }
            else
            {
                process.Terminate();
            }

            Assert.Equal(kills ? 137 : 143, await exit.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Takes_its_children_with_it()
    {
        var process = Start("trap '' TERM; sleep 1000 & echo $!; wait; sleep 1000");
        process.Go();
        await FunctionGround.Until(() => Said.Length > 0);
        var child = int.Parse(Said, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(FunctionGround.Lives(child));
        process.Kill();
        Assert.Equal(137, await _exit.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        await FunctionGround.Until(() => !FunctionGround.Lives(child));
    }

    [Fact]
    public async Task Output_that_a_grandchild_holds_open_is_read_no_further_and_told_of()
    {
        var process = Start("setsid sh -c 'echo $$; sleep 1000' & sleep 0.2; exit 0");
        process.Go();
        Assert.Equal(0, await _exit.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        await FunctionGround.Until(() => Said.Contains("holds its output open", StringComparison.Ordinal));
        var grandchild = int.Parse(Said.Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(FunctionGround.Lives(grandchild));
        System.Diagnostics.Process.GetProcessById(grandchild).Kill(entireProcessTree: true);
    }

    private WorkerProcess Start(string script, TaskCompletionSource<int>? exit = null)
    {
        var launch = new Launch { Program = "/bin/sh", Arguments = ["-c", script], TaskRoot = "/", RuntimeFolder = "/", SearchPath = SearchPath };
        return new WorkerProcess(
            launch, new Dictionary<string, string> { ["PATH"] = SearchPath }, _guard, new WorkerOutput(_log, stopMilliseconds: 200), (exit ?? _exit).SetResult);
    }
}
