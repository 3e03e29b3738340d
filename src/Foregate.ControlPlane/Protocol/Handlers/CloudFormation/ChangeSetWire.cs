// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

/// <summary>Change sets as AWS tells of them.</summary>
internal static class ChangeSetWire
{
    public static WireValue Of(Stack stack, ChangeSet set) => WireValue.Structure(
        ("ChangeSetName", set.Name),
        ("ChangeSetId", set.ChangeSetId),
        ("StackId", stack.StackId),
        ("StackName", stack.StackName),
        ("Description", set.Description),
        ("Parameters", WireValue.List(set.Parameters.Values.Select(StackWire.Parameter))),
        ("CreationTime", set.CreationTime),
        ("ExecutionStatus", set.ExecutionStatus),
        ("Status", set.Status),
        ("StatusReason", set.StatusReason),
        ("NotificationARNs", WireValue.List(set.NotificationArns)),
        ("RollbackConfiguration", WireValue.Empty),
        ("Capabilities", WireValue.List(set.Capabilities)),
        ("Tags", StackWire.Tags(set.Tags)),
        ("IncludeNestedStacks", false),
        ("OnStackFailure", set.OnStackFailure),
        ("ImportExistingResources", false));

    public static WireValue Summary(Stack stack, ChangeSet set) => WireValue.Structure(
        ("StackId", stack.StackId),
        ("StackName", stack.StackName),
        ("ChangeSetId", set.ChangeSetId),
        ("ChangeSetName", set.Name),
        ("ExecutionStatus", set.ExecutionStatus),
        ("Status", set.Status),
        ("StatusReason", set.StatusReason),
        ("CreationTime", set.CreationTime),
        ("Description", set.Description),
        ("IncludeNestedStacks", false),
        ("ImportExistingResources", false));

    public static WireValue OfChange(ResourceChange change)
    {
        var isModified = change.Action == "Modify";
        return WireValue.Structure(("Type", "Resource"), ("ResourceChange", WireValue.Structure(
            ("Action", change.Action),
            ("LogicalResourceId", change.LogicalId),
            ("PhysicalResourceId", change.PhysicalId),
            ("ResourceType", change.Type),
            ("Replacement", isModified ? change.IsReplaced ? "True" : "False" : null),
            ("Scope", WireValue.List(isModified && change.Properties.Length > 0 ? ["Properties"] : Array.Empty<string>())),
            ("Details", WireValue.List(change.Properties.Select(static property => WireValue.Structure(
                ("Target", WireValue.Structure(
                    ("Attribute", "Properties"), ("Name", property.Name), ("RequiresRecreation", property.NeedsReplacement ? "Always" : "Never"))),
                ("Evaluation", "Static"),
                ("ChangeSource", "DirectModification"))))))));
    }
}
