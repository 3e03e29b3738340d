// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.BackEnds;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::VpcLink</c>.</summary>
internal static class VpcLinkV2Resource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGatewayV2::VpcLink", new ObjectKind("the VPC link", "Name SubnetIds SecurityGroupIds Tags"), ["Name", "SubnetIds"], Create)
    {
        IsTagged = true,
        Replacing = ["SecurityGroupIds", "SubnetIds"],
        Update = Update,
        Delete = static removal => removal.Apply(account => HttpVpcLinks.DeleteVpcLink(account, removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(account.HttpVpcLinks.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayV2VpcLinkRow),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var (name, subnets, groups, tags) = (properties.Text("Name") ?? "", properties.Texts("SubnetIds"), properties.Texts("SecurityGroupIds"), HttpProperties.Tags(context));
        return context.Apply(account => HttpVpcLinks.CreateVpcLink(account, name, subnets, groups, tags, context.Creation(tags))) is { } link ? Value(link.VpcLinkId) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (name, tags) = (context.Properties.Text("Name") ?? "", HttpProperties.Tags(context));
        return context.Apply(account => HttpVpcLinks.UpdateVpcLink(account, context.PhysicalId, name, tags)) is null ? null : Value(context.PhysicalId);
    }

    private static ResourceValue Value(string id) => new(id, ("VpcLinkId", id));
}
