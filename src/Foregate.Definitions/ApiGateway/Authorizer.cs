// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Foregate.Definitions.ApiGateway;

/// <summary>Says who a caller of a REST API is and whether they may; methods name it by its id.</summary>
public sealed record Authorizer
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required AuthorizerType Type { get; init; }

    /// <summary>ARNs of Cognito user pools.</summary>
    public ImmutableArray<string> ProviderArns { get; init; } = [];

    /// <summary>Free text, exported and imported with the API: <c>custom</c>, <c>cognito_user_pools</c>.</summary>
    public string? AuthType { get; init; }

    /// <summary>The function: <c>arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations</c>.</summary>
    public string? AuthorizerUri { get; init; }

    /// <summary>ARN of the role that invokes the function.</summary>
    public string? AuthorizerCredentials { get; init; }

    /// <summary>One mapping expression, or several with commas: <c>method.request.header.Authorization</c>.</summary>
    public string? IdentitySource { get; init; }

    /// <summary>A regular expression that a token must match before the function is asked.</summary>
    public string? IdentityValidationExpression { get; init; }

    /// <summary>Seconds for which a decision holds, 0 to 3600.</summary>
    public int? AuthorizerResultTtlInSeconds { get; init; }
}
