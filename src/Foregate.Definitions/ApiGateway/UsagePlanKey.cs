// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGateway;

/// <summary>The membership of an API key in a usage plan. Its name and value are the key's own.</summary>
public sealed record UsagePlanKey
{
    /// <summary>The id of the API key.</summary>
    public required string Id { get; init; }

    public string Type { get; init; } = "API_KEY";
}
