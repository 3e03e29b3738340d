// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.CloudFormation;

/// <summary>Something that happened to a stack or to one of its resources.</summary>
public sealed record StackEvent
{
    /// <summary>Eight digits, counted from 00000001.</summary>
    public required string Number { get; init; }

    public required string EventId { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The stack's name for events of the stack itself.</summary>
    public required string LogicalId { get; init; }

    public string PhysicalId { get; init; } = "";

    public required string Type { get; init; }

    /// <summary>CloudFormation's word, such as <c>CREATE_IN_PROGRESS</c>.</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>What the caller gave to find the events of its call again.</summary>
    public string? ClientRequestToken { get; init; }
}
