// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>HTTP APIs: create, get, update, delete, and their CORS configuration.</summary>
internal static class Apis
{
    public sealed record CreateApiRequest
    {
        public required string Name { get; init; }

        public ProtocolType ProtocolType { get; init; } = ProtocolType.Http;

        public string? Description { get; init; }

        public string? Version { get; init; }

        public Cors? CorsConfiguration { get; init; }

        public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
    }

    /// <summary>A member that is <see langword="null"/> stays as it is.</summary>
    public sealed record UpdateApiRequest
    {
        public string? Name { get; init; }

        public string? Description { get; init; }

        public string? Version { get; init; }

        public Cors? CorsConfiguration { get; init; }
    }

    public static OperationResult<Api> CreateApi(Account account, CreateApiRequest request, OperationContext context)
    {
        if (string.IsNullOrWhiteSpace(request.Name))
        {
            return AwsError.BadRequest("Name must be non-empty");
        }

        if (request.ProtocolType == ProtocolType.WebSocket)
        {
            return AwsError.NotBuilt("WebSocket APIs");
        }

        if (CheckCors(request.CorsConfiguration) is { } error)
        {
            return error;
        }

        if (request.Tags.Count > context.Quotas.Tags)
        {
            return AwsError.BadRequest($"A resource can have at most {context.Quotas.Tags} tags");
        }

        if (account.Apis.Count >= context.Quotas.Apis)
        {
            return AwsError.TooMany("APIs", context.Quotas.Apis);
        }

        if (Identifiers.CheckFixed(context, id => account.RestApis.ContainsKey(id) || account.Apis.ContainsKey(id)) is { } taken)
        {
            return taken;
        }

        var api = new Api
        {
            ApiId = context.FixedId ?? Identifiers.Next(10, id => account.RestApis.ContainsKey(id) || account.Apis.ContainsKey(id), "api", context.IdSeed ?? request.Name),
            Name = request.Name,
            ProtocolType = request.ProtocolType,
            Description = request.Description,
            Version = request.Version,
            CreatedDate = context.Now,
            CorsConfiguration = request.CorsConfiguration,
            Tags = request.Tags,
        };
        return OperationResult<Api>.Done(account with { Apis = account.Apis.Add(api.ApiId, api) }, api);
    }

    public static OperationResult<Api> GetApi(Account account, string apiId) =>
        account.Apis.TryGetValue(apiId, out var api) ? OperationResult<Api>.Done(account, api) : AwsError.NoApi(apiId);

    public static OperationResult<Api> UpdateApi(Account account, string apiId, UpdateApiRequest request, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (request.Name is not null && string.IsNullOrWhiteSpace(request.Name))
        {
            return AwsError.BadRequest("Name must be non-empty");
        }

        if (CheckCors(request.CorsConfiguration) is { } error)
        {
            return error;
        }

        api = api with
        {
            Name = request.Name ?? api.Name,
            Description = request.Description ?? api.Description,
            Version = request.Version ?? api.Version,
            CorsConfiguration = request.CorsConfiguration ?? api.CorsConfiguration,
        };
        account = Deployments.Changed(account, api, context);
        return OperationResult<Api>.Done(account, account.Apis[apiId]);
    }

    public static OperationResult<Api> DeleteCorsConfiguration(Account account, string apiId, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        account = Deployments.Changed(account, api with { CorsConfiguration = null }, context);
        return OperationResult<Api>.Done(account, account.Apis[apiId]);
    }

    public static OperationResult<Api> DeleteApi(Account account, string apiId) =>
        account.Apis.TryGetValue(apiId, out var api)
            ? OperationResult<Api>.Done(account with { Apis = account.Apis.Remove(apiId) }, api)
            : AwsError.NoApi(apiId);

    public static AwsError? CheckCors(Cors? cors)
    {
        if (cors is null)
        {
            return null;
        }

        if (cors.MaxAge is < -1 or > 86_400)
        {
            return AwsError.BadRequest("maxAge must be between -1 and 86400");
        }

        if (cors.AllowCredentials && cors.AllowOrigins.Contains("*"))
        {
            return AwsError.BadRequest("allowCredentials is not supported for origin *");
        }

        foreach (var origin in cors.AllowOrigins)
        {
            if (!IsOrigin(origin))
            {
                return AwsError.BadRequest($"Invalid origin {origin}: an exact origin, *, https://* or http://*");
            }
        }

        foreach (var name in cors.AllowHeaders.Concat(cors.ExposeHeaders).Concat(cors.AllowMethods))
        {
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(ParameterMappings.TokenCharacters))
            {
                return AwsError.BadRequest($"Invalid name in the CORS configuration: {name}");
            }
        }

        return null;
    }

    /// <summary>A scheme and what follows it, without a path: extensions of browsers and mobile shells have schemes of their own.</summary>
    private static bool IsOrigin(string origin)
    {
        if (origin == "*")
        {
            return true;
        }

        var scheme = origin.IndexOf("://", StringComparison.Ordinal);
        return scheme > 0
            && origin.Length > scheme + 3
            && !origin.AsSpan(scheme + 3).ContainsAny('/', '?', '#')
            && !origin.AsSpan().ContainsAnyExceptInRange('!', '~')
            && (!origin.Contains('*', StringComparison.Ordinal) || origin is "https://*" or "http://*");
    }
}
