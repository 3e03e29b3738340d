// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway.Parts;

/// <summary>Who says whether a caller of a REST API may: create, get, update, delete.</summary>
internal static partial class Authorizers
{
    private const int LongestTtl = 3600;

    public sealed record CreateAuthorizerRequest
    {
        public required string Name { get; init; }

        public required AuthorizerType Type { get; init; }

        public ImmutableArray<string> ProviderArns { get; init; } = [];

        /// <summary><see langword="null"/> takes the type's own.</summary>
        public string? AuthType { get; init; }

        public string? AuthorizerUri { get; init; }

        public string? AuthorizerCredentials { get; init; }

        public string? IdentitySource { get; init; }

        public string? IdentityValidationExpression { get; init; }

        public int? AuthorizerResultTtlInSeconds { get; init; }
    }

    public static OperationResult<Authorizer> CreateAuthorizer(Account account, string restApiId, CreateAuthorizerRequest request, OperationContext context)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.ConcurrentModification();
        }

        if (api.Authorizers.Count >= context.Quotas.AuthorizersPerApi)
        {
            return AwsError.TooMany("Authorizers", context.Quotas.AuthorizersPerApi);
        }

        return Put(account, api, Identifiers.Next(6, api.Authorizers.ContainsKey, "authorizer", restApiId, context.IdSeed ?? request.Name), request, context);
    }

    public static OperationResult<Authorizer> GetAuthorizer(Account account, string restApiId, string authorizerId)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        return api.Authorizers.TryGetValue(authorizerId, out var authorizer) ? OperationResult<Authorizer>.Done(account, authorizer) : AwsError.NoAuthorizer();
    }

    /// <summary>All members as they are to be.</summary>
    public static OperationResult<Authorizer> UpdateAuthorizer(Account account, string restApiId, string authorizerId, CreateAuthorizerRequest request, OperationContext? context = null)
    {
        if (GetAuthorizer(account, restApiId, authorizerId).Error is { } missing)
        {
            return missing;
        }

        var api = account.RestApis[restApiId];
        if (request.Type != api.Authorizers[authorizerId].Type && MethodUse.Find(api, method => method.AuthorizerId == authorizerId && !Fits(method.AuthorizationType, request.Type)) is { } use)
        {
            return AwsError.Conflict($"Cannot change the type of authorizer '{authorizerId}', is referenced in method: {use}");
        }

        return Put(account, api, authorizerId, request, context);
    }

    public static OperationResult<Authorizer> DeleteAuthorizer(Account account, string restApiId, string authorizerId)
    {
        var found = GetAuthorizer(account, restApiId, authorizerId);
        if (found.Error is not null)
        {
            return found;
        }

        var api = account.RestApis[restApiId];
        return MethodUse.Find(api, method => method.AuthorizerId == authorizerId) is { } use
            ? AwsError.Conflict($"Cannot delete authorizer '{authorizerId}', is referenced in method: {use}")
            : OperationResult<Authorizer>.Done(account.With(api with { Authorizers = api.Authorizers.Remove(authorizerId) }), found.Response!);
    }

    /// <summary>Whether methods of this authorization can name authorizers of this type.</summary>
    public static bool Fits(AuthorizationType authorization, AuthorizerType type) => authorization switch
    {
        AuthorizationType.Custom => type is AuthorizerType.Token or AuthorizerType.Request,
        AuthorizationType.CognitoUserPools => type == AuthorizerType.CognitoUserPools,
        _ => true,
    };

    private static OperationResult<Authorizer> Put(Account account, RestApi api, string id, CreateAuthorizerRequest request, OperationContext? context)
    {
        if (Check(api, id, request, context) is { } error)
        {
            return error;
        }

        var authorizer = new Authorizer
        {
            Id = id,
            Name = request.Name,
            Type = request.Type,
            ProviderArns = request.ProviderArns,
            AuthType = request.AuthType ?? (request.Type == AuthorizerType.CognitoUserPools ? "cognito_user_pools" : "custom"),
            AuthorizerUri = request.AuthorizerUri,
            AuthorizerCredentials = request.AuthorizerCredentials,
            IdentitySource = request.IdentitySource,
            IdentityValidationExpression = request.IdentityValidationExpression,
            AuthorizerResultTtlInSeconds = request.AuthorizerResultTtlInSeconds,
        };
        return OperationResult<Authorizer>.Done(account.With(api with { Authorizers = api.Authorizers.SetItem(id, authorizer) }), authorizer);
    }

    private static AwsError? Check(RestApi api, string id, CreateAuthorizerRequest request, OperationContext? context)
    {
        if (string.IsNullOrWhiteSpace(request.Name))
        {
            return AwsError.BadRequest("Authorizer name must be non-empty");
        }

        if (api.Authorizers.Values.Any(other => other.Id != id && other.Name == request.Name))
        {
            return AwsError.BadRequest($"Authorizer name must be unique. Authorizer {request.Name} already exists in this RestApi.");
        }

        if (request.AuthorizerResultTtlInSeconds is < 0 or > LongestTtl)
        {
            return AwsError.BadRequest($"Authorizer result TTL must be between 0 and {LongestTtl} seconds");
        }

        // Nobody could pass such an authorizer: what it guards stays closed.
        var unusable = request.Type == AuthorizerType.CognitoUserPools ? CheckUserPools(request) : CheckFunction(request);
        return (context is null ? unusable : context.Judge(unusable)) ?? (request.Type == AuthorizerType.CognitoUserPools ? null : CheckIdentity(request));
    }

    private static AwsError? CheckUserPools(CreateAuthorizerRequest request)
    {
        if (request.ProviderArns.IsEmpty)
        {
            return AwsError.BadRequest("An authorizer of type COGNITO_USER_POOLS needs at least one provider ARN");
        }

        foreach (var arn in request.ProviderArns)
        {
            if (!UserPool().IsMatch(arn))
            {
                return AwsError.BadRequest($"Invalid Cognito User Pool ARN: {arn}");
            }
        }

        return null;
    }

    private static AwsError? CheckFunction(CreateAuthorizerRequest request)
    {
        if (request.AuthorizerUri is null || !Function().IsMatch(request.AuthorizerUri))
        {
            return AwsError.BadRequest(
                $"Invalid Authorizer URI: {request.AuthorizerUri ?? "null"}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.");
        }

        return request.AuthorizerCredentials is { Length: > 0 } role && !Arn().IsMatch(role) ? AwsError.InvalidArn() : null;
    }

    private static AwsError? CheckIdentity(CreateAuthorizerRequest request)
    {
        if (string.IsNullOrEmpty(request.IdentitySource))
        {
            // Without a cache a REQUEST authorizer needs nothing to tell callers apart by.
            return request.Type == AuthorizerType.Request && request.AuthorizerResultTtlInSeconds == 0
                ? null
                : AwsError.BadRequest("Identity source must be non-empty" + (request.Type == AuthorizerType.Request ? " when authorization results are cached" : ""));
        }

        var sources = request.IdentitySource.Split(',', StringSplitOptions.TrimEntries);
        if (request.Type == AuthorizerType.Token ? sources is not [var source] || !Header().IsMatch(source) : !sources.All(static source => Source().IsMatch(source)))
        {
            return AwsError.BadRequest($"Invalid identity source specified: {request.IdentitySource}");
        }

        return null;
    }

    // AWS does not look closely (recorded: with blanks behind path/).
    [GeneratedRegex(@"\Aarn:[a-z0-9-]+:apigateway:[^:]*:lambda:path/.+\z", RegexOptions.Singleline)]
    private static partial Regex Function();

    [GeneratedRegex(@"\Aarn:[a-z0-9-]+:cognito-idp:[^:]+:[^:]*:userpool/.+\z")]
    private static partial Regex UserPool();

    [GeneratedRegex(@"\Aarn:[a-z0-9-]+:[^:\s]*:[^:\s]*:[^:\s]*:\S+\z")]
    private static partial Regex Arn();

    [GeneratedRegex(@"\Amethod\.request\.header\.[a-zA-Z0-9._$-]+\z")]
    private static partial Regex Header();

    [GeneratedRegex(@"\A(?:method\.request\.(?:multivalue)?(?:header|querystring)|context|stageVariables)\.[a-zA-Z0-9._$-]+\z")]
    private static partial Regex Source();
}
