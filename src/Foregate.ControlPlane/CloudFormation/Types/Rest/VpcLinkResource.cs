// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.BackEnds;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::VpcLink</c>.</summary>
internal static class VpcLinkResource
{
    private static readonly (string, string)[] s_places = [("name", "Name"), ("ARN", "TargetArns"), ("_custom_id_", "Tags")];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::VpcLink", new ObjectKind("the VPC link", "Description Name Tags TargetArns"), ["Name", "TargetArns"], Create)
    {
        IsTagged = true,
        Replacing = ["TargetArns"],
        Update = Update,
        Delete = static removal => removal.Apply(account => VpcLinks.DeleteVpcLink(account, removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(account.VpcLinks.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayVpcLinkRow),
        Place = static resource => $"/vpclinks/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var (name, description, targets, tags) = (properties.Text("Name") ?? "", properties.Text("Description"), properties.Texts("TargetArns"), ResourceTags.Of(context));
        return context.Apply(account => VpcLinks.CreateVpcLink(account, name, description, targets, tags, context.Creation(tags)), s_places) is { } made ? Value(made.Id) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        var (name, description, tags) = (properties.Text("Name") ?? "", properties.Text("Description"), ResourceTags.Of(context));
        properties.Texts("TargetArns");
        return context.Apply(account => VpcLinks.UpdateVpcLink(account, context.PhysicalId, name, description, tags), s_places) is null ? null : Value(context.PhysicalId);
    }

    private static ResourceValue Value(string id) => new(id, ("VpcLinkId", id));
}
