// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.CloudFormation;

/// <summary>A stack: a template, what it was given, and the resources that were made of it and belong to it.</summary>
public sealed record Stack
{
    /// <summary>1 to 128 letters, digits and hyphens, beginning with a letter.</summary>
    public required string StackName { get; init; }

    /// <summary>An ARN that ends in a UUID: no two stacks have the same, deleted ones included.</summary>
    public required string StackId { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>CloudFormation's word, such as <c>CREATE_COMPLETE</c>.</summary>
    public required string Status { get; init; }

    public string? StatusReason { get; init; }

    public DateTimeOffset? LastUpdatedTime { get; init; }

    public DateTimeOffset? DeletionTime { get; init; }

    /// <summary>The template's own.</summary>
    public string? Description { get; init; }

    /// <summary>The template as it was given.</summary>
    public string TemplateBody { get; init; } = "";

    /// <summary>The template after its transforms, JSON; <see langword="null"/> where it names none.</summary>
    public string? ProcessedTemplate { get; init; }

    /// <summary>What its parameters were given, those left to their defaults included, by name.</summary>
    public ImmutableSortedDictionary<string, StackParameter> Parameters { get; init; } = OrdinalMap.Empty<StackParameter>();

    public ImmutableArray<string> Capabilities { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>The role that AWS would act as: told, not assumed.</summary>
    public string? RoleArn { get; init; }

    public ImmutableArray<string> NotificationArns { get; init; } = [];

    public bool DisableRollback { get; init; }

    public bool EnableTerminationProtection { get; init; }

    public int? TimeoutInMinutes { get; init; }

    /// <summary>The stack that this one is a resource of; <see langword="null"/> for none.</summary>
    public string? ParentId { get; init; }

    /// <summary>The outermost stack that this one is nested in; <see langword="null"/> for none.</summary>
    public string? RootId { get; init; }

    /// <summary>Whether it is the document that the gateway serves.</summary>
    public bool IsDocument { get; init; }

    public ImmutableArray<StackOutput> Outputs { get; init; } = [];

    /// <summary>The names of what it imports from other stacks.</summary>
    public ImmutableArray<string> Imports { get; init; } = [];

    /// <summary>By logical id.</summary>
    public ImmutableSortedDictionary<string, StackResource> Resources { get; init; } = OrdinalMap.Empty<StackResource>();

    /// <summary>By <see cref="StackEvent.Number"/>, so the oldest first.</summary>
    public ImmutableSortedDictionary<string, StackEvent> Events { get; init; } = OrdinalMap.Empty<StackEvent>();

    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, ChangeSet> ChangeSets { get; init; } = OrdinalMap.Empty<ChangeSet>();
}
