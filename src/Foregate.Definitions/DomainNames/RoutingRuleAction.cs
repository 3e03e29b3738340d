// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.DomainNames;

/// <summary>The API and stage that answer.</summary>
public sealed record RoutingRuleAction
{
    public required string ApiId { get; init; }

    public required string Stage { get; init; }

    public bool StripBasePath { get; init; }
}
