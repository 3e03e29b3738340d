// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.DomainNames;

/// <summary>A header whose value looks so.</summary>
public sealed record RoutingRuleHeader
{
    public required string Header { get; init; }

    /// <summary>A star stands for anything, at the beginning, the end, or both.</summary>
    public required string ValueGlob { get; init; }
}
