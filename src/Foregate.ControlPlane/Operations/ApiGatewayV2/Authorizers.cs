// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>Who says whether callers of an HTTP or WebSocket API may: create, get, update, delete.</summary>
internal static partial class Authorizers
{
    private const int MaximumAudiences = 50;

    private const int MaximumTtl = 3600;

    public sealed record CreateAuthorizerRequest
    {
        public required string Name { get; init; }

        public required AuthorizerType AuthorizerType { get; init; }

        public string? AuthorizerUri { get; init; }

        public string? AuthorizerCredentialsArn { get; init; }

        public string? AuthorizerPayloadFormatVersion { get; init; }

        public int? AuthorizerResultTtlInSeconds { get; init; }

        public bool? EnableSimpleResponses { get; init; }

        public ImmutableArray<string> IdentitySource { get; init; } = [];

        public string? IdentityValidationExpression { get; init; }

        public JwtConfiguration? JwtConfiguration { get; init; }
    }

    /// <summary>A member that is <see langword="null"/> stays as it is; an empty text goes.</summary>
    public sealed record UpdateAuthorizerRequest
    {
        public string? Name { get; init; }

        public AuthorizerType? AuthorizerType { get; init; }

        public string? AuthorizerUri { get; init; }

        public string? AuthorizerCredentialsArn { get; init; }

        public string? AuthorizerPayloadFormatVersion { get; init; }

        public int? AuthorizerResultTtlInSeconds { get; init; }

        public bool? EnableSimpleResponses { get; init; }

        public ImmutableArray<string>? IdentitySource { get; init; }

        public string? IdentityValidationExpression { get; init; }

        public JwtConfiguration? JwtConfiguration { get; init; }
    }

    public static OperationResult<Authorizer> CreateAuthorizer(Account account, string apiId, CreateAuthorizerRequest request, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (api.Authorizers.Count >= context.Quotas.AuthorizersPerApi)
        {
            return AwsError.TooMany("Authorizers", context.Quotas.AuthorizersPerApi);
        }

        return Put(account, api, Said(Identifiers.Next(6, api.Authorizers.ContainsKey, "authorizer", apiId, request.Name), request), context);
    }

    public static OperationResult<Authorizer> GetAuthorizer(Account account, string apiId, string authorizerId)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        return api.Authorizers.TryGetValue(authorizerId, out var authorizer) ? OperationResult<Authorizer>.Done(account, authorizer) : AwsError.NoAuthorizer(authorizerId);
    }

    public static OperationResult<Authorizer> UpdateAuthorizer(
        Account account, string apiId, string authorizerId, UpdateAuthorizerRequest request, OperationContext context)
    {
        var found = GetAuthorizer(account, apiId, authorizerId);
        if (found.Error is { } error)
        {
            return error;
        }

        var authorizer = found.Response!;
        authorizer = authorizer with
        {
            Name = request.Name ?? authorizer.Name,
            AuthorizerType = request.AuthorizerType ?? authorizer.AuthorizerType,
            AuthorizerUri = PartialUpdates.Text(request.AuthorizerUri, authorizer.AuthorizerUri),
            AuthorizerCredentialsArn = PartialUpdates.Text(request.AuthorizerCredentialsArn, authorizer.AuthorizerCredentialsArn),
            AuthorizerPayloadFormatVersion = PartialUpdates.Text(request.AuthorizerPayloadFormatVersion, authorizer.AuthorizerPayloadFormatVersion),
            AuthorizerResultTtlInSeconds = request.AuthorizerResultTtlInSeconds ?? authorizer.AuthorizerResultTtlInSeconds,
            EnableSimpleResponses = request.EnableSimpleResponses ?? authorizer.EnableSimpleResponses,
            IdentitySource = request.IdentitySource ?? authorizer.IdentitySource,
            IdentityValidationExpression = PartialUpdates.Text(request.IdentityValidationExpression, authorizer.IdentityValidationExpression),
            JwtConfiguration = request.JwtConfiguration ?? authorizer.JwtConfiguration,
        };
        return CheckType(account.Apis[apiId], found.Response!, authorizer) is { } used ? used : Put(account, account.Apis[apiId], authorizer, context);
    }

    /// <summary>The authorizer as if it were made anew: what the request does not say is at its default.</summary>
    public static OperationResult<Authorizer> ReplaceAuthorizer(Account account, string apiId, string authorizerId, CreateAuthorizerRequest request, OperationContext context)
    {
        var found = GetAuthorizer(account, apiId, authorizerId);
        if (found.Error is { } error)
        {
            return error;
        }

        var authorizer = Said(authorizerId, request);
        return CheckType(account.Apis[apiId], found.Response!, authorizer) is { } used ? used : Put(account, account.Apis[apiId], authorizer, context);
    }

    public static OperationResult<Authorizer> DeleteAuthorizer(Account account, string apiId, string authorizerId, OperationContext context)
    {
        var found = GetAuthorizer(account, apiId, authorizerId);
        if (found.Error is { } error)
        {
            return error;
        }

        var api = account.Apis[apiId];
        if (UserOf(api, authorizerId) is { } user)
        {
            return AwsError.Conflict($"Cannot delete authorizer '{authorizerId}', is referenced in route: {user.RouteKey}");
        }

        account = Deployments.Changed(account, api with { Authorizers = api.Authorizers.Remove(authorizerId) }, context);
        return OperationResult<Authorizer>.Done(account, found.Response!);
    }

    private static AwsError? CheckType(Api api, Authorizer before, Authorizer after) =>
        before.AuthorizerType != after.AuthorizerType && UserOf(api, after.AuthorizerId) is { } user
            ? AwsError.Conflict($"Cannot change the type of authorizer '{after.AuthorizerId}', is referenced in route: {user.RouteKey}")
            : null;

    private static Authorizer Said(string id, CreateAuthorizerRequest request) => new()
    {
        AuthorizerId = id,
        Name = request.Name,
        AuthorizerType = request.AuthorizerType,
        AuthorizerUri = request.AuthorizerUri,
        AuthorizerCredentialsArn = request.AuthorizerCredentialsArn,
        AuthorizerPayloadFormatVersion = request.AuthorizerPayloadFormatVersion,
        AuthorizerResultTtlInSeconds = request.AuthorizerResultTtlInSeconds,
        EnableSimpleResponses = request.EnableSimpleResponses,
        IdentitySource = request.IdentitySource,
        IdentityValidationExpression = request.IdentityValidationExpression,
        JwtConfiguration = request.JwtConfiguration,
    };

    private static Route? UserOf(Api api, string authorizerId) => api.Routes.Values.FirstOrDefault(route => route.AuthorizerId == authorizerId);

    private static OperationResult<Authorizer> Put(Account account, Api api, Authorizer authorizer, OperationContext context)
    {
        if (Check(api, authorizer) is { } error)
        {
            return error;
        }

        account = Deployments.Changed(account, api with { Authorizers = api.Authorizers.SetItem(authorizer.AuthorizerId, authorizer) }, context);
        return OperationResult<Authorizer>.Done(account, authorizer);
    }

    private static AwsError? Check(Api api, Authorizer authorizer)
    {
        if (string.IsNullOrWhiteSpace(authorizer.Name))
        {
            return AwsError.BadRequest("Authorizer name must be non-empty");
        }

        if (api.Authorizers.Values.Any(other => other.Name == authorizer.Name && other.AuthorizerId != authorizer.AuthorizerId))
        {
            return AwsError.BadRequest($"Authorizer name must be unique. Authorizer {authorizer.Name} already exists in this API");
        }

        if (authorizer.AuthorizerResultTtlInSeconds is < 0 or > MaximumTtl)
        {
            return AwsError.BadRequest($"AuthorizerResultTtlInSeconds must be between 0 and {MaximumTtl}");
        }

        return authorizer.AuthorizerType == AuthorizerType.Jwt ? CheckJwt(api, authorizer) : CheckRequest(api, authorizer);
    }

    private static AwsError? CheckJwt(Api api, Authorizer authorizer)
    {
        if (api.ProtocolType == ProtocolType.WebSocket)
        {
            return AwsError.BadRequest("Authorizers of type JWT are not supported for WEBSOCKET APIs");
        }

        if (authorizer.AuthorizerUri is not null || authorizer.AuthorizerCredentialsArn is not null || authorizer.AuthorizerPayloadFormatVersion is not null
            || authorizer.EnableSimpleResponses == true)
        {
            return AwsError.BadRequest(
                "AuthorizerUri, AuthorizerCredentialsArn, AuthorizerPayloadFormatVersion and EnableSimpleResponses are not supported for authorizers of type JWT");
        }

        if (authorizer.JwtConfiguration?.Issuer is not { Length: > 0 } issuer)
        {
            return AwsError.BadRequest("JwtConfiguration with an issuer is required for authorizers of type JWT");
        }

        if (!IsIssuer(issuer))
        {
            return AwsError.BadRequest($"Invalid issuer: {issuer}. Issuer must have https:// scheme");
        }

        if (authorizer.JwtConfiguration.Audience.Length > MaximumAudiences)
        {
            return AwsError.BadRequest($"An authorizer can have at most {MaximumAudiences} audiences");
        }

        return authorizer.IdentitySource is [var source] && TokenSource().IsMatch(source)
            ? null
            : AwsError.BadRequest("Authorizers of type JWT need exactly one identity source: $request.header.name or $request.querystring.name");
    }

    private static AwsError? CheckRequest(Api api, Authorizer authorizer)
    {
        if (authorizer.JwtConfiguration is not null)
        {
            return AwsError.BadRequest("JwtConfiguration is not supported for authorizers of type REQUEST");
        }

        if (FunctionUris.CheckInvocation(authorizer.AuthorizerUri) is not null)
        {
            return AwsError.BadRequest(
                $"Invalid Authorizer URI: {authorizer.AuthorizerUri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.");
        }

        if (authorizer.AuthorizerCredentialsArn is { } credentials && !credentials.StartsWith("arn:", StringComparison.Ordinal))
        {
            return AwsError.BadRequest("Invalid ARN specified in the request");
        }

        var sources = api.ProtocolType == ProtocolType.WebSocket ? ConnectionSource() : RequestSource();
        if (authorizer.IdentitySource.FirstOrDefault(source => !sources.IsMatch(source)) is { } wrong)
        {
            return AwsError.InvalidMappingExpression(wrong);
        }

        if (api.ProtocolType == ProtocolType.WebSocket)
        {
            return authorizer.AuthorizerPayloadFormatVersion is not null || authorizer.EnableSimpleResponses == true
                ? AwsError.BadRequest("AuthorizerPayloadFormatVersion and EnableSimpleResponses are not supported for WEBSOCKET APIs")
                : null;
        }

        return authorizer switch
        {
            { AuthorizerPayloadFormatVersion: null } => AwsError.BadRequest("AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer"),
            { AuthorizerPayloadFormatVersion: not ("1.0" or "2.0") } => AwsError.BadRequest("AuthorizerPayloadFormatVersion must be one of [1.0, 2.0]"),
            { AuthorizerPayloadFormatVersion: "1.0", EnableSimpleResponses: true } => AwsError.BadRequest("EnableSimpleResponses is only supported with AuthorizerPayloadFormatVersion 2.0"),
            { AuthorizerResultTtlInSeconds: > 0, IdentitySource.IsEmpty: true } => AwsError.BadRequest("An identity source is required while authorizer caching is enabled"),
            _ => null,
        };
    }

    // Without TLS from this machine only: somebody else's network could forge the keys.
    private static bool IsIssuer(string issuer) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    [GeneratedRegex(@"\A\$request\.(?:header|querystring)\.[^\s${}]+\z")]
    private static partial Regex TokenSource();

    [GeneratedRegex(@"\A\$(?:request\.(?:header|querystring)|context|stageVariables)\.[^\s${}]+\z")]
    private static partial Regex RequestSource();

    [GeneratedRegex(@"\A(?:route\.request\.(?:header|querystring)|context|stageVariables)\.[^\s${}]+\z")]
    private static partial Regex ConnectionSource();
}
