// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>Whose tokens an authorizer takes.</summary>
public sealed record JwtConfiguration
{
    /// <summary>The <c>iss</c> claim, and where its keys are found.</summary>
    public string? Issuer { get; init; }

    /// <summary>One of them must be in the <c>aud</c> or <c>client_id</c> claim.</summary>
    public ImmutableArray<string> Audience { get; init; } = [];
}
