// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Changing;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

/// <summary>Stacks on the wire: what changes them. An answer comes when the stack is in its last state.</summary>
internal static class StackHandlers
{
    private const string Token = "ClientRequestToken";

    public static HandlerResult Create(HandlerCall call)
    {
        var (proposal, error) = StackInput.Proposal(call, Token);
        return error is not null ? error : Answer(StackChanges.Create(call.Account, proposal!, StackInput.Context(call)), WithId);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var (proposal, error) = StackInput.Proposal(call, Token);
        return error is not null ? error : Answer(StackChanges.Update(call.Account, call.Text("StackName"), proposal!, StackInput.Context(call)), WithId);
    }

    public static HandlerResult Delete(HandlerCall call) => Answer(
        StackChanges.Delete(
            call.Account,
            call.Text("StackName"),
            (call.Input.GetTexts("RetainResources") ?? []).ToImmutableHashSet(StringComparer.Ordinal),
            call.Input.GetText("DeletionMode") == "FORCE_DELETE_STACK",
            call.Input.GetText(Token),
            StackInput.Context(call)),
        static _ => WireValue.Empty);

    public static HandlerResult Protect(HandlerCall call) =>
        Answer(StackChanges.Protect(call.Account, call.Text("StackName"), call.Input.GetBoolean("EnableTerminationProtection") == true), WithId);

    /// <summary>An update is over when its call is answered: there is none to cancel.</summary>
    public static HandlerResult CancelUpdate(HandlerCall call) => StackLookup.FindLiving(call.Account, call.Text("StackName")) is { } stack
        ? StackError.Validation("CancelUpdateStack cannot be called from current stack status")
        : StackError.NoStack(call.Text("StackName"));

    /// <summary>A roll-back cannot fail: there is none to continue.</summary>
    public static HandlerResult ContinueRollback(HandlerCall call) => StackLookup.FindLiving(call.Account, call.Text("StackName")) is { } stack
        ? StackError.Validation($"Stack:{stack.StackId} is in {stack.Status} state and can not continue rolling back the update.")
        : StackError.NoStack(call.Text("StackName"));

    /// <summary>No stack has a policy, as none can be set.</summary>
    public static HandlerResult GetPolicy(HandlerCall call) =>
        StackLookup.FindLiving(call.Account, call.Text("StackName")) is null ? StackError.NoStack(call.Text("StackName")) : call.Answer(WireValue.Empty);

    public static HandlerResult SetPolicy(HandlerCall call) => AwsError.NotBuilt("stack policies, which guard resources against updates");

    public static HandlerResult Rollback(HandlerCall call) => AwsError.NotBuilt("RollbackStack; a stack that failed while rolling back was disabled is deleted or updated");

    public static HandlerResult EstimateCost(HandlerCall call) => AwsError.NotBuilt("EstimateTemplateCost; nothing here has a price");

    /// <summary>The answer to a call that changed a stack; and what it is when the data plane cannot serve that.</summary>
    public static HandlerResult Answer(StackResult result, Func<StackResult, WireValue> wire)
    {
        if (result.Error is { } error)
        {
            return error;
        }

        var output = wire(result);
        return new HandlerResult(result.Account, output, null)
        {
            Unservable = result.Unservable is { } unservable ? faults => new HandlerResult(unservable(faults), output, null) : null,
        };
    }

    private static WireValue WithId(StackResult result) => WireValue.Structure(("StackId", result.StackId));
}
