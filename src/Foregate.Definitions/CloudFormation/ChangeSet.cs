// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.CloudFormation;

/// <summary>What a stack would become, and what that would change, until it is executed or deleted.</summary>
public sealed record ChangeSet
{
    public required string Name { get; init; }

    /// <summary>An ARN.</summary>
    public required string ChangeSetId { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    /// <summary><c>CREATE</c>, <c>UPDATE</c> or <c>IMPORT</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>CloudFormation's word: <c>CREATE_COMPLETE</c> or <c>FAILED</c>.</summary>
    public required string Status { get; init; }

    public string? StatusReason { get; init; }

    /// <summary><c>AVAILABLE</c>, <c>UNAVAILABLE</c>, <c>EXECUTE_COMPLETE</c>, <c>EXECUTE_FAILED</c> or <c>OBSOLETE</c>.</summary>
    public required string ExecutionStatus { get; init; }

    public string? Description { get; init; }

    public string TemplateBody { get; init; } = "";

    public ImmutableSortedDictionary<string, StackParameter> Parameters { get; init; } = OrdinalMap.Empty<StackParameter>();

    public ImmutableArray<string> Capabilities { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    public string? RoleArn { get; init; }

    public ImmutableArray<string> NotificationArns { get; init; } = [];

    /// <summary>What becomes of a stack that cannot be created: <c>DELETE</c> or <c>DO_NOTHING</c>; <see langword="null"/> for <c>ROLLBACK</c>.</summary>
    public string? OnStackFailure { get; init; }

    public ImmutableArray<ResourceChange> Changes { get; init; } = [];
}
