// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGateway;

/// <summary>What a method that names it looks at before it asks its back end.</summary>
public sealed record RequestValidator
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string Id { get; init; }

    public string? Name { get; init; }

    public bool ValidateRequestBody { get; init; }

    public bool ValidateRequestParameters { get; init; }
}
