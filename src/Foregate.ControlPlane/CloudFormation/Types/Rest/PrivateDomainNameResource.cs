// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::DomainNameV2</c>: a private one, known by its ARN.</summary>
internal static class PrivateDomainNameResource
{
    private static readonly ObjectKind s_properties = new(
        "the private domain name", "CertificateArn DomainName EndpointAccessMode EndpointConfiguration Policy RoutingMode SecurityPolicy Tags");

    public static ResourceType Type { get; } = new("AWS::ApiGateway::DomainNameV2", s_properties, ["DomainName"], Create)
    {
        IsTagged = true,
        Replacing = ["DomainName", "EndpointConfiguration", "SecurityPolicy"],
        Update = Update,
        Delete = static removal => Find(removal.Account, removal.PhysicalId) is { } domain
            ? removal.Apply(account => Domains.DeleteDomainName(account, domain.Name, domain.DomainNameId))
            : null,
        Read = static (account, resource) => OwnDefinition.Of(Find(account, resource.PhysicalId), DefinitionJson.WriteDomainNamesDomainNameRow),
        Place = static resource => resource.PhysicalId[resource.PhysicalId.IndexOf('/', StringComparison.Ordinal)..],
    };

    /// <summary>The domain name of an ARN.</summary>
    public static DomainName? Find(Account account, string arn) =>
        account.DomainNames.Values.FirstOrDefault(domain => DomainTargets.Arn(account, domain) == arn);

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var endpoint = EndpointProperties.OfDomain(context, EndpointType.Private);
        if (endpoint.Types is not [EndpointType.Private])
        {
            properties.Fault("EndpointConfiguration", "Public domain names are of another type.", "Use AWS::ApiGateway::DomainName.");
            return null;
        }

        var tags = ResourceTags.Of(context);
        var request = new Domains.CreateDomainNameRequest
        {
            Name = properties.Text("DomainName") ?? "",
            CertificateArn = properties.Text("CertificateArn"),
            EndpointConfiguration = endpoint,
            SecurityPolicy = properties.Text("SecurityPolicy") ?? "TLS_1_2",
            EndpointAccessMode = properties.Text("EndpointAccessMode"),
            Policy = Policy(context),
            RoutingMode = DomainNameResource.ReadRouting(context),
            Tags = tags,
        };
        return context.Apply(account => Domains.CreateDomainName(account, request, context.Creation(tags)), DomainNameResource.Places) is { } made ? Value(context, made) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        EndpointProperties.OfDomain(context, EndpointType.Private);
        foreach (var property in Type.Replacing)
        {
            properties.Node(property);
        }

        var (certificate, mode, policy) = (properties.Text("CertificateArn"), properties.Text("EndpointAccessMode"), Policy(context));
        var (routing, tags) = (DomainNameResource.ReadRouting(context), ResourceTags.Of(context));
        return context.Apply(
            account => Find(account, context.PhysicalId) is { } domain
                ? Domains.UpdateDomainName(
                    account, domain with { CertificateArn = certificate, EndpointAccessMode = mode, Policy = policy, RoutingMode = routing, Tags = tags }, context.Operations)
                : AwsError.NoDomainName(),
            DomainNameResource.Places) is { } made
            ? Value(context, made)
            : null;
    }

    private static string? Policy(ResourceContext context) => context.Json(context.Properties, "Policy") is { Length: > 0 } policy ? policy : null;

    private static ResourceValue Value(ResourceContext context, DomainName domain)
    {
        var arn = DomainTargets.Arn(context.Run.Account, domain);
        return new ResourceValue(arn, ("DomainNameArn", arn), ("DomainNameId", domain.DomainNameId ?? ""));
    }
}
