// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Stacks;

/// <summary>Makes and removes stacks that are resources of others: what is wrong with them is wrong with those.</summary>
internal static class NestedStacks
{
    // A template that names itself has no end.
    private const int Deepest = 16;

    /// <summary>Makes the stack, or makes it what its template says now; <see langword="null"/> after faults, which are told of the resource.</summary>
    public static NestedStackMade? Deploy(ImportRun run, TemplateResource resource, NestedStack nested, StackRequest parent, string parentId, StackContext context)
    {
        var reading = run.Reading;
        if (context.Depth >= Deepest)
        {
            reading.Fault(resource.Location, resource.PropertiesPath, $"Stacks are nested more than {Deepest} deep.", "Look for a template that names itself.");
            return null;
        }

        var request = new StackRequest
        {
            StackName = nested.StackName,
            Template = nested.Template,
            FileName = nested.FileName,
            Parameters = nested.Parameters,
            Capabilities = parent.Capabilities,
            Tags = parent.Tags.SetItems(nested.Tags),
            NotificationArns = nested.NotificationArns,
            RoleArn = parent.RoleArn,
            TimeoutInMinutes = nested.TimeoutInMinutes,
            ClientRequestToken = parent.ClientRequestToken,
            Within = (parentId, parent.Within?.RootId ?? parentId),
        };
        var outcome = StackEngine.Deploy(run.Account, request, context with { Folder = nested.Folder, Depth = context.Depth + 1 });
        foreach (var fault in outcome.Faults)
        {
            reading.Fault(fault.Location, resource.PropertiesPath, fault.Cause, fault.Cure);
        }

        foreach (var notice in outcome.Notices)
        {
            reading.Notice(notice.Location, notice.Location is null ? $"{nested.StackName}: {notice.Text}" : notice.Text);
        }

        if (outcome.Account is not { } account || outcome.Stack is not { } stack)
        {
            return null;
        }

        run.Apply(_ => OperationResult<Stack>.Done(account, stack), resource.Location, resource.Path, "");
        run.Adopt(outcome.SourceMap.Entries);
        return new NestedStackMade(stack, outcome.IsUnchanged);
    }

    /// <summary>Removes the stack with all that it has made; the account after it, or why it stays.</summary>
    public static OperationResult<Stack> Delete(Account account, string stackId, OperationContext operations)
    {
        if (account.Stacks.Values.FirstOrDefault(stack => stack.StackId == stackId && stack.Status != StackStatus.DeleteComplete) is not { } nested)
        {
            return AwsError.NotFound($"Stack with id {stackId} does not exist");
        }

        var after = StackRemoval.Delete(account, nested, operations, ImmutableHashSet<string>.Empty);
        return after.Stacks.TryGetValue(nested.StackName, out var left) && left.StackId == stackId
            ? AwsError.BadRequest($"The stack {nested.StackName} cannot be deleted: {left.StatusReason}")
            : OperationResult<Stack>.Done(after, nested);
    }
}
