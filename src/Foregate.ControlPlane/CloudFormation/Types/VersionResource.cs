// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary><c>AWS::Lambda::Version</c>: a number for what a function is now. Only the latest code runs.</summary>
internal static class VersionResource
{
    public static ResourceType Type { get; } = new(
        "AWS::Lambda::Version",
        new ObjectKind("the version", "FunctionName", "Description CodeSha256 ProvisionedConcurrencyConfig RuntimePolicy FunctionScalingConfig"),
        ["FunctionName"],
        Create);

    private static ResourceValue? Create(ResourceContext context)
    {
        var name = context.Properties.Text("FunctionName") ?? "";
        if (context.Apply(account => Functions.PublishVersion(account, name)) is not { } function)
        {
            return null;
        }

        var version = function.LatestVersion.ToString(CultureInfo.InvariantCulture);
        var arn = $"{FunctionArns.Of(context.Run.Account, function.FunctionName)}:{version}";
        return new ResourceValue(arn, ("Version", version), ("FunctionArn", arn));
    }
}
