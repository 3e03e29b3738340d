// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.DomainNames;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::DomainNameAccessAssociation</c>. Its tags are given once.</summary>
internal static class DomainNameAccessAssociationResource
{
    private static readonly (string, string)[] s_places =
    [
        ("domain name ARN", "DomainNameArn"), ("VPC endpoint", "AccessAssociationSource"), ("already exists", "AccessAssociationSource"),
    ];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::DomainNameAccessAssociation",
        new ObjectKind("the access association", "AccessAssociationSource AccessAssociationSourceType DomainNameArn Tags"),
        ["AccessAssociationSource", "AccessAssociationSourceType", "DomainNameArn"],
        Create)
    {
        // Each of its properties does: it never changes in place.
        Replacing = ["AccessAssociationSource", "AccessAssociationSourceType", "DomainNameArn", "Tags"],
        Delete = static removal => removal.Apply(account => AccessAssociations.DeleteDomainNameAccessAssociation(account, removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.DomainNameAccessAssociations.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteDomainNamesDomainNameAccessAssociationRow),
        Place = static resource => $"/domainnameaccessassociations/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var (domain, source, tags) = (properties.Text("DomainNameArn") ?? "", properties.Text("AccessAssociationSource") ?? "", ResourceTags.Of(context));
        context.Choice(properties, "AccessAssociationSourceType", true, ("VPCE", true));
        return context.Apply(account => AccessAssociations.CreateDomainNameAccessAssociation(account, domain, source, tags, context.Operations), s_places) is { } made
            ? new ResourceValue(made.DomainNameAccessAssociationArn, ("DomainNameAccessAssociationArn", made.DomainNameAccessAssociationArn))
            : null;
    }
}
