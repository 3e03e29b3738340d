// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGateway;

/// <summary>What an API key has used of a usage plan on one day.</summary>
public sealed record UsageCount
{
    public required string AccountId { get; init; }

    public required string Region { get; init; }

    public required string UsagePlanId { get; init; }

    public required string KeyId { get; init; }

    /// <summary>In UTC.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Requests that were let through on that day.</summary>
    public required long Used { get; init; }

    /// <summary>What was left of the quota at the end of the day; <see langword="null"/> when the plan had none.</summary>
    public long? Remaining { get; init; }

    /// <summary>What UpdateUsage has added to the quota of the period that the day is in, or taken from it.</summary>
    public long Granted { get; init; }
}
