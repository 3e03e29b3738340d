// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.CloudFormation;

/// <summary>What would become of a property.</summary>
public sealed record PropertyChange
{
    /// <summary>Of the outermost object, such as <c>Description</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the resource cannot be changed in it, only replaced.</summary>
    public bool NeedsReplacement { get; init; }
}
