// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Foregate.Definitions;

/// <summary>One of the 21 ways in which a REST API says no by itself, with AWS's status, type and text.</summary>
public sealed class GatewayResponseType
{
    private GatewayResponseType(int index, string name, int? statusCode, string errorType, string? message)
    {
        Index = index;
        Name = name;
        StatusCode = statusCode;
        ErrorType = errorType;
        Message = message;
    }

    /// <summary>A policy or an authorizer said no. The text depends on which.</summary>
    public static GatewayResponseType AccessDenied { get; } = new(0, "ACCESS_DENIED", 403, "AccessDeniedException", null);

    /// <summary>The API is configured so that it cannot answer.</summary>
    public static GatewayResponseType ApiConfigurationError { get; } = new(1, "API_CONFIGURATION_ERROR", 500, "InternalServerErrorException", "Internal server error");

    /// <summary>An authorizer could not be asked. AWS sends <c>null</c> for the message.</summary>
    public static GatewayResponseType AuthorizerConfigurationError { get; } = new(2, "AUTHORIZER_CONFIGURATION_ERROR", 500, "AuthorizerConfigurationException", null);

    /// <summary>An authorizer failed. AWS sends <c>null</c> for the message.</summary>
    public static GatewayResponseType AuthorizerFailure { get; } = new(3, "AUTHORIZER_FAILURE", 500, "AuthorizerFailureException", null);

    /// <summary>The body does not fit its model.</summary>
    public static GatewayResponseType BadRequestBody { get; } = new(4, "BAD_REQUEST_BODY", 400, "BadRequestException", "Invalid request body");

    /// <summary>A required parameter is missing. The text lists which.</summary>
    public static GatewayResponseType BadRequestParameters { get; } = new(5, "BAD_REQUEST_PARAMETERS", 400, "BadRequestException", null);

    /// <summary>What every 4XX without an entry of its own falls back to.</summary>
    public static GatewayResponseType Default4xx { get; } = new(6, "DEFAULT_4XX", null, "", null);

    /// <summary>What every 5XX without an entry of its own falls back to.</summary>
    public static GatewayResponseType Default5xx { get; } = new(7, "DEFAULT_5XX", null, "InternalServerErrorException", "Internal server error");

    /// <summary>A signed request came with an expired session token.</summary>
    public static GatewayResponseType ExpiredToken { get; } = new(8, "EXPIRED_TOKEN", 403, "ExpiredTokenException", "The security token included in the request is expired");

    /// <summary>The back end could not be reached or did not speak properly.</summary>
    public static GatewayResponseType IntegrationFailure { get; } = new(9, "INTEGRATION_FAILURE", 504, "InternalServerErrorException", "Network error communicating with endpoint");

    /// <summary>The back end took longer than the integration allows.</summary>
    public static GatewayResponseType IntegrationTimeout { get; } = new(10, "INTEGRATION_TIMEOUT", 504, "InternalServerErrorException", "Endpoint request timed out");

    /// <summary>The method needs an API key and none that counts was sent.</summary>
    public static GatewayResponseType InvalidApiKey { get; } = new(11, "INVALID_API_KEY", 403, "ForbiddenException", "Forbidden");

    /// <summary>A signature does not verify. The text says why.</summary>
    public static GatewayResponseType InvalidSignature { get; } = new(12, "INVALID_SIGNATURE", 403, "InvalidSignatureException", null);

    /// <summary>No such path or method, or nothing to authenticate with.</summary>
    public static GatewayResponseType MissingAuthenticationToken { get; } = new(13, "MISSING_AUTHENTICATION_TOKEN", 403, "MissingAuthenticationTokenException", "Missing Authentication Token");

    /// <summary>The quota of a usage plan is spent.</summary>
    public static GatewayResponseType QuotaExceeded { get; } = new(14, "QUOTA_EXCEEDED", 429, "LimitExceededException", "Limit Exceeded");

    /// <summary>The request is larger than the gateway takes.</summary>
    public static GatewayResponseType RequestTooLarge { get; } = new(15, "REQUEST_TOO_LARGE", 413, "RequestTooLargeException", "Request Too Long");

    /// <summary>The resource is missing, found out after authorization.</summary>
    public static GatewayResponseType ResourceNotFound { get; } = new(16, "RESOURCE_NOT_FOUND", 404, "NotFoundException", null);

    /// <summary>A rate or burst limit of the usage plan, method, stage or account.</summary>
    public static GatewayResponseType Throttled { get; } = new(17, "THROTTLED", 429, "TooManyRequestsException", "Too Many Requests");

    /// <summary>An authorizer did not accept the caller.</summary>
    public static GatewayResponseType Unauthorized { get; } = new(18, "UNAUTHORIZED", 401, "UnauthorizedException", "Unauthorized");

    /// <summary>No mapping template for the content type, and passing through is off.</summary>
    public static GatewayResponseType UnsupportedMediaType { get; } = new(19, "UNSUPPORTED_MEDIA_TYPE", 415, "BadRequestException", "Unsupported Media Type");

    /// <summary>The firewall said no.</summary>
    public static GatewayResponseType WafFiltered { get; } = new(20, "WAF_FILTERED", 403, "ForbiddenException", "Forbidden");

    /// <summary>All 21, each at the position of its <see cref="Index"/>.</summary>
    public static ImmutableArray<GatewayResponseType> All { get; } =
    [
        AccessDenied, ApiConfigurationError, AuthorizerConfigurationError,
        AuthorizerFailure, BadRequestBody, BadRequestParameters,
        Default4xx, Default5xx, ExpiredToken,
        IntegrationFailure, IntegrationTimeout, InvalidApiKey,
        InvalidSignature, MissingAuthenticationToken, QuotaExceeded,
        RequestTooLarge, ResourceNotFound, Throttled,
        Unauthorized, UnsupportedMediaType, WafFiltered,
    ];

    /// <summary>A small number from 0, for tables.</summary>
    public int Index { get; }

    /// <summary>AWS's name, such as <c>INVALID_API_KEY</c>; <c>$context.error.responseType</c>.</summary>
    public string Name { get; }

    /// <summary>The default status; <see langword="null"/> for the two fallbacks, which have none until one is set.</summary>
    public int? StatusCode { get; }

    /// <summary>The value of <c>x-amzn-ErrorType</c>; empty where there is none.</summary>
    public string ErrorType { get; }

    /// <summary>The default of <c>$context.error.message</c>; <see langword="null"/> where it depends on the case or AWS sends <c>null</c>.</summary>
    public string? Message { get; }

    /// <summary>The type with AWS's name, or <see langword="null"/>.</summary>
    public static GatewayResponseType? Find(string name)
    {
        foreach (var type in All)
        {
            if (string.Equals(type.Name, name, StringComparison.Ordinal))
            {
                return type;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
