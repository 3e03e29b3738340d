// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.CloudFormation;

/// <summary>What a template gives out.</summary>
public sealed record StackOutput
{
    public required string Key { get; init; }

    public required string Value { get; init; }

    public string? Description { get; init; }

    /// <summary>The name by which other stacks of the region import it.</summary>
    public string? ExportName { get; init; }
}
