// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGateway;

/// <summary>A REST API as it was at one moment, for stages to serve.</summary>
public sealed record Deployment
{
    public required string Id { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public required ApiSnapshot Snapshot { get; init; }
}
