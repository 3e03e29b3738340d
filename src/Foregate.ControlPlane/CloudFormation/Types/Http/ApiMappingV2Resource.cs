// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.DomainNames;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::ApiMapping</c>: a path of a domain name that leads to a stage.</summary>
internal static class ApiMappingV2Resource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGatewayV2::ApiMapping", new ObjectKind("the API mapping", "ApiId DomainName Stage ApiMappingKey"), ["ApiId", "DomainName", "Stage"], Create)
    {
        Replacing = ["DomainName"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Mappings.DeleteApiMapping(account, removal.Text("DomainName"), removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(
            Domains.Find(account, resource.Text("DomainName"), null)?.ApiMappings.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteDomainNamesApiMappingRow),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (domain, api, stage, key) = Said(context);
        return context.Apply(account => Mappings.CreateApiMapping(account, domain, api, stage, key, context.Operations)) is { } mapping ? Value(mapping.ApiMappingId) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (domain, api, stage, key) = Said(context);
        return context.Apply(account => Mappings.UpdateApiMapping(account, domain, context.PhysicalId, api, stage, key, context.Operations)) is null ? null : Value(context.PhysicalId);
    }

    private static (string Domain, string Api, string Stage, string Key) Said(ResourceContext context)
    {
        var properties = context.Properties;
        return (properties.Text("DomainName") ?? "", properties.Text("ApiId") ?? "", properties.Text("Stage") ?? "", properties.Text("ApiMappingKey") ?? "");
    }

    private static ResourceValue Value(string id) => new(id, ("ApiMappingId", id));
}
