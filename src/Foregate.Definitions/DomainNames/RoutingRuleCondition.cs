// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Foregate.Definitions.DomainNames;

/// <summary>One of: headers of which one matches, base paths of which one matches.</summary>
public sealed record RoutingRuleCondition
{
    public ImmutableArray<RoutingRuleHeader> MatchHeaders { get; init; } = [];

    public ImmutableArray<string> MatchBasePaths { get; init; } = [];
}
