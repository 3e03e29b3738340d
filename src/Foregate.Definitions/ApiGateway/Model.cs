// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGateway;

/// <summary>A JSON Schema of a REST API, by which bodies are described and, with a request validator, checked.</summary>
public sealed record Model
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>[A-Za-z0-9]+</c>; unique in its API. Methods name models by it.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The schema as it was sent: JSON Schema draft 4, or nothing.</summary>
    public string? Schema { get; init; }

    public required string ContentType { get; init; }
}
