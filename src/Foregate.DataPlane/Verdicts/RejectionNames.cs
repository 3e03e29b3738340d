// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Verdicts;

/// <summary>The names of refusals: AWS's gateway response types, and the same style where AWS has no name. $context.error.responseType.</summary>
internal static class RejectionNames
{
    public static string Of(RejectionReason reason) => reason switch
    {
        RejectionReason.None => "",
        RejectionReason.AccessDenied => "ACCESS_DENIED",
        RejectionReason.ApiConfigurationError => "API_CONFIGURATION_ERROR",
        RejectionReason.AuthorizerConfigurationError => "AUTHORIZER_CONFIGURATION_ERROR",
        RejectionReason.AuthorizerFailure => "AUTHORIZER_FAILURE",
        RejectionReason.BadRequestBody => "BAD_REQUEST_BODY",
        RejectionReason.BadRequestParameters => "BAD_REQUEST_PARAMETERS",
        RejectionReason.ExpiredToken => "EXPIRED_TOKEN",
        RejectionReason.IntegrationFailure => "INTEGRATION_FAILURE",
        RejectionReason.IntegrationTimeout => "INTEGRATION_TIMEOUT",
        RejectionReason.InvalidApiKey => "INVALID_API_KEY",
        RejectionReason.InvalidSignature => "INVALID_SIGNATURE",
        RejectionReason.MissingAuthenticationToken => "MISSING_AUTHENTICATION_TOKEN",
        RejectionReason.QuotaExceeded => "QUOTA_EXCEEDED",
        RejectionReason.RequestTooLarge => "REQUEST_TOO_LARGE",
        RejectionReason.ResourceNotFound => "RESOURCE_NOT_FOUND",
        RejectionReason.Throttled => "THROTTLED",
        RejectionReason.Unauthorized => "UNAUTHORIZED",
        RejectionReason.UnsupportedMediaType => "UNSUPPORTED_MEDIA_TYPE",
        RejectionReason.WafFiltered => "WAF_FILTERED",
        RejectionReason.Default5xx => "DEFAULT_5XX",
        RejectionReason.UnknownStage => "UNKNOWN_STAGE",
        RejectionReason.MalformedRequest => "MALFORMED_REQUEST",
        RejectionReason.UriTooLong => "URI_TOO_LONG",
        RejectionReason.HeadersTooLarge => "HEADERS_TOO_LARGE",
        RejectionReason.RequestTimeout => "REQUEST_TIMEOUT",
        RejectionReason.UnsupportedHttpVersion => "UNSUPPORTED_HTTP_VERSION",
        RejectionReason.UnsupportedTransferCoding => "UNSUPPORTED_TRANSFER_CODING",
        RejectionReason.ExpectationFailed => "EXPECTATION_FAILED",
        RejectionReason.ClientGone => "CLIENT_GONE",
        RejectionReason.TooManyConnections => "TOO_MANY_CONNECTIONS",
        RejectionReason.Draining => "DRAINING",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
