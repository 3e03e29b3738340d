// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Verdicts;

/// <summary>The catalogue of refusals with AWS's default statuses and texts, per API kind (aws-apigateway §3.15-3.17, §4.8).</summary>
internal sealed class Rejections
{
    public static Rejections Rest { get; } = new(ApiKind.Rest);

    public static Rejections Http { get; } = new(ApiKind.Http);

    private readonly bool _rest;

    private Rejections(ApiKind kind)
    {
        _rest = kind == ApiKind.Rest;
        var internalError = _rest ? "Internal server error" : "Internal Server Error";
        ApiConfigurationError = New(RejectionReason.ApiConfigurationError, 500, internalError, "InternalServerErrorException", Blame.Definition);
        Default5xx = New(RejectionReason.Default5xx, 500, internalError, "InternalServerErrorException", Blame.Gateway);
        MalformedAnswer = New(RejectionReason.Default5xx, _rest ? 502 : 500, internalError, "InternalServerErrorException", Blame.Backend);
        IntegrationTimeout = _rest
            ? New(RejectionReason.IntegrationTimeout, 504, "Endpoint request timed out", "InternalServerErrorException", Blame.Backend)
            : New(RejectionReason.IntegrationTimeout, 503, "Service Unavailable", "", Blame.Backend);
        IntegrationFailure = _rest
            ? New(RejectionReason.IntegrationFailure, 504, "Network error communicating with endpoint", "InternalServerErrorException", Blame.Backend)
            : New(RejectionReason.IntegrationFailure, 503, "Service Unavailable", "", Blame.Backend);
        InvalidApiKey = New(RejectionReason.InvalidApiKey, 403, "Forbidden", "ForbiddenException", Blame.Client);
        RouteNotFound = _rest
            ? New(RejectionReason.MissingAuthenticationToken, 403, "Missing Authentication Token", "MissingAuthenticationTokenException", Blame.Client)
            : New(RejectionReason.ResourceNotFound, 404, "Not Found", "", Blame.Client);
        UnknownStage = _rest
            ? New(RejectionReason.UnknownStage, 403, "Forbidden", "ForbiddenException", Blame.Client)
            : New(RejectionReason.UnknownStage, 404, "Not Found", "", Blame.Client);
        RequestTooLarge = New(RejectionReason.RequestTooLarge, 413, _rest ? "Request Too Long" : "Request Entity Too Large", "RequestTooLargeException", Blame.Client);
        Throttled = New(RejectionReason.Throttled, 429, "Too Many Requests", "TooManyRequestsException", Blame.Client);
        QuotaExceeded = New(RejectionReason.QuotaExceeded, 429, "Limit Exceeded", "LimitExceededException", Blame.Client);
        UnsupportedMediaType = New(RejectionReason.UnsupportedMediaType, 415, "Unsupported Media Type", "BadRequestException", Blame.Client);
        BadRequestBody = New(RejectionReason.BadRequestBody, 400, "Invalid request body", "BadRequestException", Blame.Client);
        MalformedRequest = New(RejectionReason.MalformedRequest, 400, "Bad Request", "BadRequestException", Blame.Client, closes: true);
        // nginx's number: no client sees it.
        ClientGone = New(RejectionReason.ClientGone, 499, "Client Closed Request", "BadRequestException", Blame.Client, closes: true);
        RequestTimeout = New(RejectionReason.RequestTimeout, 408, "Request Timeout", "RequestTimeoutException", Blame.Client, closes: true);
    }

    public Rejection ApiConfigurationError { get; }

    public Rejection Default5xx { get; }

    /// <summary>The back end's answer is not HTTP as the RFCs write it.</summary>
    public Rejection MalformedAnswer { get; }

    public Rejection IntegrationTimeout { get; }

    public Rejection IntegrationFailure { get; }

    public Rejection InvalidApiKey { get; }

    /// <summary>REST: 403 Missing Authentication Token; HTTP API: 404 Not Found.</summary>
    public Rejection RouteNotFound { get; }

    public Rejection UnknownStage { get; }

    public Rejection RequestTooLarge { get; }

    public Rejection Throttled { get; }

    public Rejection QuotaExceeded { get; }

    public Rejection UnsupportedMediaType { get; }

    /// <summary>The body is not as its model asks.</summary>
    public Rejection BadRequestBody { get; }

    public Rejection MalformedRequest { get; }

    public Rejection RequestTimeout { get; }

    public Rejection ClientGone { get; }

    public static Rejections Of(ApiKind kind) => kind == ApiKind.Rest ? Rest : Http;

    /// <summary>The refusal of a request whose body is larger than the gateway takes, said about a place in the definitions.</summary>
    public Rejection TooLargeAt(string place, long limit) =>
        RequestTooLarge.At(place, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The request's body is larger than {limit} bytes."));

    /// <summary>Required parameters were not sent.</summary>
    /// <param name="names">Their names: <c>[a, b]</c>.</param>
    public Rejection MissingParameters(string names) =>
        New(RejectionReason.BadRequestParameters, 400, "Missing required request parameters: " + names, "BadRequestException", Blame.Client);

    /// <summary>The refusal of a request whose body ended like this.</summary>
    public Rejection OfBody(BodyStatus status) => status switch
    {
        BodyStatus.TooLarge => RequestTooLarge,
        BodyStatus.TimedOut => RequestTimeout,
        BodyStatus.Undecodable => UnsupportedMediaType,
        BodyStatus.Aborted => ClientGone,
        _ => MalformedRequest,
    };

    private static Rejection New(RejectionReason reason, int status, string message, string errorType, Blame blame, bool closes = false) =>
        new(reason, status, message, errorType, blame) { ClosesConnection = closes };
}
