// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary><c>Domain</c> of HTTP and WebSocket APIs: the domain name, what it leads to, and its records.</summary>
internal static partial class V2Domains
{
    public const string DomainName = "AWS::ApiGatewayV2::DomainName";

    private static readonly string[] s_known =
    [
        "BasePath", "CertificateArn", "DomainName", "EndpointConfiguration", "MutualTlsAuthentication", "OwnershipVerificationCertificateArn", "Route53", "SecurityPolicy",
    ];

    public static List<SamResource> Make(SamRun run, SamResource api, SamNode? tags)
    {
        if (Expect.Map(api["Domain"], "Domain") is not { } domain)
        {
            return [];
        }

        Expect.Told(run, domain, "Domain", s_known);
        if (domain["DomainName"] is not { } name || domain["CertificateArn"] is not { } certificate)
        {
            throw new SamRefusal(domain, "Custom Domains only works if both DomainName and CertificateArn are provided.", "Write both.");
        }

        if (domain["EndpointConfiguration"] is { } endpoint && endpoint is not { IsText: true, Text: "REGIONAL" })
        {
            throw new SamRefusal(endpoint, "EndpointConfiguration for Custom Domains must be one of ['REGIONAL'].", "Write REGIONAL, or leave it out.");
        }

        var id = $"ApiGatewayDomainNameV2{LogicalIds.Hash(name)}";
        var made = new SamResource(id, DomainName, api.HandedOn()) { Place = domain };
        made["DomainName"] = name;
        made["DomainNameConfigurations"] = SamNode.List(SamNode.Map(
            ("CertificateArn", certificate),
            ("EndpointType", "REGIONAL"),
            ("OwnershipVerificationCertificateArn", RestApis.Truthy(domain["OwnershipVerificationCertificateArn"])),
            ("SecurityPolicy", RestApis.Truthy(domain["SecurityPolicy"]))));
        made["MutualTlsAuthentication"] = RestDomains.MutualTls(domain);
        made["Tags"] = tags;
        List<SamResource> all = [made, .. Mappings(api, domain, id)];
        if (RecordSets.Add(run, api, domain, route53 => Target(route53, id)) is { } records)
        {
            all.Add(records);
        }

        return all;
    }

    private static SamNode Target(SamNode route53, string domainId) => SamNode.Map(
        ("EvaluateTargetHealth", route53["EvaluateTargetHealth"]),
        ("HostedZoneId", SamNode.GetAtt(domainId, "RegionalHostedZoneId")),
        ("DNSName", SamNode.GetAtt(domainId, "RegionalDomainName")));

    private static IEnumerable<SamResource> Mappings(SamResource api, SamNode domain, string domainId)
    {
        var paths = domain["BasePath"] switch
        {
            { IsTruthy: true, IsText: true } one => [one],
            { IsTruthy: true, IsList: true } list => list.Items,
            _ => null,
        };
        if (paths is null)
        {
            yield return Mapping("", null);
        }

        foreach (var path in paths ?? [])
        {
            if (!path.IsText)
            {
                throw new SamRefusal(path, "Basepath must be a string.", "Write the path.");
            }

            if (Invalid().IsMatch(path.Text))
            {
                throw new SamRefusal(path, "Invalid Basepath name provided.", "Use letters, digits, hyphens, underscores and slashes.");
            }

            yield return Mapping(Symbols().Replace(path.Text, ""), path.Text.Trim('/'));
        }

        SamResource Mapping(string part, SamNode? key)
        {
            var mapping = new SamResource($"{api.LogicalId}{part}ApiMapping", "AWS::ApiGatewayV2::ApiMapping", api.HandedOn()) { Place = domain };
            mapping["DomainName"] = SamNode.Ref(domainId);
            mapping["ApiId"] = api.Ref();
            mapping["Stage"] = SamNode.Ref($"{api.LogicalId}.Stage");
            mapping["ApiMappingKey"] = key;
            return mapping;
        }
    }

    [GeneratedRegex(@"[^0-9a-zA-Z/\-_]")]
    private static partial Regex Invalid();

    [GeneratedRegex(@"[\-_/]+")]
    private static partial Regex Symbols();
}
