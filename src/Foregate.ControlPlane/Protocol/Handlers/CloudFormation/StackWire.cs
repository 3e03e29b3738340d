// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

/// <summary>Stacks, their resources and their events, as AWS tells of them.</summary>
internal static class StackWire
{
    private const string Hidden = "****";

    private static readonly WireValue s_unchecked = WireValue.Structure(("StackResourceDriftStatus", "NOT_CHECKED"));

    public static WireValue Of(Stack stack) => WireValue.Structure(
        ("StackId", stack.StackId),
        ("StackName", stack.StackName),
        ("ChangeSetId", stack.ChangeSets.Values.FirstOrDefault(static set => set.ExecutionStatus.StartsWith("EXECUTE", StringComparison.Ordinal))?.ChangeSetId),
        ("Description", stack.Description),
        ("Parameters", stack.Parameters.IsEmpty ? null : WireValue.List(stack.Parameters.Values.Select(Parameter))),
        ("CreationTime", stack.CreationTime),
        ("DeletionTime", stack.DeletionTime),
        ("LastUpdatedTime", stack.LastUpdatedTime),
        ("RollbackConfiguration", WireValue.Empty),
        ("StackStatus", stack.Status),
        ("StackStatusReason", stack.StatusReason),
        ("DisableRollback", stack.DisableRollback),
        ("NotificationARNs", WireValue.List(stack.NotificationArns)),
        ("TimeoutInMinutes", (long?)stack.TimeoutInMinutes),
        ("Capabilities", stack.Capabilities.IsEmpty ? null : WireValue.List(stack.Capabilities)),
        ("Outputs", stack.Outputs.IsEmpty ? null : WireValue.List(stack.Outputs.Select(static output => WireValue.Structure(
            ("OutputKey", output.Key), ("OutputValue", output.Value), ("Description", output.Description), ("ExportName", output.ExportName))))),
        ("RoleARN", stack.RoleArn),
        ("Tags", Tags(stack.Tags)),
        ("EnableTerminationProtection", stack.EnableTerminationProtection),
        ("ParentId", stack.ParentId),
        ("RootId", stack.RootId),
        ("DriftInformation", WireValue.Structure(("StackDriftStatus", "NOT_CHECKED"))));

    public static WireValue Summary(Stack stack) => WireValue.Structure(
        ("StackId", stack.StackId),
        ("StackName", stack.StackName),
        ("TemplateDescription", stack.Description),
        ("CreationTime", stack.CreationTime),
        ("LastUpdatedTime", stack.LastUpdatedTime),
        ("DeletionTime", stack.DeletionTime),
        ("StackStatus", stack.Status),
        ("StackStatusReason", stack.StatusReason),
        ("ParentId", stack.ParentId),
        ("RootId", stack.RootId),
        ("DriftInformation", WireValue.Structure(("StackDriftStatus", "NOT_CHECKED"))));

    public static WireValue Parameter(StackParameter parameter) => WireValue.Structure(
        ("ParameterKey", parameter.Key), ("ParameterValue", parameter.IsHidden ? Hidden : parameter.Value), ("ResolvedValue", parameter.ResolvedValue));

    public static WireValue Tags(ImmutableSortedDictionary<string, string> tags) =>
        WireValue.List(tags.Select(static tag => WireValue.Structure(("Key", tag.Key), ("Value", tag.Value))));

    public static WireValue Event(Stack stack, StackEvent happened) => WireValue.Structure(
        ("StackId", stack.StackId),
        ("EventId", happened.EventId),
        ("StackName", stack.StackName),
        ("LogicalResourceId", happened.LogicalId),
        ("PhysicalResourceId", happened.PhysicalId),
        ("ResourceType", happened.Type),
        ("Timestamp", happened.Timestamp),
        ("ResourceStatus", happened.Status),
        ("ResourceStatusReason", happened.Reason),
        ("ClientRequestToken", happened.ClientRequestToken));

    public static WireValue Resource(Stack stack, StackResource resource) => Named(stack, Resource(resource, "Timestamp"));

    public static WireValue Detail(Stack stack, StackResource resource) => Named(stack, Resource(resource, "LastUpdatedTimestamp"));

    public static WireValue ResourceSummary(StackResource resource) => Resource(resource, "LastUpdatedTimestamp");

    private static WireValue Named(Stack stack, WireValue resource) => resource.With(("StackName", stack.StackName), ("StackId", stack.StackId));

    private static WireValue Resource(StackResource resource, string time) => WireValue.Structure(
        ("LogicalResourceId", resource.LogicalId),
        ("PhysicalResourceId", resource.PhysicalId),
        ("ResourceType", resource.Type),
        (time, resource.Timestamp),
        ("ResourceStatus", resource.Status),
        ("DriftInformation", s_unchecked));
}
