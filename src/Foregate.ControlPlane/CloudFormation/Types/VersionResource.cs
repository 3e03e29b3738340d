// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary><c>AWS::Lambda::Version</c>: a number for what a function is now.</summary>
internal static class VersionResource
{
    public static ResourceType Type { get; } = new(
        "AWS::Lambda::Version",
        new ObjectKind("the version", "FunctionName Description", "CodeSha256 ProvisionedConcurrencyConfig RuntimePolicy FunctionScalingConfig"),
        ["FunctionName"],
        Create)
    {
        Delete = static removal => removal.Apply(account => Functions.DeleteFunction(account, removal.Text("FunctionName"), removal.Resource.Resource.Attributes["Version"])),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var name = context.Properties.Text("FunctionName") ?? "";
        // Its CodeSha256 is of the archive that was uploaded to AWS: here the code may be a folder.
        var request = new Versions.PublishVersionRequest { Description = context.Properties.Text("Description") };
        return context.Apply(account => Versions.PublishVersion(account, name, request, context.Operations)) is { } published
            ? new ResourceValue(published.FunctionArn, ("Version", published.Version), ("FunctionArn", published.FunctionArn))
            : null;
    }
}
