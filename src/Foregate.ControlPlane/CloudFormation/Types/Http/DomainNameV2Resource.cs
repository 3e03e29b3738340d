// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::DomainName</c>: one configuration for each endpoint type.</summary>
internal static class DomainNameV2Resource
{
    private static readonly ObjectKind s_configuration = new(
        "the domain name's configuration", "CertificateArn CertificateName EndpointType IpAddressType OwnershipVerificationCertificateArn SecurityPolicy");

    private static readonly ObjectKind s_mutual = new("the mutual TLS authentication", "TruststoreUri TruststoreVersion");

    public static ResourceType Type { get; } = new(
        "AWS::ApiGatewayV2::DomainName",
        new ObjectKind("the domain name", "DomainName DomainNameConfigurations MutualTlsAuthentication RoutingMode Tags"),
        ["DomainName"],
        Create)
    {
        IsTagged = true,
        Replacing = ["DomainName"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Domains.DeleteDomainName(account, removal.PhysicalId, null)),
        Read = Read,
        Place = static resource => $"/domainnames/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var said = Said(context, new DomainName { Name = properties.Text("DomainName") ?? "", Label = "" });
        var request = new Domains.CreateDomainNameRequest
        {
            Name = said.Name,
            CertificateName = said.CertificateName,
            CertificateArn = said.CertificateArn,
            RegionalCertificateName = said.RegionalCertificateName,
            RegionalCertificateArn = said.RegionalCertificateArn,
            EndpointConfiguration = said.EndpointConfiguration,
            SecurityPolicy = said.SecurityPolicy,
            MutualTlsAuthentication = said.MutualTlsAuthentication,
            OwnershipVerificationCertificateArn = said.OwnershipVerificationCertificateArn,
            RoutingMode = said.RoutingMode,
            Tags = said.Tags,
        };
        return context.Run.Reading.HasFaultIn(context.Resource.Path) ? null
            : Value(context, context.Apply(account => Domains.CreateDomainName(account, request, context.Operations)));
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        if (context.Apply(account => Domains.GetDomainName(account, context.PhysicalId, null)) is not { } before)
        {
            return null;
        }

        var said = Said(context, before);
        return context.Run.Reading.HasFaultIn(context.Resource.Path) ? null
            : Value(context, context.Apply(account => Domains.UpdateDomainName(account, said, context.Operations)));
    }

    // Both interfaces speak of one domain name, which has one policy and one kind of addresses.
    private static DomainName Said(ResourceContext context, DomainName domain)
    {
        var properties = context.Properties;
        domain = domain with
        {
            CertificateArn = null,
            CertificateName = null,
            RegionalCertificateArn = null,
            RegionalCertificateName = null,
            SecurityPolicy = "TLS_1_2",
            OwnershipVerificationCertificateArn = null,
            MutualTlsAuthentication = properties.Object("MutualTlsAuthentication", s_mutual) is { } mutual && mutual.Text("TruststoreUri") is { Length: > 0 } uri
                ? new MutualTlsAuthentication { TruststoreUri = uri, TruststoreVersion = mutual.Text("TruststoreVersion") }
                : null,
            RoutingMode = context.Choice(
                properties,
                "RoutingMode",
                RoutingMode.BasePathMappingOnly,
                ("API_MAPPING_ONLY", RoutingMode.BasePathMappingOnly),
                ("ROUTING_RULE_ONLY", RoutingMode.RoutingRuleOnly),
                ("ROUTING_RULE_THEN_API_MAPPING", RoutingMode.RoutingRuleThenBasePathMapping)),
            Tags = HttpProperties.Tags(context),
        };
        var types = new List<EndpointType>();
        var items = properties.Items("DomainNameConfigurations") ?? [];
        if (items.Count is 0 or > 2)
        {
            properties.Fault("DomainNameConfigurations", "DomainNameConfigurations must have one configuration, or two while the endpoint type changes.", "Write one.");
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (Section.Open(context.Run.Reading, items[i], DocumentPath.Append(properties.PathOf("DomainNameConfigurations"), i), s_configuration) is not { } item)
            {
                continue;
            }

            var type = context.Choice(item, "EndpointType", EndpointType.Regional, ("REGIONAL", EndpointType.Regional), ("EDGE", EndpointType.Edge));
            var policy = item.Text("SecurityPolicy") ?? "TLS_1_2";
            var addresses = item.Text("IpAddressType") ?? "ipv4";
            if (types.Contains(type) || (i > 0 && (policy, addresses) != (domain.SecurityPolicy, domain.EndpointConfiguration.IpAddressType)))
            {
                item.Fault("EndpointType", "DomainNameConfigurations must have different endpoint types, the same security policy and the same IP address type.", "Change one of them.");
            }

            types.Add(type);
            var (arn, name) = (item.Text("CertificateArn"), item.Text("CertificateName"));
            domain = type == EndpointType.Regional ? domain with { RegionalCertificateArn = arn, RegionalCertificateName = name } : domain with { CertificateArn = arn, CertificateName = name };
            domain = domain with
            {
                SecurityPolicy = policy,
                OwnershipVerificationCertificateArn = item.Text("OwnershipVerificationCertificateArn") ?? domain.OwnershipVerificationCertificateArn,
                EndpointConfiguration = domain.EndpointConfiguration with { Types = [.. types], IpAddressType = addresses },
            };
        }

        return domain;
    }

    private static ResourceValue? Value(ResourceContext context, DomainName? domain)
    {
        if (domain is null)
        {
            return null;
        }

        var account = context.Run.Account;
        return new ResourceValue(
            domain.Name,
            ("DomainName", domain.Name),
            ("DomainNameArn", DomainTargets.Arn(account, domain)),
            ("RegionalDomainName", DomainTargets.RegionalDomainName(account, domain)),
            ("RegionalHostedZoneId", DomainTargets.RegionalHostedZoneId(account) ?? ""));
    }

    private static string? Read(Account account, DeployedResource resource)
    {
        var domain = Domains.Find(account, resource.PhysicalId, null);
        return OwnDefinition.Of(domain is null ? null : domain with { ApiMappings = domain.ApiMappings.Clear(), RoutingRules = domain.RoutingRules.Clear() }, DefinitionJson.WriteDomainNamesDomainNameRow);
    }
}
