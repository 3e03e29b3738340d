// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Ssm;
using Foregate.Definitions;

namespace Foregate.ControlPlane.CloudFormation.Types.Ssm;

/// <summary><c>AWS::SSM::Parameter</c>: a text in Systems Manager's parameter store.</summary>
internal static class ParameterResource
{
    public static ResourceType Type { get; } = new(
        "AWS::SSM::Parameter",
        new ObjectKind("the parameter", "Name Type Value Description AllowedPattern Tier Tags DataType", "", ("Policies", Fate.Refused("policies of parameters", "Remove it."))),
        ["Type", "Value"],
        Create)
    {
        IsTagged = true,
        Replacing = ["Name"],
        Update = static context => Put(context, context.PhysicalId, overwrites: true),
        Delete = static removal => removal.Account.Parameters.ContainsKey(removal.PhysicalId) ? removal.Apply(account => Parameters.DeleteParameter(account, removal.PhysicalId)) : null,
        Read = Read,
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var made = $"CFN-{context.LogicalId}-{Identifiers.Next(12, suffix => context.Run.Account.Parameters.ContainsKey($"CFN-{context.LogicalId}-{suffix}"), "parameter", context.GeneratedName)}";
        return Put(context, context.Properties.Text("Name") ?? made, overwrites: false);
    }

    private static ResourceValue? Put(ResourceContext context, string name, bool overwrites)
    {
        var properties = context.Properties;
        properties.Text("Name");
        var type = context.Choice(properties, "Type", "String", ("String", "String"), ("StringList", "StringList"));
        var tags = context.StackTags.SetItems(properties.TextMap("Tags"));
        var request = new Parameters.PutParameterRequest
        {
            Name = name,
            Type = type,
            Value = properties.Text("Value") ?? "",
            Description = properties.Text("Description") ?? "",
            AllowedPattern = properties.Text("AllowedPattern") ?? "",
            Tier = properties.Text("Tier") ?? "Standard",
            DataType = properties.Text("DataType"),
            Overwrite = overwrites,
        };
        if (context.Run.Reading.HasFaultIn(context.Resource.Path)
            || context.Apply(account => Parameters.PutParameter(account, request, context.Operations)) is not { } parameter
            || context.Apply(account => Parameters.ChangeTags(account, name, _ => tags), "Tags") is null)
        {
            return null;
        }

        return new ResourceValue(name, ("Type", parameter.Type), ("Value", parameter.Value));
    }

    // How often and when it was put is nobody's to say. The row has no value, which may be a secret: its hash tells whether it is another one.
    private static string? Read(Account account, DeployedResource resource)
    {
        if (account.Parameters.GetValueOrDefault(resource.PhysicalId) is not { } parameter)
        {
            return null;
        }

        var row = OwnDefinition.Of(parameter with { Version = 1, LastModifiedDate = default, LastModifiedUser = null }, DefinitionJson.WriteSsmParameterRow)!;
        return $"{row[..^1]},\"valueSha256\":\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parameter.Value)))}\"}}";
    }
}
