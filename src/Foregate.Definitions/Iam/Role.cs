// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.Iam;

/// <summary>A role, as it was said. Nothing asks it what it may: it grants nothing here.</summary>
public sealed record Role
{
    public required string RoleName { get; init; }

    /// <summary><c>AROA</c> and 17 characters.</summary>
    public required string RoleId { get; init; }

    /// <summary>Begins and ends with <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Who may take it: a policy document.</summary>
    public required string AssumeRolePolicyDocument { get; init; }

    public string? Description { get; init; }

    /// <summary>Seconds.</summary>
    public int MaxSessionDuration { get; init; } = 3600;

    /// <summary>ARN of a policy.</summary>
    public string? PermissionsBoundary { get; init; }

    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>The documents of its own policies, by their names.</summary>
    public ImmutableSortedDictionary<string, string> Policies { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>ARNs of the policies that are attached to it, in ordinal order.</summary>
    public ImmutableArray<string> AttachedPolicies { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
}
