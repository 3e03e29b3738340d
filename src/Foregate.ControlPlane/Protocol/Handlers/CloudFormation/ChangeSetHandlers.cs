// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.CloudFormation.Changing;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

/// <summary>Change sets on the wire.</summary>
internal static class ChangeSetHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var kind = call.Input.GetText("ChangeSetType") ?? "UPDATE";
        if (kind == "IMPORT")
        {
            return AwsError.NotBuilt("ChangeSetType IMPORT, which takes resources over that are there already");
        }

        var (proposal, error) = StackInput.Proposal(call, null);
        return error is not null
            ? error
            : StackHandlers.Answer(
                ChangeSets.Create(call.Account, call.Text("ChangeSetName"), kind, call.Input.GetText("Description"), proposal!, StackInput.Context(call)),
                static result => WireValue.Structure(("Id", result.ChangeSet!.ChangeSetId), ("StackId", result.StackId)));
    }

    public static HandlerResult Execute(HandlerCall call) => StackHandlers.Answer(
        ChangeSets.Execute(
            call.Account,
            call.Input.GetText("StackName"),
            call.Text("ChangeSetName"),
            call.Input.GetText("ClientRequestToken"),
            call.Input.GetBoolean("DisableRollback") == true,
            StackInput.Context(call)),
        static _ => WireValue.Empty);

    public static HandlerResult Delete(HandlerCall call) =>
        StackHandlers.Answer(ChangeSets.Delete(call.Account, call.Input.GetText("StackName"), call.Text("ChangeSetName")), static _ => WireValue.Empty);

    public static HandlerResult Describe(HandlerCall call)
    {
        var (stack, set, error) = ChangeSets.Find(call.Account, call.Input.GetText("StackName"), call.Text("ChangeSetName"));
        return error is not null
            ? error
            : StackPages.Answer(call, set!.Changes, static change => $"{change.Action} {change.LogicalId}", (changes, next) => ChangeSetWire.Of(stack!, set).With(
                ("Changes", WireValue.List(changes.Select(ChangeSetWire.OfChange))), ("NextToken", next)));
    }

    public static HandlerResult List(HandlerCall call)
    {
        var name = call.Text("StackName");
        if (StackLookup.FindLiving(call.Account, name) is not { } stack)
        {
            return StackError.NoStack(name);
        }

        // A change set that was executed has become the stack.
        List<ChangeSet> sets = [.. stack.ChangeSets.Values.Where(static set => set.ExecutionStatus != "EXECUTE_COMPLETE").OrderBy(static set => set.CreationTime)];
        return StackPages.Answer(call, sets, static set => set.Name, (page, next) => WireValue.Structure(
            ("Summaries", WireValue.List(page.Select(set => ChangeSetWire.Summary(stack, set)))), ("NextToken", next)));
    }
}
