// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Foregate.DataPlane.Upstream.Functions.Processes;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Processes;

public sealed class OrphanGuardTests
{
    private const string SearchPath = "/usr/local/bin:/usr/bin:/bin";

    [Fact]
    public async Task Ends_what_is_left_when_its_pipe_breaks_and_leaves_what_was_removed()
    {
        using var left = Sleep();
        using var removed = Sleep();
        var guard = new OrphanGuard(SearchPath);
        guard.Add(left.Id);
        guard.Add(removed.Id);
        guard.Remove(removed.Id);
        guard.Dispose();
        await left.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(FunctionGround.Lives(removed.Id));
        removed.Kill();
    }

    [Fact]
    public async Task A_guard_that_was_killed_is_replaced_and_told_everything()
    {
        using var sleep = Sleep();
        using var next = Sleep();
        var guard = new OrphanGuard(SearchPath);
        guard.Add(sleep.Id);
        using (var shell = Process.GetProcessById(guard.ProcessId))
        {
            shell.Kill();
            await FunctionGround.Until(() => !FunctionGround.Lives(shell.Id));
        }

        guard.Add(next.Id);
        guard.Dispose();
        await sleep.WaitForExitAsync(TestContext.Current.CancellationToken);
        await next.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    // Leads a group of its own, as functions do.
    private static Process Sleep()
    {
        var process = Process.Start(new ProcessStartInfo("setsid", ["sleep", "1000"]))!;
        SpinWait.SpinUntil(() => File.ReadAllText($"/proc/{process.Id}/stat").Split(' ')[4] == process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return process;
    }
}
