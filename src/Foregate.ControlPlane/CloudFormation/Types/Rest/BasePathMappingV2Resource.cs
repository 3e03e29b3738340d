// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.Definitions;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::BasePathMappingV2</c>, of a private domain name that is named by its ARN.</summary>
internal static class BasePathMappingV2Resource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::BasePathMappingV2", new ObjectKind("the base path mapping", "BasePath DomainNameArn RestApiId Stage"), ["DomainNameArn", "RestApiId"], Create)
    {
        Replacing = ["BasePath", "DomainNameArn"],
        Update = Update,
        Delete = static removal => PrivateDomainNameResource.Find(removal.Account, removal.Text("DomainNameArn")) is { } domain
            ? removal.Apply(account => Mappings.DeleteBasePathMapping(account, domain.Name, domain.DomainNameId, removal.Text("BasePath")))
            : null,
        Read = static (account, resource) => PrivateDomainNameResource.Find(account, resource.Text("DomainNameArn")) is { } domain
            ? BasePathMappingResource.Read(account, domain.Name, domain.DomainNameId, resource.Text("BasePath"))
            : null,
        Place = static resource => resource.PhysicalId[resource.PhysicalId.IndexOf('/', StringComparison.Ordinal)..],
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (path, api, stage) = Said(context);
        return Put(context, (account, domain) => Mappings.CreateBasePathMapping(account, domain.Name, domain.DomainNameId, path, api, stage, context.Operations), path);
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (path, api, stage) = Said(context);
        return Put(context, (account, domain) => Mappings.UpdateBasePathMapping(account, domain.Name, domain.DomainNameId, path ?? "", path, api, stage, context.Operations), path);
    }

    private static (string? Path, string Api, string? Stage) Said(ResourceContext context)
    {
        var properties = context.Properties;
        return (properties.Text("BasePath"), properties.Text("RestApiId") ?? "", properties.Text("Stage"));
    }

    private static ResourceValue? Put(ResourceContext context, Func<Account, DomainName, OperationResult<ApiMapping>> operation, string? path)
    {
        var arn = context.Properties.Text("DomainNameArn") ?? "";
        if (context.Apply(
            account => PrivateDomainNameResource.Find(account, arn) is { } domain ? operation(account, domain) : AwsError.NoDomainName(), BasePathMappingResource.Places) is null)
        {
            return null;
        }

        var mapping = $"{arn}/basepathmappings/{BasePathMappingResource.Path(path)}";
        return new ResourceValue(mapping, ("BasePathMappingArn", mapping));
    }
}
