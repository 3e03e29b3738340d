// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.Definitions;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::BasePathMapping</c>, of a public domain name.</summary>
internal static class BasePathMappingResource
{
    /// <summary>Words of refusals, and the properties that they speak of.</summary>
    public static (string, string)[] Places { get; } =
    [
        ("base path", "BasePath"), ("mapping key", "BasePath"), ("REST API", "RestApiId"), ("stage", "Stage"), ("private APIs", "RestApiId"), ("domain name", "DomainName"), ("domain name", "DomainNameArn"),
    ];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::BasePathMapping", new ObjectKind("the base path mapping", "BasePath DomainName RestApiId Stage"), ["DomainName"], Create)
    {
        Replacing = ["BasePath", "DomainName"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Mappings.DeleteBasePathMapping(account, removal.Text("DomainName"), null, removal.Text("BasePath"))),
        Read = static (account, resource) => Read(account, resource.Text("DomainName"), null, resource.Text("BasePath")),
        Place = static resource => $"/domainnames/{resource.Text("DomainName")}/basepathmappings/{Path(resource.Text("BasePath"))}",
    };

    /// <summary>What a mapping is, as JSON.</summary>
    public static string? Read(Account account, string name, string? domainNameId, string basePath) =>
        OwnDefinition.Of(Mappings.GetBasePathMapping(account, name, domainNameId, basePath).Response, DefinitionJson.WriteDomainNamesApiMappingRow);

    /// <summary>How AWS names a base path, the empty one too.</summary>
    public static string Path(string? basePath) => string.IsNullOrEmpty(basePath) ? Mappings.NoBasePath : basePath;

    private static ResourceValue? Create(ResourceContext context)
    {
        var (domain, path, api, stage) = Said(context);
        return context.Apply(account => Mappings.CreateBasePathMapping(account, domain, null, path, api, stage, context.Operations), Places) is null
            ? null
            : new ResourceValue($"{domain}|{Path(path)}");
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (domain, path, api, stage) = Said(context);
        return context.Apply(account => Mappings.UpdateBasePathMapping(account, domain, null, path ?? "", path, api, stage, context.Operations), Places) is null
            ? null
            : new ResourceValue(context.PhysicalId);
    }

    private static (string Domain, string? Path, string Api, string? Stage) Said(ResourceContext context)
    {
        var properties = context.Properties;
        return (properties.Text("DomainName") ?? "", properties.Text("BasePath"), properties.Text("RestApiId") ?? "", properties.Text("Stage"));
    }
}
