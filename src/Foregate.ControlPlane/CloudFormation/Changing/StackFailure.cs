// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.CloudFormation.Types;
using Foregate.DataPlane;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Changing;

/// <summary>The end of a stack whose resources could be made, but not served together: nothing has changed, and the stack tells why.</summary>
internal static class StackFailure
{
    /// <param name="before">The account as it was.</param>
    /// <param name="outcome">What would have been.</param>
    public static Account RollBack(Account before, StackOutcome outcome, IReadOnlyList<CompilationFault> faults, DateTimeOffset now, string? token)
    {
        var made = outcome.Stack!;
        var existing = before.Stacks.GetValueOrDefault(made.StackName);
        var isUpdate = existing is { Status: not StackStatus.ReviewInProgress };
        var history = new StackHistory(existing, made.StackName, made.StackId, now, token);
        var reasons = Reasons(made, outcome, faults);
        history.OfStack(isUpdate ? StackStatus.UpdateInProgress : StackStatus.CreateInProgress, "User Initiated");
        var failed = new List<string>();
        foreach (var change in outcome.Changes.Where(static change => change.Action != "Remove"))
        {
            var isNew = change.Action == "Add";
            var id = made.Resources.GetValueOrDefault(change.LogicalId)?.PhysicalId ?? change.PhysicalId ?? "";
            history.Add(change.LogicalId, isNew ? "" : id, change.Type, isNew ? StackStatus.CreateInProgress : StackStatus.UpdateInProgress);
            var reason = reasons.GetValueOrDefault(change.LogicalId);
            if (reason is not null)
            {
                failed.Add(change.LogicalId);
            }

            history.Add(change.LogicalId, id, change.Type, (isNew, reason) switch
            {
                (true, null) => StackStatus.CreateComplete,
                (true, _) => StackStatus.CreateFailed,
                (false, null) => StackStatus.UpdateComplete,
                _ => StackStatus.UpdateFailed,
            }, reason);
        }

        var cause = failed.Count > 0
            ? $"The following resource(s) failed to {(isUpdate ? "update" : "create")}: [{string.Join(", ", failed)}]."
            : string.Join(" ", faults.Select(static fault => $"{fault.Path}: {fault.Message}"));
        history.OfStack(isUpdate ? StackStatus.UpdateRollbackInProgress : StackStatus.RollbackInProgress, cause + " Rollback requested by user.");
        foreach (var change in outcome.Changes.Where(static change => change.Action == "Add").Reverse())
        {
            var id = made.Resources.GetValueOrDefault(change.LogicalId)?.PhysicalId ?? "";
            history.Add(change.LogicalId, id, change.Type, StackStatus.DeleteInProgress);
            history.Add(change.LogicalId, id, change.Type, StackStatus.DeleteComplete);
        }

        var end = isUpdate ? StackStatus.UpdateRollbackComplete : StackStatus.RollbackComplete;
        history.OfStack(end);
        var stack = (isUpdate ? existing! : made with { Resources = made.Resources.Clear(), Outputs = [], Imports = [] }) with { Status = end, StatusReason = cause, Events = history.Events() };
        return before with { Stacks = before.Stacks.SetItem(stack.StackName, stack) };
    }

    /// <summary>The stack that could not be deleted, because what would be left cannot be served.</summary>
    public static Account KeepAll(Account before, Stack stack, IReadOnlyList<CompilationFault> faults, DateTimeOffset now, string? token)
    {
        var history = new StackHistory(stack, stack.StackName, stack.StackId, now, token);
        var reason = string.Join(" ", faults.Select(static fault => $"{fault.Path}: {fault.Message}"));
        history.OfStack(StackStatus.DeleteInProgress, "User Initiated");
        history.OfStack(StackStatus.DeleteFailed, reason);
        return before with { Stacks = before.Stacks.SetItem(stack.StackName, stack with { Status = StackStatus.DeleteFailed, StatusReason = reason, Events = history.Events() }) };
    }

    // By the resource at whose place, or below it, something is wrong: the innermost.
    private static Dictionary<string, string> Reasons(Stack made, StackOutcome outcome, IReadOnlyList<CompilationFault> faults)
    {
        var places = new List<(string Place, string LogicalId)>();
        foreach (var resource in made.Resources.Values)
        {
            if (ResourceTypes.Find(resource.Type)?.Place is { } place)
            {
                places.Add((place(new DeployedResource(resource)), resource.LogicalId));
            }
        }

        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fault in faults)
        {
            var owner = places.Where(entry => fault.Path == entry.Place || fault.Path.StartsWith(entry.Place + "/", StringComparison.Ordinal))
                .OrderByDescending(static entry => entry.Place.Length).FirstOrDefault().LogicalId;
            if (owner is not null && outcome.Changes.Any(change => change.LogicalId == owner && change.Action != "Remove"))
            {
                var where = outcome.SourceMap.Find(fault.Path) is { } location ? $" ({location})" : "";
                reasons[owner] = reasons.TryGetValue(owner, out var already) ? $"{already} {fault.Message}{where}" : fault.Message + where;
            }
        }

        return reasons;
    }
}
