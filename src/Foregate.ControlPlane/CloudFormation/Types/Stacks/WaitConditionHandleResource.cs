// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Types.Stacks;

/// <summary><c>AWS::CloudFormation::WaitConditionHandle</c>: an address for signals, which nobody reads; templates use it as a resource that does nothing.</summary>
internal static class WaitConditionHandleResource
{
    public static ResourceType Type { get; } = new("AWS::CloudFormation::WaitConditionHandle", new ObjectKind("the wait condition handle", ""), [], Make) { Update = Make };

    private static ResourceValue Make(ResourceContext context)
    {
        var scope = context.Scope;
        var address = context.Existing?.PhysicalId ?? $"https://cloudformation-waitcondition-{scope.Region}.s3.{scope.Region}.{Scope.UrlSuffix}/{Uri.EscapeDataString(scope.StackId)}/{context.LogicalId}";
        return new ResourceValue(address, ("Id", address));
    }
}
