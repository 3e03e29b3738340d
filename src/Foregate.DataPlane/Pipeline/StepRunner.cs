// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Awaiting;

namespace Foregate.DataPlane.Pipeline;

/// <summary>
/// Runs a request through its lists: the steps at the door, the binder, the steps on the route. A loop while steps complete
/// synchronously; one pooled async method from the first that waits.
/// </summary>
internal static class StepRunner
{
    public static ValueTask<Verdict> RunAsync(Exchange exchange) => ContinueAsync(exchange, StepList.AtTheDoor, 0);

    private static ValueTask<Verdict> ContinueAsync(Exchange exchange, StepList list, int index)
    {
        var stage = exchange.Stage!;
        try
        {
            if (list == StepList.AtTheDoor)
            {
                var atTheDoor = stage.AtTheDoor;
                for (; index < atTheDoor.Length; index++)
                {
                    var pending = atTheDoor[index].InvokeAsync(exchange);
                    if (!pending.IsCompletedSuccessfully)
                    {
                        return Awaited(pending, exchange, list, index);
                    }

                    var verdict = pending.Result;
                    if (verdict.Kind != VerdictKind.Continue)
                    {
                        return Stop(exchange, list, index, verdict);
                    }
                }

                list = StepList.Bind;
                index = 0;
                var bound = stage.Binder.Bind(exchange);
                if (bound.Kind != VerdictKind.Continue)
                {
                    return Stop(exchange, list, index, bound);
                }

                list = StepList.OnRoute;
            }

            var steps = exchange.Route.Plan!.Steps;
            for (; index < steps.Length; index++)
            {
                var pending = steps[index].InvokeAsync(exchange);
                if (!pending.IsCompletedSuccessfully)
                {
                    return Awaited(pending, exchange, list, index);
                }

                var verdict = pending.Result;
                if (verdict.Kind != VerdictKind.Continue)
                {
                    return Stop(exchange, list, index, verdict);
                }
            }

            return Stop(exchange, list, steps.Length, Verdict.Answered);
        }
        catch (Exception) when (NoteThrown(exchange, list, index))
        {
            throw;
        }
    }

    private static ValueTask<Verdict> Stop(Exchange exchange, StepList list, int index, Verdict verdict)
    {
        exchange.Stopped = new StepPosition(list, index, verdict.Kind);
        return verdict;
    }

    /// <summary>Writes down which step threw, on the exception's way to the gateway. Never true: nothing is caught here.</summary>
    private static bool NoteThrown(Exchange exchange, StepList list, int index)
    {
        exchange.Stopped = new StepPosition(list, index, VerdictKind.Threw);
        return false;
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private static async ValueTask<Verdict> Awaited(ValueTask<Verdict> pending, Exchange exchange, StepList list, int index)
    {
        Verdict verdict;
        try
        {
            verdict = await pending;
        }
        catch (Exception) when (NoteThrown(exchange, list, index))
        {
            throw;
        }

        if (verdict.Kind != VerdictKind.Continue)
        {
            exchange.Stopped = new StepPosition(list, index, verdict.Kind);
            return verdict;
        }

        return await ContinueAsync(exchange, list, index + 1);
    }
}
