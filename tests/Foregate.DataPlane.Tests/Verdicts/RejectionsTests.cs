// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Verdicts;

/// <summary>The catalogue against AWS's own words, written out a second time.</summary>
public sealed class RejectionsTests
{
    private const string Server = "InternalServerErrorException";

    private static readonly Dictionary<string, (string Reason, int Status, string Message, string ErrorType)> Rest = new()
    {
        ["ApiConfigurationError"] = ("API_CONFIGURATION_ERROR", 500, "Internal server error", Server),
        ["Default5xx"] = ("DEFAULT_5XX", 500, "Internal server error", Server),
        ["MalformedAnswer"] = ("DEFAULT_5XX", 502, "Internal server error", Server),
        ["IntegrationTimeout"] = ("INTEGRATION_TIMEOUT", 504, "Endpoint request timed out", Server),
        ["IntegrationFailure"] = ("INTEGRATION_FAILURE", 504, "Network error communicating with endpoint", Server),
        ["InvalidApiKey"] = ("INVALID_API_KEY", 403, "Forbidden", "ForbiddenException"),
        ["RouteNotFound"] = ("MISSING_AUTHENTICATION_TOKEN", 403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
        ["UnknownStage"] = ("UNKNOWN_STAGE", 403, "Forbidden", "ForbiddenException"),
        ["RequestTooLarge"] = ("REQUEST_TOO_LARGE", 413, "Request Too Long", "RequestTooLargeException"),
        ["Throttled"] = ("THROTTLED", 429, "Too Many Requests", "TooManyRequestsException"),
        ["QuotaExceeded"] = ("QUOTA_EXCEEDED", 429, "Limit Exceeded", "LimitExceededException"),
        ["UnsupportedMediaType"] = ("UNSUPPORTED_MEDIA_TYPE", 415, "Unsupported Media Type", "BadRequestException"),
        ["BadRequestBody"] = ("BAD_REQUEST_BODY", 400, "Invalid request body", "BadRequestException"),
        ["MalformedRequest"] = ("MALFORMED_REQUEST", 400, "Bad Request", "BadRequestException"),
        ["RequestTimeout"] = ("REQUEST_TIMEOUT", 408, "Request Timeout", "RequestTimeoutException"),
        ["ClientGone"] = ("CLIENT_GONE", 499, "Client Closed Request", "BadRequestException"),
    };

    private static readonly Dictionary<string, (string Reason, int Status, string Message)> Http = new()
    {
        ["ApiConfigurationError"] = ("API_CONFIGURATION_ERROR", 500, "Internal Server Error"),
        ["Default5xx"] = ("DEFAULT_5XX", 500, "Internal Server Error"),
        ["MalformedAnswer"] = ("DEFAULT_5XX", 500, "Internal Server Error"),
        ["IntegrationTimeout"] = ("INTEGRATION_TIMEOUT", 503, "Service Unavailable"),
        ["IntegrationFailure"] = ("INTEGRATION_FAILURE", 503, "Service Unavailable"),
        ["InvalidApiKey"] = ("INVALID_API_KEY", 403, "Forbidden"),
        ["RouteNotFound"] = ("RESOURCE_NOT_FOUND", 404, "Not Found"),
        ["UnknownStage"] = ("UNKNOWN_STAGE", 404, "Not Found"),
        ["RequestTooLarge"] = ("REQUEST_TOO_LARGE", 413, "Request Entity Too Large"),
        ["Throttled"] = ("THROTTLED", 429, "Too Many Requests"),
        ["QuotaExceeded"] = ("QUOTA_EXCEEDED", 429, "Limit Exceeded"),
        ["UnsupportedMediaType"] = ("UNSUPPORTED_MEDIA_TYPE", 415, "Unsupported Media Type"),
        ["BadRequestBody"] = ("BAD_REQUEST_BODY", 400, "Invalid request body"),
        ["MalformedRequest"] = ("MALFORMED_REQUEST", 400, "Bad Request"),
        ["RequestTimeout"] = ("REQUEST_TIMEOUT", 408, "Request Timeout"),
        ["ClientGone"] = ("CLIENT_GONE", 499, "Client Closed Request"),
    };

    [Fact]
    public void Rest_apis_refuse_with_the_gateway_responses_defaults() =>
        Assert.Equal(Rest, Catalogue(Rejections.Rest).ToDictionary(
            static entry => entry.Key,
            static entry => (RejectionNames.Of(entry.Value.Reason), entry.Value.Status, entry.Value.Message, entry.Value.ErrorType)));

    [Fact]
    public void Http_apis_refuse_in_their_own_words() =>
        Assert.Equal(Http, Catalogue(Rejections.Http).ToDictionary(
            static entry => entry.Key,
            static entry => (RejectionNames.Of(entry.Value.Reason), entry.Value.Status, entry.Value.Message)));

    [Fact]
    public void The_connection_ends_only_where_its_bytes_cannot_be_trusted_any_more()
    {
        string[] closing = ["ClientGone", "MalformedRequest", "RequestTimeout"];
        foreach (var rejections in new[] { Rejections.Rest, Rejections.Http })
        {
            Assert.Equal(closing, Catalogue(rejections).Where(static entry => entry.Value.ClosesConnection).Select(static entry => entry.Key).Order());
        }
    }

    [Fact]
    public void Only_what_the_client_did_is_blamed_on_the_client()
    {
        foreach (var rejection in Catalogue(Rejections.Rest).Values.Concat(Catalogue(Rejections.Http).Values))
        {
            Assert.Equal(rejection.Status < 500, rejection.Blame == Blame.Client);
        }

        Assert.Equal(Blame.Definition, Rejections.Rest.ApiConfigurationError.Blame);
        Assert.Equal(Blame.Gateway, Rejections.Rest.Default5xx.Blame);
        Assert.All(
            [Rejections.Rest.MalformedAnswer, Rejections.Http.IntegrationFailure, Rejections.Http.IntegrationTimeout],
            static rejection => Assert.Equal(Blame.Backend, rejection.Blame));
    }

    [Fact]
    public void Each_kind_of_api_has_its_catalogue()
    {
        Assert.Same(Rejections.Rest, Rejections.Of(ApiKind.Rest));
        Assert.Same(Rejections.Http, Rejections.Of(ApiKind.Http));
    }

    private static Dictionary<string, Rejection> Catalogue(Rejections rejections) =>
        typeof(Rejections).GetProperties().Where(static property => property.PropertyType == typeof(Rejection))
            .ToDictionary(static property => property.Name, property => (Rejection)property.GetValue(rejections)!);
}
