// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Changing;

/// <summary>Change sets: what a stack would become is computed, told, and made when it is executed.</summary>
internal static class ChangeSets
{
    public const string Available = "AVAILABLE";

    public const string Obsolete = "OBSOLETE";

    private const string Unavailable = "UNAVAILABLE";

    private const string Failed = "FAILED";

    /// <param name="kind"><c>CREATE</c> or <c>UPDATE</c>.</param>
    public static StackResult Create(Account account, string name, string kind, string? description, StackProposal proposal, StackContext context)
    {
        var existing = StackLookup.FindLiving(account, proposal.StackName);
        var isThere = existing is { Status: not StackStatus.ReviewInProgress };
        if (kind == "CREATE" && isThere)
        {
            return StackError.Validation($"Stack [{existing!.StackName}] already exists and cannot be created again with the changeSet [{name}].");
        }

        if (kind == "UPDATE" && !isThere)
        {
            return StackError.NoStack(proposal.StackName);
        }

        if (existing is null && StackLookup.CheckName(proposal.StackName) is { } misnamed)
        {
            return misnamed;
        }

        if (existing is not null && StackChanges.CheckUpdatable(existing) is { } closed)
        {
            return closed;
        }

        proposal = proposal with { StackName = existing?.StackName ?? proposal.StackName };
        if (StackChanges.Evaluate(account, existing, proposal, context, isExpanded: true, out var outcome) is { } error)
        {
            return error;
        }

        var (request, _) = proposal.Complete(existing);
        var template = Encoding.UTF8.GetString(request!.Template.Span);
        var told = outcome!.Stack ?? outcome.RolledBack!.Stacks[proposal.StackName];
        var stack = existing ?? Reviewed(proposal.StackName, told.StackId, context);
        var set = new ChangeSet
        {
            Name = name,
            ChangeSetId = NewId(account, name, $"{stack.StackId}/{context.Operations.IdSeed}"),
            CreationTime = context.Time ?? context.Operations.Now,
            Kind = kind,
            Status = "CREATE_COMPLETE",
            ExecutionStatus = Available,
            Description = description,
            TemplateBody = template,
            Parameters = outcome.Stack?.Parameters ?? OrdinalMap.Empty<StackParameter>().SetItems(request.Parameters.Select(static given =>
                KeyValuePair.Create(given.Key, new StackParameter { Key = given.Key, Value = given.Value, IsHidden = true }))),
            Capabilities = proposal.Capabilities,
            Tags = request.Tags,
            RoleArn = proposal.RoleArn,
            NotificationArns = request.NotificationArns,
            OnStackFailure = proposal.DeletesOnFailure ? "DELETE" : proposal.DisableRollback ? "DO_NOTHING" : null,
            Changes = outcome.Changes,
        };
        if (Reason(existing, outcome, set) is { } reason)
        {
            set = set with { Status = Failed, StatusReason = reason, ExecutionStatus = Unavailable };
        }

        if (stack.ChangeSets.GetValueOrDefault(name) is { } before)
        {
            if (Difference(before, set) is not { } attribute)
            {
                return new StackResult { Account = account, StackId = stack.StackId, ChangeSet = before };
            }

            // One that was executed, or never can be, gives its name away: the AWS CLI names change sets after the second, and two deployments in
            // one second are no mistake here.
            if (before.ExecutionStatus == Available)
            {
                return StackError.ChangeSetDiffers(name, attribute);
            }
        }

        stack = stack with { ChangeSets = stack.ChangeSets.SetItem(name, set) };
        return new StackResult { Account = account with { Stacks = account.Stacks.SetItem(stack.StackName, stack) }, StackId = stack.StackId, ChangeSet = set };
    }

    public static StackResult Execute(Account account, string? stackNameOrId, string nameOrId, string? token, bool disablesRollback, StackContext context)
    {
        var (stack, set, error) = Find(account, stackNameOrId, nameOrId);
        if (error is not null)
        {
            return error;
        }

        if (set!.ExecutionStatus.StartsWith("EXECUTE", StringComparison.Ordinal) && token is not null && stack!.Events.Values.Any(happened => happened.ClientRequestToken == token))
        {
            return new StackResult { Account = account, StackId = stack.StackId };
        }

        if (set.ExecutionStatus != Available)
        {
            return set.Status == Failed ? StackError.NotExecutable(set.ChangeSetId, "status", Failed) : StackError.NotExecutable(set.ChangeSetId, "execution status", set.ExecutionStatus);
        }

        var proposal = new StackProposal
        {
            StackName = stack!.StackName,
            Template = Encoding.UTF8.GetBytes(set.TemplateBody),
            Parameters = [.. set.Parameters.Values.Select(static parameter => new GivenParameter(parameter.Key, parameter.Value, false))],
            Capabilities = set.Capabilities,
            Tags = set.Tags,
            RoleArn = set.RoleArn,
            NotificationArns = set.NotificationArns,
            DisableRollback = disablesRollback || set.OnStackFailure == "DO_NOTHING",
            DeletesOnFailure = set.OnStackFailure == "DELETE",
            ClientRequestToken = token,
        };
        var result = StackChanges.Deploy(account, stack, proposal, context, isExpanded: true);
        if (result.Error is not null)
        {
            return result;
        }

        return result with
        {
            Account = Executed(result.Account!, stack, set),
            Unservable = result.Unservable is { } unservable ? faults => Executed(unservable(faults), stack, set) : null,
        };
    }

    public static StackResult Delete(Account account, string? stackNameOrId, string nameOrId)
    {
        var (stack, set, error) = Find(account, stackNameOrId, nameOrId);
        return error is not null
            ? error.StatusCode == 404 ? new StackResult { Account = account } : error
            : new StackResult { Account = account with { Stacks = account.Stacks.SetItem(stack!.StackName, stack with { ChangeSets = stack.ChangeSets.Remove(set!.Name) }) } };
    }

    /// <param name="stackNameOrId">May be left out where the change set is called by its ARN.</param>
    public static (Stack? Stack, ChangeSet? Set, AwsError? Error) Find(Account account, string? stackNameOrId, string nameOrId)
    {
        if (nameOrId.StartsWith("arn:", StringComparison.Ordinal))
        {
            foreach (var candidate in account.Stacks.Values)
            {
                if (candidate.ChangeSets.Values.FirstOrDefault(set => set.ChangeSetId == nameOrId) is { } set)
                {
                    return (candidate, set, null);
                }
            }

            return (null, null, StackError.NoChangeSet(nameOrId));
        }

        if (string.IsNullOrEmpty(stackNameOrId))
        {
            return (null, null, StackError.Validation("StackName must be specified if ChangeSetName is not specified as an ARN."));
        }

        if (StackLookup.FindLiving(account, stackNameOrId) is not { } stack)
        {
            return (null, null, StackError.NoStack(stackNameOrId));
        }

        return stack.ChangeSets.GetValueOrDefault(nameOrId) is { } found ? (stack, found, null) : (null, null, StackError.NoChangeSet(nameOrId));
    }

    private static string? Reason(Stack? existing, StackOutcome outcome, ChangeSet set)
    {
        if (outcome.Faults.Length > 0)
        {
            return StackTexts.Of(outcome.Faults);
        }

        if (!outcome.IsUnchanged)
        {
            return null;
        }

        var isSame = existing!.TemplateBody == set.TemplateBody && existing.Parameters.SequenceEqual(set.Parameters);
        return isSame ? "The submitted information didn't contain changes. Submit different information to create a change set." : "No updates are to be performed.";
    }

    // A call that is repeated is answered as before.
    private static string? Difference(ChangeSet before, ChangeSet now) =>
        before.TemplateBody != now.TemplateBody ? "Template"
        : !before.Parameters.SequenceEqual(now.Parameters) ? "Parameters"
        : !before.Tags.SequenceEqual(now.Tags) ? "Tags"
        : !before.Capabilities.SequenceEqual(now.Capabilities) ? "Capabilities"
        : before.Description != now.Description ? "Description"
        : before.ExecutionStatus != now.ExecutionStatus ? "Status"
        : null;

    private static Stack Reviewed(string name, string stackId, StackContext context)
    {
        var now = context.Time ?? context.Operations.Now;
        var history = new StackHistory(null, name, stackId, now, null);
        history.OfStack(StackStatus.ReviewInProgress, "User Initiated");
        return new Stack { StackName = name, StackId = stackId, CreationTime = now, Status = StackStatus.ReviewInProgress, StatusReason = "User Initiated", Events = history.Events() };
    }

    // What was offered besides is no longer an offer.
    private static Account Executed(Account account, Stack before, ChangeSet set)
    {
        if (account.Stacks.GetValueOrDefault(before.StackName) is not { } stack)
        {
            return account;
        }

        var isDone = stack.Status is StackStatus.CreateComplete or StackStatus.UpdateComplete;
        var sets = isDone ? stack.ChangeSets.Clear() : stack.ChangeSets;
        return account with
        {
            Stacks = account.Stacks.SetItem(stack.StackName, stack with { ChangeSets = sets.SetItem(set.Name, set with { ExecutionStatus = isDone ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED" }) }),
        };
    }

    private static string NewId(Account account, string name, string seed) =>
        $"arn:aws:cloudformation:{account.Region}:{account.AccountId}:changeSet/{name}/{new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{name}")).AsSpan(0, 16))}";
}
