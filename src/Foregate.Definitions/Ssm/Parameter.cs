// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.Ssm;

/// <summary>A parameter of Systems Manager, as its last version is.</summary>
public sealed record Parameter
{
    public required string Name { get; init; }

    /// <summary><c>String</c>, <c>StringList</c> (values with commas between them) or <c>SecureString</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Encrypted where it is stored, whatever its type.</summary>
    public required string Value { get; init; }

    /// <summary>From 1 on.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset LastModifiedDate { get; init; }

    /// <summary>The ARN of who changed it last.</summary>
    public string? LastModifiedUser { get; init; }

    public string? Description { get; init; }

    /// <summary>The regular expression that values must match.</summary>
    public string? AllowedPattern { get; init; }

    /// <summary>The key of KMS that was named for a secure string. It is told again and encrypts nothing.</summary>
    public string? KeyId { get; init; }

    /// <summary><c>Standard</c>, <c>Advanced</c> or <c>Intelligent-Tiering</c>.</summary>
    public string Tier { get; init; } = "Standard";

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
}
