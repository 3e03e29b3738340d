// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Types;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Stacks;

/// <summary>Takes stacks and their resources away.</summary>
internal static class StackRemoval
{
    // As many are told of when somebody asks by id; older ones are forgotten.
    private const int Remembered = 50;

    /// <summary>
    /// The account without the stack. Where a resource cannot be removed, nothing is: the stack stays whole, is <c>DELETE_FAILED</c>, and its events say why.
    /// </summary>
    /// <param name="retained">Logical ids of resources that stay behind.</param>
    public static Account Delete(Account account, Stack stack, OperationContext operations, IReadOnlySet<string> retained, string? clientRequestToken = null)
    {
        var history = new StackHistory(stack, stack.StackName, stack.StackId, operations.Now, clientRequestToken);
        history.OfStack(StackStatus.DeleteInProgress, "User Initiated");
        var failed = new List<string>();
        var after = account;
        if (StackExports.InUse(account, stack) is { } use)
        {
            history.OfStack(StackStatus.DeleteFailed, use);
            return With(account, stack with { Status = StackStatus.DeleteFailed, StatusReason = use, Events = history.Events() });
        }

        foreach (var resource in stack.Resources.Values.OrderByDescending(static resource => resource.Order))
        {
            if (Remove(ref after, resource, retained.Contains(resource.LogicalId) ? "Retain" : resource.DeletionPolicy, operations, history) is not null)
            {
                failed.Add(resource.LogicalId);
            }
        }

        if (failed.Count > 0)
        {
            var reason = $"The following resource(s) failed to delete: [{string.Join(", ", failed)}]. ";
            history.OfStack(StackStatus.DeleteFailed, reason);
            return With(account, stack with { Status = StackStatus.DeleteFailed, StatusReason = reason, Events = history.Events() });
        }

        history.OfStack(StackStatus.DeleteComplete);
        var gone = stack with
        {
            Status = StackStatus.DeleteComplete,
            StatusReason = null,
            DeletionTime = operations.Now,
            Resources = stack.Resources.Clear(),
            Outputs = [],
            Imports = [],
            ChangeSets = stack.ChangeSets.Clear(),
            Events = history.Events(),
        };
        var stacks = after.Stacks.Remove(stack.StackName).SetItem(stack.StackId, gone);
        var old = stacks.Where(static entry => entry.Key != entry.Value.StackName).OrderByDescending(static entry => entry.Value.DeletionTime).Skip(Remembered).Select(static entry => entry.Key);
        return after with { Stacks = stacks.RemoveRange([.. old]) };
    }

    /// <summary>Removes one resource, or leaves it where its policy says so; why not otherwise, and then the account is as it was.</summary>
    public static AwsError? Remove(ref Account account, StackResource resource, string? policy, OperationContext operations, StackHistory history)
    {
        var (id, physicalId, type) = (resource.LogicalId, resource.PhysicalId, resource.Type);
        if (policy is "Retain" or "RetainExceptOnCreate")
        {
            history.Add(id, physicalId, type, StackStatus.DeleteSkipped);
            return null;
        }

        history.Add(id, physicalId, type, StackStatus.DeleteInProgress);
        var removal = new ResourceRemoval(account, new DeployedResource(resource), operations) { Stacks = NestedStacks.Delete };
        if (ResourceTypes.Find(type)?.Delete?.Invoke(removal) is { } error)
        {
            history.Add(id, physicalId, type, StackStatus.DeleteFailed, error.Message);
            return error;
        }

        account = removal.Account;
        history.Add(id, physicalId, type, StackStatus.DeleteComplete);
        return null;
    }

    private static Account With(Account account, Stack stack) => account with { Stacks = account.Stacks.SetItem(stack.StackName, stack) };
}
