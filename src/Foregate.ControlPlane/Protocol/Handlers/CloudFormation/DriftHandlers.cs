// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.CloudFormation.Changing;
using Foregate.ControlPlane.CloudFormation.Drift;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

/// <summary>Drift on the wire. Whether a resource has drifted is looked up when it is asked for: a detection has nothing to wait for, and nothing to remember.</summary>
internal static class DriftHandlers
{
    /// <summary>The detection is called as the UUID in the stack's ARN.</summary>
    public static HandlerResult Detect(HandlerCall call)
    {
        var name = call.Text("StackName");
        if (StackLookup.FindLiving(call.Account, name) is not { } stack)
        {
            return StackError.NoStackWithId(name);
        }

        return (call.Input.GetTexts("LogicalResourceIds") ?? []).FirstOrDefault(id => !stack.Resources.ContainsKey(id)) is { } unknown
            ? StackError.NoResource(unknown, stack.StackName)
            : call.Answer(WireValue.Structure(("StackDriftDetectionId", DetectionId(stack))));
    }

    public static HandlerResult DescribeDetection(HandlerCall call)
    {
        var id = call.Text("StackDriftDetectionId");
        if (call.Account.Stacks.Values.FirstOrDefault(stack => stack.DeletionTime is null && DetectionId(stack) == id) is not { } stack)
        {
            return StackError.Validation($"Stack drift detection id {id} does not exist");
        }

        var drifted = ResourceDrift.Of(call.Account, stack).Count(IsDrifted);
        return call.Answer(WireValue.Structure(
            ("StackId", stack.StackId),
            ("StackDriftDetectionId", id),
            ("StackDriftStatus", drifted > 0 ? "DRIFTED" : "IN_SYNC"),
            ("DetectionStatus", "DETECTION_COMPLETE"),
            ("DriftedStackResourceCount", drifted),
            ("Timestamp", call.Time)));
    }

    public static HandlerResult DescribeResources(HandlerCall call) => StackReading.With(call, StackError.NoStackWithId, stack =>
    {
        var wanted = call.Input.GetTexts("StackResourceDriftStatusFilters") ?? [];
        List<ResourceDrift> drifts = [.. ResourceDrift.Of(call.Account, stack)
            .Where(drift => drift.Status != ResourceDrift.NotChecked || wanted.Contains(ResourceDrift.NotChecked))
            .Where(drift => wanted.IsEmpty || wanted.Contains(drift.Status))];
        return StackPages.Answer(
            call,
            drifts,
            static drift => drift.Resource.LogicalId,
            (page, next) => WireValue.Structure(("StackResourceDrifts", WireValue.List(page.Select(drift => Wire(call, stack, drift)))), ("NextToken", next)),
            call.Input.GetInteger("MaxResults") ?? 100);
    });

    public static HandlerResult DetectResource(HandlerCall call) => StackReading.With(call, StackError.NoStackWithId, stack =>
        stack.Resources.GetValueOrDefault(call.Text("LogicalResourceId")) is { } resource
            ? call.Answer(WireValue.Structure(("StackResourceDrift", Wire(call, stack, ResourceDrift.Of(call.Account, resource)))))
            : StackError.NoResource(call.Text("LogicalResourceId"), stack.StackName));

    private static bool IsDrifted(ResourceDrift drift) => drift.Status is ResourceDrift.Modified or ResourceDrift.Deleted;

    private static string DetectionId(Stack stack) => stack.StackId[(stack.StackId.LastIndexOf('/') + 1)..];

    private static WireValue Wire(HandlerCall call, Stack stack, ResourceDrift drift) => WireValue.Structure(
        ("StackId", stack.StackId),
        ("LogicalResourceId", drift.Resource.LogicalId),
        ("PhysicalResourceId", drift.Resource.PhysicalId),
        ("ResourceType", drift.Resource.Type),
        ("ExpectedProperties", drift.Expected),
        ("ActualProperties", drift.Actual),
        ("PropertyDifferences", WireValue.List(drift.Differences.Select(static difference => WireValue.Structure(
            ("PropertyPath", difference.Path),
            ("ExpectedValue", difference.Expected ?? "null"),
            ("ActualValue", difference.Actual ?? "null"),
            ("DifferenceType", difference.Kind))))),
        ("StackResourceDriftStatus", drift.Status),
        ("Timestamp", call.Time));
}
