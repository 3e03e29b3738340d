// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Foregate.Definitions.DomainNames;

/// <summary>Which API and stage answer requests of a domain name that look so.</summary>
public sealed record RoutingRule
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string RoutingRuleId { get; init; }

    /// <summary>1 to 1,000,000, unique in its domain name; the lowest that matches decides.</summary>
    public required int Priority { get; init; }

    /// <summary>All must hold; none holds always.</summary>
    public ImmutableArray<RoutingRuleCondition> Conditions { get; init; } = [];

    /// <summary>Exactly one.</summary>
    public ImmutableArray<RoutingRuleAction> Actions { get; init; } = [];
}
