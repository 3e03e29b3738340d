// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Foregate.Definitions.CloudFormation;

/// <summary>What would become of a resource of a stack.</summary>
public sealed record ResourceChange
{
    /// <summary><c>Add</c>, <c>Modify</c> or <c>Remove</c>.</summary>
    public required string Action { get; init; }

    public required string LogicalId { get; init; }

    public required string Type { get; init; }

    /// <summary>Of what is there already.</summary>
    public string? PhysicalId { get; init; }

    /// <summary>Of what is modified: whether another one takes its place.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>Of what is modified: the properties that change, by name, in order.</summary>
    public ImmutableArray<PropertyChange> Properties { get; init; } = [];
}
