// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>The cross-origin rules that an HTTP API applies by itself.</summary>
public sealed record Cors
{
    public bool AllowCredentials { get; init; }

    /// <summary>Header names, or <c>*</c>.</summary>
    public ImmutableArray<string> AllowHeaders { get; init; } = [];

    /// <summary>HTTP methods, or <c>*</c>.</summary>
    public ImmutableArray<string> AllowMethods { get; init; } = [];

    /// <summary>Exact origins, <c>*</c>, <c>https://*</c> or <c>http://*</c>.</summary>
    public ImmutableArray<string> AllowOrigins { get; init; } = [];

    /// <summary>Header names, or <c>*</c>.</summary>
    public ImmutableArray<string> ExposeHeaders { get; init; } = [];

    /// <summary>Seconds, -1 to 86400; <see langword="null"/> sends no such header.</summary>
    public int? MaxAge { get; init; }
}
