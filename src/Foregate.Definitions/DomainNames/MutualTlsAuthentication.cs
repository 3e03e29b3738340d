// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.DomainNames;

/// <summary>Which client certificates a domain name takes (mutual TLS).</summary>
public sealed record MutualTlsAuthentication
{
    /// <summary>A bundle of certificates in PEM: <c>s3://{bucket}/{key}</c>.</summary>
    public required string TruststoreUri { get; init; }

    public string? TruststoreVersion { get; init; }
}
