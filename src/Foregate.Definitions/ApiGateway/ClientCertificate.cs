// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>What the gateway shows to back ends of stages that name it.</summary>
public sealed record ClientCertificate
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string ClientCertificateId { get; init; }

    public string? Description { get; init; }

    public required string PemEncodedCertificate { get; init; }

    /// <summary>PKCS #8 in PEM. A secret: never in an answer.</summary>
    public required string PrivateKey { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public required DateTimeOffset ExpirationDate { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
}
