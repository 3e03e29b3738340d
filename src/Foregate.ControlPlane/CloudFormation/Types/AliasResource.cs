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
            "FunctionName FunctionVersion Name Description",
            "ProvisionedConcurrencyConfig",
            ("RoutingConfig", Fate.Refused("traffic shifting between versions", "Remove it."))),
        ["FunctionName", "FunctionVersion", "Name"],
        Create)
    {
        Delete = static removal => removal.Apply(account => Aliases.DeleteAlias(account, removal.Text("FunctionName"), removal.Text("Name"))),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var function = properties.Text("FunctionName") ?? "";
        var request = new Aliases.CreateAliasRequest
        {
            Name = properties.Text("Name") ?? "",
            FunctionVersion = properties.Text("FunctionVersion") ?? "",
            Description = properties.Text("Description"),
        };
        return context.Apply(account => Aliases.CreateAlias(account, function, request)) is { } alias
            ? new ResourceValue(alias.AliasArn, ("AliasArn", alias.AliasArn))
            : null;
    }
}
