// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>Says who a caller of an HTTP or WebSocket API is and whether they may; routes name it by its id.</summary>
public sealed record Authorizer
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string AuthorizerId { get; init; }

    public required string Name { get; init; }

    public required AuthorizerType AuthorizerType { get; init; }

    public string? AuthorizerUri { get; init; }

    public string? AuthorizerCredentialsArn { get; init; }

    /// <summary><c>1.0</c> or <c>2.0</c>.</summary>
    public string? AuthorizerPayloadFormatVersion { get; init; }

    /// <summary>0 to 3600.</summary>
    public int? AuthorizerResultTtlInSeconds { get; init; }

    public bool? EnableSimpleResponses { get; init; }

    /// <summary>Expressions: <c>$request.header.Authorization</c>.</summary>
    public ImmutableArray<string> IdentitySource { get; init; } = [];

    public string? IdentityValidationExpression { get; init; }

    public JwtConfiguration? JwtConfiguration { get; init; }
}
