// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>What a stack that is a resource of another one shall be.</summary>
internal sealed record NestedStack
{
    public required string StackName { get; init; }

    /// <summary>UTF-8, YAML or JSON.</summary>
    public required ReadOnlyMemory<byte> Template { get; init; }

    /// <summary>The name that faults carry.</summary>
    public required string FileName { get; init; }

    /// <summary>Where relative paths of the template start; <see langword="null"/> where it names no files.</summary>
    public string? Folder { get; init; }

    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = OrdinalMap.Empty<string>();

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    public ImmutableArray<string> NotificationArns { get; init; } = [];

    public int? TimeoutInMinutes { get; init; }
}
