// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary><c>Domain</c> of a REST API: the domain name, what it leads to, and its records. SAM notes in the property what it chose, and the deployment's hash sees that.</summary>
internal static class RestDomains
{
    public const string DomainName = "AWS::ApiGateway::DomainName";
    public const string DomainNameV2 = "AWS::ApiGateway::DomainNameV2";

    // What SAM notes: an API that shares its Domain with another, through Globals, finds it there.
    private const string Noted = "ApiDomainName";

    private const string DistributionZone = "Z2FDTNDATAQYW2";

    private static readonly string[] s_known =
    [
        "BasePath", "NormalizeBasePath", "Policy", "CertificateArn", "DomainName", "EndpointConfiguration", "IpAddressType", "MutualTlsAuthentication",
        "OwnershipVerificationCertificateArn", "Route53", "SecurityPolicy", "AccessAssociation", "EndpointAccessMode", Noted,
    ];

    private static readonly string[] s_truststore = ["TruststoreUri", "TruststoreVersion"];

    public static List<SamResource> Make(SamRun run, SamResource api)
    {
        if (Expect.Map(api["Domain"], "Domain") is not { } domain)
        {
            return [];
        }

        Expect.Told(run, domain, "Domain", s_known);
        var name = domain["DomainName"] ?? throw Missing(domain, "DomainName");
        var certificate = domain["CertificateArn"] ?? throw Missing(domain, "CertificateArn");
        var endpoint = domain["EndpointConfiguration"] ?? "REGIONAL";
        if (endpoint is not { IsText: true, Text: "EDGE" or "REGIONAL" or "PRIVATE" })
        {
            throw new SamRefusal(endpoint, "EndpointConfiguration for Custom Domains must be one of ['EDGE', 'REGIONAL', 'PRIVATE'].", "Write one of them.");
        }

        var isPrivate = endpoint.Text == "PRIVATE";
        var id = $"ApiGatewayDomainName{(isPrivate ? "V2" : "")}{LogicalIds.Hash(name)}";
        if (!isPrivate)
        {
            domain.Set(Noted, id);
            domain.Set("EndpointConfiguration", endpoint);
        }

        var made = new SamResource(id, isPrivate ? DomainNameV2 : DomainName, api.HandedOn()) { Place = domain };
        made["DomainName"] = name;
        made[endpoint.Text == "REGIONAL" ? "RegionalCertificateArn" : "CertificateArn"] = certificate;
        made["EndpointConfiguration"] = SamNode.Map(("Types", SamNode.List(endpoint)), ("IpAddressType", RestApis.Truthy(domain["IpAddressType"])));
        made["MutualTlsAuthentication"] = MutualTls(domain);
        made["OwnershipVerificationCertificateArn"] = RestApis.Truthy(domain["OwnershipVerificationCertificateArn"]);
        foreach (var property in (string[])["SecurityPolicy", "EndpointAccessMode"])
        {
            made[property] = RestApis.Truthy(domain[property]);
        }

        if (RestApis.Truthy(domain["Policy"]) is { } policy)
        {
            made["Policy"] = isPrivate ? policy : throw OnlyPrivate(policy, "Policy");
        }

        List<SamResource> all = [made, .. Mappings(api, domain, id, isPrivate)];
        if (RecordSets.Add(run, api, domain, route53 => Target(route53, endpoint.Text, id)) is { } records)
        {
            all.Add(records);
        }

        if (Expect.Map(domain["AccessAssociation"], "Domain.AccessAssociation") is { } association)
        {
            all.Add(isPrivate ? Association(api, association, id) : throw OnlyPrivate(association, "AccessAssociation"));
        }

        return all;
    }

    /// <summary>What a truststore is; <see langword="null"/> when there is none.</summary>
    public static SamNode? MutualTls(SamNode domain)
    {
        if (domain["MutualTlsAuthentication"] is not { IsTruthy: true } given)
        {
            return null;
        }

        if (!given.IsMap)
        {
            throw new SamRefusal(given, "MutualTlsAuthentication must be a map with at least one of the following fields ['TruststoreUri', 'TruststoreVersion'].", "Write TruststoreUri.");
        }

        Expect.Known(given, "MutualTlsAuthentication", s_truststore);
        return SamNode.Map(("TruststoreUri", RestApis.Truthy(given["TruststoreUri"])), ("TruststoreVersion", RestApis.Truthy(given["TruststoreVersion"])));
    }

    private static SamRefusal Missing(SamNode domain, string property) =>
        new(domain, $"Custom Domains only works if both DomainName and CertificateArn are provided: {property} is missing.", "Write both.");

    private static SamRefusal OnlyPrivate(SamNode node, string property) =>
        new(node, $"Domain.{property} is for private domain names.", "Set the domain's EndpointConfiguration to PRIVATE, or remove it.");

    private static IEnumerable<SamResource> Mappings(SamResource api, SamNode domain, string domainId, bool isPrivate)
    {
        var paths = domain["BasePath"] switch
        {
            { IsTruthy: true, IsText: true } one => [one],
            { IsTruthy: true, IsList: true } list => list.Items,
            _ => null,
        };
        var isNormalized = !domain.Has("NormalizeBasePath") || domain["NormalizeBasePath"] is { IsTruthy: true };
        if (paths is null)
        {
            yield return Mapping("", null);
        }

        foreach (var path in paths ?? [])
        {
            if (!path.IsText)
            {
                throw new SamRefusal(path, "Property 'Domain.BasePath' should be a list of strings.", "Write the path.");
            }

            var plain = new string([.. path.Text.Where(char.IsLetterOrDigit)]);
            yield return Mapping(plain, isNormalized ? plain : path);
        }

        SamResource Mapping(string part, SamNode? path)
        {
            var mapping = new SamResource($"{api.LogicalId}{part}BasePathMapping", $"AWS::ApiGateway::BasePathMapping{(isPrivate ? "V2" : "")}", api.HandedOn()) { Place = domain };
            mapping["BasePath"] = path;
            mapping[isPrivate ? "DomainNameArn" : "DomainName"] = SamNode.Ref(domainId);
            mapping["RestApiId"] = api.Ref();
            mapping["Stage"] = SamNode.Ref($"{api.LogicalId}.Stage");
            return mapping;
        }
    }

    private static SamNode Target(SamNode route53, string endpoint, string domainId)
    {
        var target = SamNode.Map(("EvaluateTargetHealth", route53["EvaluateTargetHealth"]));
        switch (endpoint)
        {
            case "REGIONAL":
                target.Set("HostedZoneId", SamNode.GetAtt(domainId, "RegionalHostedZoneId"));
                target.Set("DNSName", SamNode.GetAtt(domainId, "RegionalDomainName"));
                break;
            case "PRIVATE":
                target["HostedZoneId"] = route53["VpcEndpointHostedZoneId"] ?? throw NeedsEndpoint(route53);
                target["DNSName"] = route53["VpcEndpointDomainName"] ?? throw NeedsEndpoint(route53);
                break;
            default:
                if (route53["DistributionDomainName"] is null)
                {
                    route53.Set("DistributionDomainName", SamNode.GetAtt(domainId, "DistributionDomainName"));
                }

                target.Set("HostedZoneId", DistributionZone);
                target["DNSName"] = route53["DistributionDomainName"];
                break;
        }

        return target;
    }

    private static SamRefusal NeedsEndpoint(SamNode route53) =>
        new(route53, "A private domain's records lead to a VPC endpoint.", "Write VpcEndpointDomainName and VpcEndpointHostedZoneId.");

    private static SamResource Association(SamResource api, SamNode association, string domainId)
    {
        var endpoint = association["VpcEndpointId"] ?? throw new SamRefusal(association, "Missing required property 'VpcEndpointId'.", "Write it.");
        var made = new SamResource(
            $"DomainNameAccessAssociation{LogicalIds.Hash(SamNode.List(endpoint, domainId))}", "AWS::ApiGateway::DomainNameAccessAssociation", api.HandedOn()) { Place = association };
        made["AccessAssociationSource"] = endpoint;
        made["AccessAssociationSourceType"] = "VPCE";
        made["DomainNameArn"] = SamNode.Ref(domainId);
        return made;
    }
}
