// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Stacks;

/// <summary>What a stack shall be.</summary>
internal sealed record StackRequest
{
    public required string StackName { get; init; }

    /// <summary>UTF-8, YAML or JSON.</summary>
    public required ReadOnlyMemory<byte> Template { get; init; }

    /// <summary>The name that faults carry; its ending says JSON or YAML, otherwise the first character does.</summary>
    public required string FileName { get; init; }

    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = OrdinalMap.Empty<string>();

    public ImmutableArray<string> Capabilities { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    public string? RoleArn { get; init; }

    public ImmutableArray<string> NotificationArns { get; init; } = [];

    public bool DisableRollback { get; init; }

    public int? TimeoutInMinutes { get; init; }

    public bool? EnableTerminationProtection { get; init; }

    public string? ClientRequestToken { get; init; }

    /// <summary>The stack that this one is a resource of, and the outermost one.</summary>
    public (string ParentId, string RootId)? Within { get; init; }

    /// <summary>Whether it is the document that the gateway serves.</summary>
    public bool IsDocument { get; init; }
}
