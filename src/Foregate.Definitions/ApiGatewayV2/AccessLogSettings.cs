// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>Where a stage writes its access log, and what.</summary>
public sealed record AccessLogSettings
{
    /// <summary>A log group; <see langword="null"/> means the console.</summary>
    public string? DestinationArn { get; init; }

    /// <summary>A single line with <c>$context</c> variables, at most 3 KB.</summary>
    public string? Format { get; init; }
}
