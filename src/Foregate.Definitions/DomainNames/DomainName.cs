// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.ApiGateway;
using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.DomainNames;

/// <summary>A domain name of one's own, with what it leads to. Both interfaces speak of the same one.</summary>
public sealed record DomainName
{
    /// <summary>In lower case; may begin with <c>*.</c></summary>
    public required string Name { get; init; }

    /// <summary>10 characters; only private domain names have one, and are found by it.</summary>
    public string? DomainNameId { get; init; }

    public string? CertificateName { get; init; }

    /// <summary>The certificate of the edge, or of a private domain name.</summary>
    public string? CertificateArn { get; init; }

    public string? RegionalCertificateName { get; init; }

    public string? RegionalCertificateArn { get; init; }

    public DateTimeOffset? CertificateUploadDate { get; init; }

    public EndpointConfiguration EndpointConfiguration { get; init; } = new();

    /// <summary>AWS's name of the versions and ciphers that are spoken.</summary>
    public string SecurityPolicy { get; init; } = "TLS_1_2";

    /// <summary><c>BASIC</c> or <c>STRICT</c>.</summary>
    public string? EndpointAccessMode { get; init; }

    public MutualTlsAuthentication? MutualTlsAuthentication { get; init; }

    public string? OwnershipVerificationCertificateArn { get; init; }

    /// <summary>Who may associate with a private domain name: a policy document.</summary>
    public string? ManagementPolicy { get; init; }

    /// <summary>Who may call a private domain name: a policy document.</summary>
    public string? Policy { get; init; }

    public RoutingMode RoutingMode { get; init; }

    /// <summary>Stands in the names that AWS gives as targets: <c>d-{label}.execute-api.{region}.amazonaws.com</c>. 10 characters.</summary>
    public required string Label { get; init; }

    /// <summary>By id. A base path mapping is one whose key has one segment at most.</summary>
    public ImmutableSortedDictionary<string, ApiMapping> ApiMappings { get; init; } = OrdinalMap.Empty<ApiMapping>();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, RoutingRule> RoutingRules { get; init; } = OrdinalMap.Empty<RoutingRule>();

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
}
