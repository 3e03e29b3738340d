// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Foregate.Definitions;

/// <summary>What the document that the gateway was started with has made, by id: read again, be it after another start, it replaces that and leaves the rest.</summary>
public sealed record DocumentMark
{
    public ImmutableArray<string> RestApis { get; init; } = [];

    public ImmutableArray<string> Apis { get; init; } = [];

    public ImmutableArray<string> ApiKeys { get; init; } = [];

    /// <summary>Those of the API keys whose values the document does not say: they live on.</summary>
    public ImmutableArray<string> GeneratedKeys { get; init; } = [];

    public ImmutableArray<string> UsagePlans { get; init; } = [];

    /// <summary>By name.</summary>
    public ImmutableArray<string> Functions { get; init; } = [];
}
