// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Protocol.Handlers.Lambda;

/// <summary>
/// Runs functions for Invoke, by those who run them for APIs. Events that nobody waits for lie in memory until they have been run; one that fails is
/// run twice more, one that could not be run yet is tried again, as on AWS.
/// </summary>
internal sealed class FunctionRunner(GatewayFunctions? functions, TimeProvider time)
{
    /// <summary>Events that may wait at the same time.</summary>
    public const int MostEvents = 1000;

    // AWS waits a minute before the second attempt and two before the third.
    private static readonly TimeSpan[] s_retries = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    private static readonly TimeSpan s_shortestPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_oldestEvent = TimeSpan.FromHours(6);

    // What a function writes comes by another way than what it answers, and takes a moment longer.
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(20);

    private const int MostLooks = 10;

    private int _events;

    /// <summary>Events that have not been run yet.</summary>
    public int Events => Volatile.Read(ref _events);

    public async ValueTask<Invocations.Execution> RunAsync(Account account, Invocations.Invocation invocation, CancellationToken cancellationToken)
    {
        if (functions is null)
        {
            return new Invocations.Execution(Invocations.ExecutionOutcome.NotRun, Message: "Nothing here runs functions.");
        }

        var arn = FunctionArns.Of(account, invocation.Version.FunctionName, invocation.Qualifier);
        if (invocation.IsEvent)
        {
            return new Invocations.Execution(Accept(functions, arn, invocation) ? Invocations.ExecutionOutcome.Accepted : Invocations.ExecutionOutcome.Throttled);
        }

        var started = time.GetTimestamp();
        var (status, isFunctionError, payload, requestId) = await functions.InvokeAsync(arn, invocation.Payload, invocation.ClientContext);
        var name = invocation.Version.FunctionName;
        return status switch
        {
            200 => new Invocations.Execution(
                isFunctionError ? Invocations.ExecutionOutcome.FunctionError : Invocations.ExecutionOutcome.Returned,
                payload,
                invocation.WantsLog ? await LogAsync(functions, arn, invocation.Version, requestId, time.GetElapsedTime(started), cancellationToken) : null,
                RequestId: requestId == Guid.Empty ? null : requestId.ToString()),
            429 => new Invocations.Execution(Invocations.ExecutionOutcome.Throttled),
            404 => NotRun($"Nobody runs {arn} here."),
            504 => NotRun($"{name} did not end in time."),
            _ => NotRun($"{name} could not be run; its log says why."),
        };
    }

    private static Invocations.Execution NotRun(string message) => new(Invocations.ExecutionOutcome.NotRun, Message: message);

    private bool Accept(GatewayFunctions runners, string arn, Invocations.Invocation invocation)
    {
        if (Interlocked.Increment(ref _events) > MostEvents)
        {
            Interlocked.Decrement(ref _events);
            return false;
        }

        _ = RunEventAsync(runners, arn, invocation);
        return true;
    }

    private async Task RunEventAsync(GatewayFunctions runners, string arn, Invocations.Invocation invocation)
    {
        var came = time.GetUtcNow();
        var failures = 0;
        var pause = s_shortestPause;
        try
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            while (time.GetUtcNow() - came < s_oldestEvent)
            {
                var (status, isFunctionError, _, _) = await runners.InvokeAsync(arn, invocation.Payload, invocation.ClientContext);
                if (status == 404 || (status == 200 && (!isFunctionError || failures == s_retries.Length)))
                {
                    return;
                }

                if (status == 200)
                {
                    await Task.Delay(s_retries[failures++], time);
                }
                else
                {
                    await Task.Delay(pause, time);
                    pause = pause < s_longestPause / 2 ? pause * 2 : s_longestPause;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _events);
        }
    }

    /// <summary>What the invocation wrote, between the lines that Lambda writes about it.</summary>
    private async Task<string> LogAsync(
        GatewayFunctions runners, string arn, Definitions.Lambda.Function version, Guid requestId, TimeSpan took, CancellationToken cancellationToken)
    {
        var lines = Lines(runners, arn, requestId);
        for (var looks = 0; looks < MostLooks; looks++)
        {
            await Task.Delay(s_quiet, time, cancellationToken);
            var now = Lines(runners, arn, requestId);
            if (now.Count == lines.Count)
            {
                break;
            }

            lines = now;
        }

        var log = new StringBuilder();
        log.Append(CultureInfo.InvariantCulture, $"START RequestId: {requestId} Version: {version.Version}\n");
        foreach (var line in lines)
        {
            log.Append(line).Append('\n');
        }

        log.Append(CultureInfo.InvariantCulture, $"END RequestId: {requestId}\n");
        log.Append(
            CultureInfo.InvariantCulture,
            $"REPORT RequestId: {requestId}\tDuration: {took.TotalMilliseconds:0.00} ms\tBilled Duration: {Math.Ceiling(took.TotalMilliseconds):0} ms\tMemory Size: {version.MemorySize} MB\t\n");
        return log.ToString();
    }

    private static List<string> Lines(GatewayFunctions runners, string function, Guid requestId)
    {
        var lines = new List<string>();
        foreach (var line in runners.Lines(function))
        {
            if (line.RequestId == requestId)
            {
                lines.Add(line.Text);
            }
        }

        return lines;
    }
}
