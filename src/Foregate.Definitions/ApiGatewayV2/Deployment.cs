// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>An HTTP API as it was at one moment, for stages to serve.</summary>
public sealed record Deployment
{
    public required string DeploymentId { get; init; }

    public string? Description { get; init; }

    /// <summary>Made by a stage that deploys by itself.</summary>
    public bool AutoDeployed { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public required ApiSnapshot Snapshot { get; init; }
}
