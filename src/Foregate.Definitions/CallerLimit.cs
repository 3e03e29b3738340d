// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions;

/// <summary>How fast each caller may be, whatever it calls and with or without a key: beyond what AWS has.</summary>
public sealed record CallerLimit
{
    /// <summary>The header whose value tells callers apart; <see langword="null"/> for the address that they come from.</summary>
    public string? Header { get; init; }

    /// <summary>Requests per second; more than 0.</summary>
    public required double RateLimit { get; init; }

    /// <summary>Requests that may come at once; 1 or more.</summary>
    public required int BurstLimit { get; init; }
}
