// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Types.Stacks;

/// <summary><c>AWS::CloudFormation::WaitCondition</c>: one that waits for nothing, which keeps a place in the order. Signals do not arrive here.</summary>
internal static class WaitConditionResource
{
    public static ResourceType Type { get; } = new("AWS::CloudFormation::WaitCondition", new ObjectKind("the wait condition", "Count Handle", "Timeout"), [], Make) { Update = Make };

    private static ResourceValue? Make(ResourceContext context)
    {
        var count = context.Properties.Integer("Count") ?? 1;
        if (context.Properties.Text("Handle") is not null && count > 0)
        {
            context.Properties.Fault(
                context.Properties.Has("Count") ? "Count" : "Handle",
                $"The wait condition waits for {count} signal{(count == 1 ? "" : "s")}, which nothing here receives.",
                "Write Count: 0, or put a condition on it that does not hold here.");
            return null;
        }

        var id = context.Existing?.PhysicalId ?? $"{context.GeneratedName}-condition";
        return new ResourceValue(id, ("Data", "{}"), ("Id", id));
    }
}
