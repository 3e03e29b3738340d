// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Finish.Decisions;

/// <summary>
/// Spells out a request's way from where it stopped: steps before went on, steps after were not run. After a fault of the gateway's
/// outside its steps, which of them had run is not known.
/// </summary>
internal static class DecisionSteps
{
    private const string Continue = "continue";
    private const string Answered = "answered";
    private const string Rejected = "rejected";
    private const string Failed = "failed";
    private const string NotRun = "not run";
    private const string Unknown = "unknown";

    public static List<DecisionStep> Of(in DecisionSlot slot)
    {
        var trace = slot.Trace!;
        var steps = new List<DecisionStep>(4 + trace.AtTheDoor.Length + trace.OnRoute.Length);
        if (slot.IsDoorRejection)
        {
            steps.Add(new DecisionStep("Door", "RequestHead", Rejected));
            return steps;
        }

        var stopped = slot.StoppedList == StepList.Address && (slot.StoppedKind != VerdictKind.Continue || trace.Stage is null);
        steps.Add(new DecisionStep(nameof(StepList.Address), "AddressTable", stopped ? Stop(slot) : Continue));
        if (trace.Stage is null)
        {
            return steps;
        }

        Add(steps, slot, StepList.AtTheDoor, trace.AtTheDoor);
        Add(steps, slot, StepList.Bind, [trace.Binder!]);
        Add(steps, slot, StepList.OnRoute, trace.OnRoute);
        return steps;
    }

    private static void Add(List<DecisionStep> steps, in DecisionSlot slot, StepList list, ReadOnlySpan<Type> types)
    {
        for (var i = 0; i < types.Length; i++)
        {
            if (slot.StoppedKind == VerdictKind.Continue && slot.Rejection is not null)
            {
                steps.Add(new DecisionStep(list.ToString(), types[i].Name, Unknown));
                continue;
            }

            var order = slot.StoppedList != list ? list.CompareTo(slot.StoppedList) : i - slot.StoppedIndex;
            steps.Add(new DecisionStep(list.ToString(), types[i].Name, order < 0 ? Continue : order > 0 ? NotRun : Stop(slot)));
        }
    }

    private static string Stop(in DecisionSlot slot) => slot.StoppedKind switch
    {
        VerdictKind.Rejected => Rejected,
        VerdictKind.Answered => Answered,
        VerdictKind.Threw => Failed,
        _ => slot.Rejection is null ? Continue : Rejected,
    };
}
