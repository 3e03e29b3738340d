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

/// <summary><c>AWS::ApiGateway::DomainName</c>: a public one.</summary>
internal static class DomainNameResource
{
    private static readonly ObjectKind s_properties = new(
        "the domain name",
        "CertificateArn DomainName EndpointAccessMode EndpointConfiguration MutualTlsAuthentication OwnershipVerificationCertificateArn RegionalCertificateArn RoutingMode SecurityPolicy Tags");

    private static readonly ObjectKind s_mutualTls = new("the mutual TLS authentication", "TruststoreUri TruststoreVersion");

    /// <summary>Words of refusals, and the properties that they speak of.</summary>
    public static (string, string)[] Places { get; } =
    [
        ("security policy", "SecurityPolicy"), ("endpointAccessMode", "EndpointAccessMode"), ("access mode", "EndpointAccessMode"), ("ownershipVerification", "OwnershipVerificationCertificateArn"),
        ("mutual TLS", "MutualTlsAuthentication"), ("truststore", "MutualTlsAuthentication"), ("regionalCertificateArn", "RegionalCertificateArn"), ("certificateArn", "CertificateArn"),
        ("certificate ARN", "RegionalCertificateArn"), ("certificate ARN", "CertificateArn"), ("endpoint type", "EndpointConfiguration"), ("policy", "Policy"), ("_custom_id_", "Tags"),
        ("domain name", "DomainName"),
    ];

    public static ResourceType Type { get; } = new("AWS::ApiGateway::DomainName", s_properties, ["DomainName"], Create)
    {
        IsTagged = true,
        Replacing = ["DomainName"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Domains.DeleteDomainName(account, removal.PhysicalId, null)),
        Read = static (account, resource) => OwnDefinition.Of(Domains.Find(account, resource.PhysicalId, null), DefinitionJson.WriteDomainNamesDomainNameRow),
        Place = static resource => $"/domainnames/{resource.PhysicalId}",
    };

    public static RoutingMode ReadRouting(ResourceContext context) => context.Choice(
        context.Properties,
        "RoutingMode",
        RoutingMode.BasePathMappingOnly,
        ("BASE_PATH_MAPPING_ONLY", RoutingMode.BasePathMappingOnly),
        ("ROUTING_RULE_ONLY", RoutingMode.RoutingRuleOnly),
        ("ROUTING_RULE_THEN_BASE_PATH_MAPPING", RoutingMode.RoutingRuleThenBasePathMapping));

    private static ResourceValue? Create(ResourceContext context)
    {
        var request = Request(context);
        var endpoint = request.EndpointConfiguration;
        if (endpoint.Types.Contains(EndpointType.Private))
        {
            context.Properties.Fault("EndpointConfiguration", "Private domain names are of another type.", "Use AWS::ApiGateway::DomainNameV2.");
            return null;
        }

        return context.Apply(account => Domains.CreateDomainName(account, request, context.Operations), Places) is { } made ? Value(context.Run.Account, made) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var request = Request(context);
        return context.Apply(account => Updated(account, request, context), Places) is { } made ? Value(context.Run.Account, made) : null;
    }

    private static OperationResult<DomainName> Updated(Account account, Domains.CreateDomainNameRequest request, ResourceContext context)
    {
        var found = Domains.GetDomainName(account, context.PhysicalId, null);
        return found.Response is not { } domain ? found : Domains.UpdateDomainName(
            account,
            domain with
            {
                CertificateArn = request.CertificateArn,
                RegionalCertificateArn = request.RegionalCertificateArn,
                EndpointConfiguration = request.EndpointConfiguration,
                SecurityPolicy = request.SecurityPolicy,
                EndpointAccessMode = request.EndpointAccessMode,
                MutualTlsAuthentication = request.MutualTlsAuthentication,
                OwnershipVerificationCertificateArn = request.OwnershipVerificationCertificateArn,
                RoutingMode = request.RoutingMode,
                Tags = request.Tags,
            },
            context.Operations);
    }

    private static Domains.CreateDomainNameRequest Request(ResourceContext context)
    {
        var properties = context.Properties;
        var mutual = properties.Object("MutualTlsAuthentication", s_mutualTls);
        return new Domains.CreateDomainNameRequest
        {
            Name = properties.Text("DomainName") ?? "",
            CertificateArn = properties.Text("CertificateArn"),
            RegionalCertificateArn = properties.Text("RegionalCertificateArn"),
            EndpointConfiguration = EndpointProperties.OfDomain(context, EndpointType.Edge),
            SecurityPolicy = properties.Text("SecurityPolicy") ?? "TLS_1_2",
            EndpointAccessMode = properties.Text("EndpointAccessMode"),
            MutualTlsAuthentication = mutual?.Text("TruststoreUri") is { Length: > 0 } uri
                ? new MutualTlsAuthentication { TruststoreUri = uri, TruststoreVersion = mutual.Text("TruststoreVersion") }
                : null,
            OwnershipVerificationCertificateArn = properties.Text("OwnershipVerificationCertificateArn"),
            RoutingMode = ReadRouting(context),
            Tags = ResourceTags.Of(context),
        };
    }

    // The zone of a region that does not publish one has no id that anybody could use.
    private static ResourceValue Value(Account account, DomainName domain)
    {
        var arn = ("DomainNameArn", DomainTargets.Arn(account, domain));
        var types = domain.EndpointConfiguration.Types;
        var edge = types.Contains(EndpointType.Edge)
            ? new[] { ("DistributionDomainName", DomainTargets.DistributionDomainName(domain)), ("DistributionHostedZoneId", DomainTargets.DistributionHostedZoneId) }
            : [];
        var regional = types.Contains(EndpointType.Regional)
            ? new[] { ("RegionalDomainName", DomainTargets.RegionalDomainName(account, domain)), ("RegionalHostedZoneId", DomainTargets.RegionalHostedZoneId(account) ?? $"zone-of-{account.Region}") }
            : [];
        return new ResourceValue(domain.Name, [arn, .. edge, .. regional]);
    }
}
