// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Operations.DomainNames;

/// <summary>Domain names of one's own, for both interfaces: create, get, update, delete.</summary>
internal static partial class Domains
{
    private const int MaximumLength = 253;

    public sealed record CreateDomainNameRequest
    {
        public required string Name { get; init; }

        public string? CertificateName { get; init; }

        public string? CertificateArn { get; init; }

        public string? RegionalCertificateName { get; init; }

        public string? RegionalCertificateArn { get; init; }

        public EndpointConfiguration EndpointConfiguration { get; init; } = new();

        public string SecurityPolicy { get; init; } = "TLS_1_2";

        public string? EndpointAccessMode { get; init; }

        public MutualTlsAuthentication? MutualTlsAuthentication { get; init; }

        public string? OwnershipVerificationCertificateArn { get; init; }

        public string? Policy { get; init; }

        public RoutingMode RoutingMode { get; init; }

        public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
    }

    public static OperationResult<DomainName> CreateDomainName(Account account, CreateDomainNameRequest request, OperationContext context)
    {
        var name = request.Name.ToLowerInvariant();
        var isPrivate = request.EndpointConfiguration.Types.Contains(EndpointType.Private);
        if (!isPrivate && (account.DomainNames.ContainsKey(name) || context.IsDomainNameTaken(name)))
        {
            return AwsError.BadRequest("The domain name you provided already exists.");
        }

        var limit = isPrivate ? context.Quotas.PrivateDomainNames : context.Quotas.DomainNames;
        if (account.DomainNames.Values.Count(domain => IsPrivate(domain) == isPrivate) >= limit)
        {
            return AwsError.TooMany("domain names", limit);
        }

        bool IsTaken(string id) => account.DomainNames.Values.Any(domain => domain.DomainNameId == id);
        if (isPrivate && Identifiers.CheckFixed(context, IsTaken) is { } taken)
        {
            return taken;
        }

        var domain = new DomainName
        {
            Name = name,
            DomainNameId = isPrivate ? context.FixedId ?? Identifiers.Next(10, IsTaken, "domainname", context.IdSeed ?? name) : null,
            CertificateName = request.CertificateName,
            CertificateArn = request.CertificateArn,
            RegionalCertificateName = request.RegionalCertificateName,
            RegionalCertificateArn = request.RegionalCertificateArn,
            CertificateUploadDate = context.Now,
            EndpointConfiguration = request.EndpointConfiguration,
            SecurityPolicy = request.SecurityPolicy,
            EndpointAccessMode = request.EndpointAccessMode,
            MutualTlsAuthentication = request.MutualTlsAuthentication,
            OwnershipVerificationCertificateArn = request.OwnershipVerificationCertificateArn,
            Policy = request.Policy,
            RoutingMode = request.RoutingMode,
            Label = Identifiers.Next(10, label => account.DomainNames.Values.Any(domain => domain.Label == label), "label", name),
            Tags = request.Tags,
        };
        return Put(account, domain, context);
    }

    /// <param name="domainNameId">Of a private domain name.</param>
    public static DomainName? Find(Account account, string name, string? domainNameId) =>
        account.DomainNames.GetValueOrDefault(string.IsNullOrEmpty(domainNameId) ? name.ToLowerInvariant() : $"{name.ToLowerInvariant()}+{domainNameId}");

    public static OperationResult<DomainName> GetDomainName(Account account, string name, string? domainNameId) =>
        Find(account, name, domainNameId) is { } domain ? OperationResult<DomainName>.Done(account, domain) : AwsError.NoDomainName();

    /// <summary>The domain name as it shall be; what it leads to, its name and its ids stay.</summary>
    public static OperationResult<DomainName> UpdateDomainName(Account account, DomainName domain, OperationContext context)
    {
        var before = account.DomainNames[KeyOf(domain)];
        if (before.SecurityPolicy != domain.SecurityPolicy && before.EndpointConfiguration.Types.Length > 1)
        {
            return AwsError.BadRequest("The security policy cannot be changed while the domain name has two endpoint types");
        }

        var isRenewed = (before.CertificateArn, before.CertificateName, before.RegionalCertificateArn, before.RegionalCertificateName)
            != (domain.CertificateArn, domain.CertificateName, domain.RegionalCertificateArn, domain.RegionalCertificateName);
        return Put(account, isRenewed ? domain with { CertificateUploadDate = context.Now } : domain, context);
    }

    /// <summary>With everything that it leads to.</summary>
    public static OperationResult<DomainName> DeleteDomainName(Account account, string name, string? domainNameId)
    {
        if (Find(account, name, domainNameId) is not { } domain)
        {
            return AwsError.NoDomainName();
        }

        var arn = DomainTargets.Arn(account, domain);
        return account.DomainNameAccessAssociations.Values.Any(association => association.DomainNameArn == arn)
            ? AwsError.BadRequest("The domain name has access associations: delete or reject them first")
            : OperationResult<DomainName>.Done(account with { DomainNames = account.DomainNames.Remove(KeyOf(domain)) }, domain);
    }

    public static string KeyOf(DomainName domain) => domain.DomainNameId is { } id ? $"{domain.Name}+{id}" : domain.Name;

    public static bool IsPrivate(DomainName domain) => domain.EndpointConfiguration.Types.Contains(EndpointType.Private);

    private static OperationResult<DomainName> Put(Account account, DomainName domain, OperationContext context) => Check(account, domain, context) is { } error
        ? error
        : OperationResult<DomainName>.Done(account with { DomainNames = account.DomainNames.SetItem(KeyOf(domain), domain) }, domain);

    private static AwsError? Check(Account account, DomainName domain, OperationContext context)
    {
        if (domain.Name.Length > MaximumLength || !Name().IsMatch(domain.Name))
        {
            return AwsError.BadRequest($"Invalid domain name specified: {domain.Name}");
        }

        var types = domain.EndpointConfiguration.Types;
        if (types is not ([_] or [EndpointType.Edge, EndpointType.Regional] or [EndpointType.Regional, EndpointType.Edge]))
        {
            return AwsError.BadRequest("A domain name has one endpoint type, or EDGE and REGIONAL while it changes from one to the other");
        }

        return CheckPolicy(domain) ?? CheckPrivate(domain) ?? context.Judge(CheckMutualTls(domain)) ?? CheckCertificates(account, domain);
    }

    private static AwsError? CheckPolicy(DomainName domain)
    {
        var isEnhanced = domain.SecurityPolicy.StartsWith("SecurityPolicy_", StringComparison.Ordinal);
        return domain.SecurityPolicy is not ("TLS_1_0" or "TLS_1_2") && !isEnhanced ? AwsError.BadRequest($"Invalid security policy specified: {domain.SecurityPolicy}")
            : domain.EndpointAccessMode is not (null or "BASIC" or "STRICT") ? AwsError.BadRequest("Invalid endpoint access mode specified. Must be one of: [BASIC, STRICT]")
            : isEnhanced && domain.EndpointAccessMode is null ? AwsError.BadRequest($"The security policy {domain.SecurityPolicy} needs an endpointAccessMode")
            : domain.EndpointConfiguration.IpAddressType is not ("ipv4" or "dualstack") ? AwsError.BadRequest("Invalid ipAddressType specified. Valid options are ipv4,dualstack")
            : null;
    }

    private static AwsError? CheckPrivate(DomainName domain)
    {
        if (!IsPrivate(domain))
        {
            return domain.Policy is null && domain.ManagementPolicy is null ? null : AwsError.BadRequest("Only private domain names have a policy and a managementPolicy");
        }

        return domain.Name.StartsWith('*') ? AwsError.BadRequest("A private domain name cannot be a wildcard")
            : domain.SecurityPolicy == "TLS_1_0" ? AwsError.BadRequest("Private domain names support the security policy TLS_1_2")
            : !Policies.IsDocument(domain.Policy) || !Policies.IsDocument(domain.ManagementPolicy) ? AwsError.BadRequest("Invalid policy document. Please check the policy syntax and ensure that Principals are valid.")
            : null;
    }

    private static AwsError? CheckMutualTls(DomainName domain)
    {
        if (domain.MutualTlsAuthentication is not { } mutual)
        {
            return domain.OwnershipVerificationCertificateArn is null ? null : AwsError.BadRequest("ownershipVerificationCertificateArn needs mutualTlsAuthentication");
        }

        return domain.EndpointConfiguration.Types is not [EndpointType.Regional] ? AwsError.BadRequest("Mutual TLS is only supported for regional domain names")
            : domain.SecurityPolicy != "TLS_1_2" ? AwsError.BadRequest("Mutual TLS is only supported with the security policy TLS_1_2")
            : !Truststore().IsMatch(mutual.TruststoreUri) ? AwsError.BadRequest($"Invalid truststore URI specified: {mutual.TruststoreUri}. Must be s3://bucket/key")
            : CheckArn(domain.OwnershipVerificationCertificateArn, null);
    }

    private static AwsError? CheckCertificates(Account account, DomainName domain)
    {
        foreach (var type in domain.EndpointConfiguration.Types)
        {
            var (arn, name) = type == EndpointType.Regional ? (domain.RegionalCertificateArn, domain.RegionalCertificateName) : (domain.CertificateArn, domain.CertificateName);
            if (arn is null && name is null)
            {
                return AwsError.BadRequest($"A {(type == EndpointType.Regional ? "regionalCertificateArn" : "certificateArn")} is required for the endpoint type {type.ToString().ToUpperInvariant()}");
            }

            if (CheckArn(arn, type == EndpointType.Edge ? "us-east-1" : account.Region) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static AwsError? CheckArn(string? arn, string? region) =>
        arn is null ? null
        : arn.Split(':', 6) is not ["arn", _, "acm" or "iam", var place, _, { Length: > 0 }] ? AwsError.BadRequest($"Invalid certificate ARN: {arn}")
        : region is not null && place.Length > 0 && place != region ? AwsError.BadRequest($"Invalid certificate ARN: {arn}. Certificate must be in '{region}'.")
        : null;

    [GeneratedRegex(@"\A(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\As3://[^/\s]+/\S+\z")]
    private static partial Regex Truststore();
}
