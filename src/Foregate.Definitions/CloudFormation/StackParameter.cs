// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.CloudFormation;

/// <summary>What a parameter of a template was given.</summary>
public sealed record StackParameter
{
    public required string Key { get; init; }

    /// <summary>A list's parts are parted by commas.</summary>
    public required string Value { get; init; }

    /// <summary>Whether the template says <c>NoEcho</c>: asterisks are told instead.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What a parameter that names another one, in Systems Manager's parameter store, came to.</summary>
    public string? ResolvedValue { get; init; }
}
