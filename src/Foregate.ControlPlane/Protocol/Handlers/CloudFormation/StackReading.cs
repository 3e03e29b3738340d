// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.CloudFormation.Changing;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

/// <summary>Stacks on the wire: what tells of them.</summary>
internal static class StackReading
{
    public static HandlerResult DescribeStacks(HandlerCall call)
    {
        List<Stack> stacks;
        if (call.Input.GetText("StackName") is { Length: > 0 } name)
        {
            if (StackLookup.Find(call.Account, name) is not { } stack)
            {
                return StackError.NoStackWithId(name);
            }

            stacks = [stack];
        }
        else
        {
            stacks = [.. call.Account.Stacks.Values.Where(static stack => stack.DeletionTime is null)];
        }

        return StackPages.Answer(call, stacks, static stack => stack.StackId, static (page, next) => WireValue.Structure(
            ("Stacks", WireValue.List(page.Select(StackWire.Of))), ("NextToken", next)));
    }

    public static HandlerResult ListStacks(HandlerCall call)
    {
        var wanted = call.Input.GetTexts("StackStatusFilter") ?? [];
        List<Stack> stacks = [.. call.Account.Stacks.Values.Where(stack => wanted.IsEmpty || wanted.Contains(stack.Status)).OrderByDescending(static stack => stack.CreationTime)];
        return StackPages.Answer(call, stacks, static stack => stack.StackId, static (page, next) => WireValue.Structure(
            ("StackSummaries", WireValue.List(page.Select(StackWire.Summary))), ("NextToken", next)));
    }

    /// <summary>The newest first.</summary>
    public static HandlerResult DescribeEvents(HandlerCall call) => With(call, StackError.NoStack, stack =>
        StackPages.Answer(call, [.. stack.Events.Values.Reverse()], static happened => happened.Number, (page, next) => WireValue.Structure(
            ("StackEvents", WireValue.List(page.Select(happened => StackWire.Event(stack, happened)))), ("NextToken", next))));

    public static HandlerResult DescribeResource(HandlerCall call) => With(call, StackError.NoStackNamed, stack =>
        stack.Resources.GetValueOrDefault(call.Text("LogicalResourceId")) is { } resource
            ? call.Answer(WireValue.Structure(("StackResourceDetail", StackWire.Detail(stack, resource))))
            : StackError.NoResource(call.Text("LogicalResourceId"), stack.StackName));

    public static HandlerResult DescribeResources(HandlerCall call)
    {
        var (name, physicalId, logicalId) = (call.Input.GetText("StackName"), call.Input.GetText("PhysicalResourceId"), call.Input.GetText("LogicalResourceId"));
        if ((name is null) == (physicalId is null))
        {
            return StackError.Validation("You must specify either StackName or PhysicalResourceId, but not both.");
        }

        var stack = name is not null
            ? StackLookup.Find(call.Account, name)
            : call.Account.Stacks.Values.FirstOrDefault(candidate => candidate.Resources.Values.Any(resource => resource.PhysicalId == physicalId));
        if (stack is null)
        {
            return name is not null ? StackError.NoStackWithId(name) : StackError.Validation($"Stack for {physicalId} does not exist");
        }

        if (logicalId is not null && !stack.Resources.ContainsKey(logicalId))
        {
            return StackError.NoResource(logicalId, stack.StackName);
        }

        var resources = InOrder(stack).Where(resource => logicalId is null || resource.LogicalId == logicalId).Take(100);
        return call.Answer(WireValue.Structure(("StackResources", WireValue.List(resources.Select(resource => StackWire.Resource(stack, resource))))));
    }

    public static HandlerResult ListResources(HandlerCall call) => With(call, StackError.NoStackWithId, stack =>
        StackPages.Answer(call, [.. InOrder(stack)], static resource => resource.LogicalId, static (page, next) => WireValue.Structure(
            ("StackResourceSummaries", WireValue.List(page.Select(StackWire.ResourceSummary))), ("NextToken", next))));

    public static HandlerResult ListExports(HandlerCall call) =>
        StackPages.Answer(call, [.. StackExports.All(call.Account).OrderBy(static export => export.Name, StringComparer.Ordinal)], static export => export.Name, static (page, next) => WireValue.Structure(
            ("Exports", WireValue.List(page.Select(static export => WireValue.Structure(("ExportingStackId", export.Stack.StackId), ("Name", export.Name), ("Value", export.Value))))),
            ("NextToken", next)));

    public static HandlerResult ListImports(HandlerCall call)
    {
        var name = call.Text("ExportName");
        List<string> users = [.. call.Account.Stacks.Values.Where(stack => stack.Imports.Contains(name)).Select(static stack => stack.StackName)];
        return users.Count == 0
            ? StackError.Validation($"Export '{name}' is not imported by any stack.")
            : StackPages.Answer(call, users, static user => user, static (page, next) => WireValue.Structure(("Imports", WireValue.List(page)), ("NextToken", next)));
    }

    public static HandlerResult With(HandlerCall call, Func<string, AwsError> isNone, Func<Stack, HandlerResult> answer)
    {
        var name = call.Text("StackName");
        return StackLookup.Find(call.Account, name) is { } stack ? answer(stack) : isNone(name);
    }

    private static IEnumerable<StackResource> InOrder(Stack stack) => stack.Resources.Values.OrderBy(static resource => resource.Order);
}
