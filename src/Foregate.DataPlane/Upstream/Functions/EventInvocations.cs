// SPDX-License-Identifier: Apache-2.0

namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>
/// Invocations that nobody waits for. They lie in memory, a bounded number of them, and are lost with the process; one that fails is run twice more, after one
/// and two minutes, as Lambda does.
/// </summary>
internal sealed class EventInvocations(TimeProvider time)
{
    /// <summary>How many may wait or run at once.</summary>
    public const int Limit = 1_000;

    // Lambda's longest timeout; the function's own is shorter or the same.
    private const int LongestMilliseconds = 900_000;
    private const int Tries = 3;

    private int _count;

    public static Func<Ledgers, EventInvocations> Make { get; } = static ledgers => new EventInvocations(ledgers.Options.Time);

    /// <summary>Those that wait or run now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Runs the function without anybody's waiting. What the call says is copied. False when as many wait as may.</summary>
    public bool TryAdd(FunctionTarget target, FunctionCall call)
    {
        if (Interlocked.Increment(ref _count) > Limit)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        var own = new FunctionCall
        {
            Payload = call.Payload.ToArray(),
            TraceId = call.TraceId.ToArray(),
            ClientContext = call.ClientContext.ToArray(),
            TimeoutMilliseconds = LongestMilliseconds,
        };
        _ = RunAsync(target, own);
        return true;
    }

    private async Task RunAsync(FunctionTarget target, FunctionCall call)
    {
        // The request that began it is not kept waiting by a function that answers at once.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            for (var run = 1; run <= Tries; run++)
            {
                var answer = await target.InvokeAsync(call);
                answer.Lease?.Release();
                if (answer.Outcome is FunctionOutcome.Answered or FunctionOutcome.NotFound || run == Tries)
                {
                    return;
                }

                await Task.Delay(TimeSpan.FromMinutes(run), time);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
