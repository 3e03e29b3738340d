// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>A key that requests are matched with, and the integration that answers them.</summary>
public sealed record Route
{
    public required string RouteId { get; init; }

    /// <summary><c>$default</c>, or a method and a path: <c>GET /pets/{id}</c>, <c>ANY /{proxy+}</c>.</summary>
    public required string RouteKey { get; init; }

    /// <summary><c>integrations/{integrationId}</c>.</summary>
    public string? Target { get; init; }

    public AuthorizationType AuthorizationType { get; init; } = AuthorizationType.None;

    /// <summary>A name for people.</summary>
    public string? OperationName { get; init; }
}
