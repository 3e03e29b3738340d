// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.Iam;

/// <summary>A policy that several roles can have. It grants nothing here.</summary>
public sealed record Policy
{
    public required string Arn { get; init; }

    public required string PolicyName { get; init; }

    /// <summary><c>ANPA</c> and 17 characters.</summary>
    public required string PolicyId { get; init; }

    /// <summary>Begins and ends with <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    public string? Description { get; init; }

    public required DateTimeOffset CreateDate { get; init; }

    public required DateTimeOffset UpdateDate { get; init; }

    /// <summary>The one that counts.</summary>
    public required string DefaultVersionId { get; init; }

    /// <summary>By their ids: five at most.</summary>
    public ImmutableSortedDictionary<string, PolicyVersion> Versions { get; init; } = OrdinalMap.Empty<PolicyVersion>();

    /// <summary>How many there have been: a number is never given twice.</summary>
    public required int VersionCount { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
}
