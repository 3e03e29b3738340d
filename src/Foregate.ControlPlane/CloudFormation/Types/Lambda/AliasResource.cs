// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions;

namespace Foregate.ControlPlane.CloudFormation.Types.Lambda;

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
        Replacing = ["FunctionName", "Name"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Aliases.DeleteAlias(account, removal.Text("FunctionName"), removal.Text("Name"))),
        Read = Read,
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
        return Value(context.Apply(account => Aliases.CreateAlias(account, function, request)));
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        var (function, name) = (properties.Text("FunctionName") ?? "", properties.Text("Name") ?? "");
        var request = new Aliases.UpdateAliasRequest { FunctionVersion = properties.Text("FunctionVersion"), Description = properties.Text("Description") ?? "" };
        return Value(context.Apply(account => Aliases.UpdateAlias(account, function, name, request)));
    }

    private static ResourceValue? Value(Aliases.AliasConfiguration? alias) => alias is null ? null : new ResourceValue(alias.AliasArn, ("AliasArn", alias.AliasArn));

    // Permissions change its revision.
    private static string? Read(Account account, DeployedResource resource)
    {
        var alias = FunctionReference.TryFindWhole(account, resource.Text("FunctionName"), out var function) is null ? function.Aliases.GetValueOrDefault(resource.Text("Name")) : null;
        return OwnDefinition.Of(alias is null ? null : alias with { RevisionId = "", Description = alias.Description ?? "" }, DefinitionJson.WriteLambdaAlias);
    }
}
