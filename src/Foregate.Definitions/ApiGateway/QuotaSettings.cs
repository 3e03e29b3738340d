// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGateway;

/// <summary>How many requests a usage plan allows in a period.</summary>
public sealed record QuotaSettings
{
    /// <summary>Requests per period.</summary>
    public required int Limit { get; init; }

    /// <summary>Requests deducted from the first period.</summary>
    public int Offset { get; init; }

    public required QuotaPeriodType Period { get; init; }
}
