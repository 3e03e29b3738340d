// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary><c>AWS::Lambda::Alias</c>: a name for a version of a function.</summary>
internal static class AliasResource
{
    public static ResourceType Type { get; } = new(
        "AWS::Lambda::Alias",
        new ObjectKind(
            "the alias",
            "FunctionName FunctionVersion Name",
            "Description ProvisionedConcurrencyConfig",
            ("RoutingConfig", Fate.Refused("traffic shifting between versions", "Remove it."))),
        ["FunctionName", "FunctionVersion", "Name"],
        Create);

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var function = properties.Text("FunctionName") ?? "";
        var version = properties.Text("FunctionVersion") ?? "";
        var name = properties.Text("Name") ?? "";
        if (context.Apply(account => Aliases.CreateAlias(account, function, name, version)) is not { } owner)
        {
            return null;
        }

        var arn = $"{FunctionArns.Of(context.Run.Account, owner.FunctionName)}:{name}";
        return new ResourceValue(arn, ("AliasArn", arn));
    }
}
