// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.DomainNames;

/// <summary>A network's way to a private domain name.</summary>
public sealed record DomainNameAccessAssociation
{
    public required string DomainNameAccessAssociationArn { get; init; }

    public required string DomainNameArn { get; init; }

    public string AccessAssociationSourceType { get; init; } = "VPCE";

    /// <summary>Id of a VPC endpoint.</summary>
    public required string AccessAssociationSource { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
}
