// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.CloudFormation;

/// <summary>A resource that a stack has made and owns.</summary>
public sealed record StackResource
{
    public required string LogicalId { get; init; }

    /// <summary>Such as <c>AWS::ApiGateway::RestApi</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The id or name of what was made.</summary>
    public required string PhysicalId { get; init; }

    /// <summary>CloudFormation's word, such as <c>UPDATE_COMPLETE</c>.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What <c>Ref</c> gives, where that is not the physical id.</summary>
    public string? Reference { get; init; }

    /// <summary>What <c>Fn::GetAtt</c> gives, by the attribute's name.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>The properties that it was made with, functions replaced: JSON whose keys are in order.</summary>
    public string Properties { get; init; } = "";

    /// <summary>What stood in the account when the stack had made it, JSON: what is otherwise now was changed by somebody else.</summary>
    public string? Definition { get; init; }

    /// <summary>Its place in the order in which the stack's resources were made.</summary>
    public int Order { get; init; }

    /// <summary><c>Delete</c>, <c>Retain</c>, <c>RetainExceptOnCreate</c> or <c>Snapshot</c>.</summary>
    public string? DeletionPolicy { get; init; }

    /// <summary>Of what another resource takes the place of: <c>Delete</c>, <c>Retain</c> or <c>Snapshot</c>.</summary>
    public string? UpdateReplacePolicy { get; init; }

    /// <summary>Whether nothing was made of it: it belongs to a service that is not here, and only its name and ARN are known.</summary>
    public bool IsExternal { get; init; }
}
