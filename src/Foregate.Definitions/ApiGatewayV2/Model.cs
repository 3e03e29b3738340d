// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>A JSON Schema of an API.</summary>
public sealed record Model
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string ModelId { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required string Schema { get; init; }

    public string? ContentType { get; init; }
}
