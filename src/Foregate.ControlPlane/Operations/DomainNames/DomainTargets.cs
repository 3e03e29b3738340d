// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.Definitions;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Operations.DomainNames;

/// <summary>The names that AWS gives what a domain name stands for: targets of DNS records, hosted zones, ARNs.</summary>
internal static class DomainTargets
{
    public const string DistributionHostedZoneId = "Z2FDTNDATAQYW2";

    private static readonly FrozenDictionary<string, string> s_zones = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["us-east-1"] = "Z1UJRXOUMOOFQ8",
        ["us-east-2"] = "ZOJJZC49E0EPZ",
        ["us-west-1"] = "Z2MUQ32089INYE",
        ["us-west-2"] = "Z2OJLYMUO9EFXC",
        ["eu-west-1"] = "ZLY8HYME6SFDD",
        ["eu-central-1"] = "Z1U9ULNL0V5AJ3",
        ["ap-northeast-1"] = "Z1YSHQZHG15GKL",
        ["ap-southeast-1"] = "ZL327KTPIQFUL",
        ["ap-southeast-2"] = "Z2RPCDW04V8134",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary><see langword="null"/> for regions whose zone is not published.</summary>
    public static string? RegionalHostedZoneId(Account account) => s_zones.GetValueOrDefault(account.Region);

    public static string RegionalDomainName(Account account, DomainName domain) => $"d-{domain.Label}.execute-api.{account.Region}.amazonaws.com";

    public static string DistributionDomainName(DomainName domain) => $"d{domain.Label}.cloudfront.net";

    /// <summary>Those of private domain names tell the account.</summary>
    public static string Arn(Account account, DomainName domain) =>
        $"arn:aws:apigateway:{account.Region}:{(domain.DomainNameId is null ? "" : account.AccountId)}:/domainnames/{Domains.KeyOf(domain)}";

    public static string Arn(Account account, DomainName domain, RoutingRule rule) =>
        $"arn:aws:apigateway:{account.Region}:{account.AccountId}:/domainnames/{Domains.KeyOf(domain)}/routingrules/{rule.RoutingRuleId}";
}
