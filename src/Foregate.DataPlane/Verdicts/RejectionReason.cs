// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Verdicts;

/// <summary>
/// Every way of saying no: REST's gateway response types (aws-apigateway §3.17), what only HTTP APIs say (§4.8), and what is
/// refused before an API is known. Metrics, logs and decision records use these names.
/// </summary>
internal enum RejectionReason : byte
{
    None,
    AccessDenied,
    ApiConfigurationError,
    AuthorizerConfigurationError,
    AuthorizerFailure,
    BadRequestBody,
    BadRequestParameters,
    ExpiredToken,
    IntegrationFailure,
    IntegrationTimeout,
    InvalidApiKey,
    InvalidSignature,
    MissingAuthenticationToken,
    QuotaExceeded,
    RequestTooLarge,
    ResourceNotFound,
    Throttled,
    Unauthorized,
    UnsupportedMediaType,
    WafFiltered,

    /// <summary>A bug of ours or a malformed proxy answer: DEFAULT_5XX.</summary>
    Default5xx,

    /// <summary>No stage or API answers for this address.</summary>
    UnknownStage,

    /// <summary>The request is not one that every reader would read the same way (400 and close).</summary>
    MalformedRequest,
    UriTooLong,
    HeadersTooLarge,
    RequestTimeout,
    UnsupportedHttpVersion,
    UnsupportedTransferCoding,
    ExpectationFailed,

    /// <summary>The client went away before there was an answer; nobody sees the refusal but the records.</summary>
    ClientGone,
    TooManyConnections,
    Draining,
}
