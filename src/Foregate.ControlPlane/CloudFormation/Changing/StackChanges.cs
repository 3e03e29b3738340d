// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Reading;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Changing;

/// <summary>Creates, updates and deletes stacks, in one step: an account with the stack in its last state is all that anybody sees.</summary>
internal static class StackChanges
{
    public static StackResult Create(Account account, StackProposal proposal, StackContext context)
    {
        if (StackLookup.CheckName(proposal.StackName) is { } misnamed)
        {
            return misnamed;
        }

        if (account.Stacks.GetValueOrDefault(proposal.StackName) is { } existing)
        {
            return Repeated(existing, proposal.ClientRequestToken, StackStatus.CreateInProgress) is { IsSame: true }
                ? new StackResult { Account = account, StackId = existing.StackId }
                : StackError.Exists(existing.StackName);
        }

        return Deploy(account, null, proposal, context, isExpanded: false);
    }

    public static StackResult Update(Account account, string nameOrId, StackProposal proposal, StackContext context)
    {
        if (StackLookup.FindLiving(account, nameOrId) is not { Status: not StackStatus.ReviewInProgress } existing)
        {
            return StackError.NoStack(nameOrId);
        }

        if (Repeated(existing, proposal.ClientRequestToken, StackStatus.UpdateInProgress) is { } repeated)
        {
            return repeated.IsSame ? new StackResult { Account = account, StackId = existing.StackId } : StackError.TokenUsed(proposal.ClientRequestToken!);
        }

        return CheckUpdatable(existing) ?? Deploy(account, existing, proposal with { StackName = existing.StackName }, context, isExpanded: false);
    }

    /// <param name="retained">Logical ids of what stays behind.</param>
    /// <param name="isForced">Whether what cannot be deleted stays behind, too.</param>
    public static StackResult Delete(Account account, string nameOrId, IReadOnlySet<string> retained, bool isForced, string? token, StackContext context)
    {
        // What is not there is as good as deleted.
        if (StackLookup.FindLiving(account, nameOrId) is not { } stack)
        {
            return new StackResult { Account = account };
        }

        if (stack.IsDocument)
        {
            return StackError.IsDocument(stack.StackName);
        }

        if (stack.EnableTerminationProtection)
        {
            return StackError.Protected(stack.StackName);
        }

        if (stack.ParentId is { } parent)
        {
            return StackError.Validation($"Stack [{stack.StackName}] is a resource of the stack {parent}: change or delete that one");
        }

        if (retained.FirstOrDefault(id => !stack.Resources.ContainsKey(id)) is { } unknown)
        {
            return StackError.NoResource(unknown, stack.StackName);
        }

        var now = context.Time ?? context.Operations.Now;
        var operations = context.Operations with { Now = now };
        var after = StackRemoval.Delete(account, stack, operations, retained, token);
        if (isForced && after.Stacks.GetValueOrDefault(stack.StackName) is { } failed)
        {
            var stuck = failed.Events.Values.Skip(stack.Events.Count).Where(static happened => happened.Status == StackStatus.DeleteFailed).Select(static happened => happened.LogicalId);
            after = StackRemoval.Delete(account, stack, operations, retained.Union(stuck).ToHashSet(StringComparer.Ordinal), token);
        }

        return new StackResult { Account = after, StackId = stack.StackId, Unservable = faults => StackFailure.KeepAll(account, stack, faults, now, token) };
    }

    public static StackResult Protect(Account account, string nameOrId, bool isProtected)
    {
        if (StackLookup.FindLiving(account, nameOrId) is not { } stack)
        {
            return StackError.NoStack(nameOrId);
        }

        return stack.ParentId is not null
            ? StackError.Validation("Termination protection cannot be changed on a nested stack; change it on the root stack")
            : new StackResult { Account = account with { Stacks = account.Stacks.SetItem(stack.StackName, stack with { EnableTerminationProtection = isProtected }) }, StackId = stack.StackId };
    }

    /// <summary>Why a stack cannot be updated in its state.</summary>
    public static AwsError? CheckUpdatable(Stack stack) =>
        stack.IsDocument ? StackError.IsDocument(stack.StackName)
        : stack.Status is StackStatus.RollbackComplete or StackStatus.DeleteFailed ? StackError.NotUpdatable(stack.StackId, stack.Status)
        : stack.ParentId is { } parent ? StackError.Validation($"Stack [{stack.StackName}] is a resource of the stack {parent}: change that one")
        : null;

    /// <summary>Makes the stack what is proposed, or tells in it why that failed.</summary>
    public static StackResult Deploy(Account account, Stack? existing, StackProposal proposal, StackContext context, bool isExpanded)
    {
        if (Evaluate(account, existing, proposal, context, isExpanded, out var outcome) is { } error)
        {
            return error;
        }

        if (outcome!.IsUnchanged)
        {
            return StackError.NoUpdates();
        }

        if (outcome.RolledBack is { } rolledBack)
        {
            var failed = rolledBack.Stacks[proposal.StackName];
            if (proposal.DeletesOnFailure && existing is not { Status: not StackStatus.ReviewInProgress })
            {
                rolledBack = StackRemoval.Delete(rolledBack, failed, context.Operations with { Now = context.Time ?? context.Operations.Now }, ImmutableHashSet<string>.Empty, proposal.ClientRequestToken);
            }

            return new StackResult { Account = rolledBack, StackId = failed.StackId };
        }

        return new StackResult
        {
            Account = WithoutOffers(outcome.Account!, outcome.Stack!),
            StackId = outcome.Stack!.StackId,
            Unservable = faults => StackFailure.RollBack(account, outcome, faults, context.Time ?? context.Operations.Now, proposal.ClientRequestToken),
        };
    }

    /// <summary>What would become of the proposal; an error when it cannot even be begun.</summary>
    public static AwsError? Evaluate(Account account, Stack? existing, StackProposal proposal, StackContext context, bool isExpanded, out StackOutcome? outcome)
    {
        outcome = null;
        var (request, error) = proposal.Complete(existing);
        if (error is not null)
        {
            return error;
        }

        var root = StackTexts.Read(request!.Template, request.FileName, context.Operations.Quotas.OpenApiDocumentBytes, out var unreadable);
        if (root is null)
        {
            return unreadable;
        }

        var summary = TemplateSummary.Of(root, []);
        if (summary.Missing(proposal.Capabilities, isExpanded) is { } missing)
        {
            return StackError.Capabilities(missing);
        }

        if (summary.FindForbidden(proposal.ResourceTypes) is { } forbidden)
        {
            return StackError.Validation($"Resource type {forbidden} is not allowed by parameter ResourceTypes [{string.Join(", ", proposal.ResourceTypes)}]");
        }

        outcome = StackEngine.Deploy(account, root, request, context);
        return outcome.Faults.Length > 0 && outcome.RolledBack is null ? StackTexts.Wrong(outcome.Faults) : null;
    }

    /// <summary>Whether a call with this token was answered already: the same call, or another one.</summary>
    private static Repetition? Repeated(Stack stack, string? token, string begin) =>
        token is not null && stack.Events.Values.FirstOrDefault(happened => happened.ClientRequestToken == token) is { } first ? new Repetition(first.Status == begin) : null;

    // What was offered was computed from what the stack no longer is.
    private static Account WithoutOffers(Account account, Stack stack)
    {
        var offers = stack.ChangeSets.Values.Where(static offer => offer.ExecutionStatus == ChangeSets.Available).ToList();
        return offers.Count == 0
            ? account
            : account with
            {
                Stacks = account.Stacks.SetItem(stack.StackName, stack with
                {
                    ChangeSets = stack.ChangeSets.SetItems(offers.Select(static offer => KeyValuePair.Create(offer.Name, offer with { ExecutionStatus = ChangeSets.Obsolete }))),
                }),
            };
    }

    private sealed record Repetition(bool IsSame);
}
