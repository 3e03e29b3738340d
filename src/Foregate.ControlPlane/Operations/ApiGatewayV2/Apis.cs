// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>HTTP and WebSocket APIs: create, get, update, delete, and their CORS configuration.</summary>
internal static class Apis
{
    /// <summary>How HTTP APIs choose a route: they have no other way.</summary>
    public const string RouteSelectionExpression = "$request.method $request.path";

    public const string ApiKeySelectionExpression = "$request.header.x-api-key";

    public sealed record CreateApiRequest
    {
        public required string Name { get; init; }

        public ProtocolType ProtocolType { get; init; } = ProtocolType.Http;

        public string? Description { get; init; }

        public string? Version { get; init; }

        public Cors? CorsConfiguration { get; init; }

        public string? ApiKeySelectionExpression { get; init; }

        public string? RouteSelectionExpression { get; init; }

        public bool DisableSchemaValidation { get; init; }

        public bool DisableExecuteApiEndpoint { get; init; }

        public string IpAddressType { get; init; } = "ipv4";

        /// <summary>A URL or a function's ARN: an integration, a route and a stage are made with the API.</summary>
        public string? Target { get; init; }

        /// <summary>Of the route that leads to the target.</summary>
        public string? RouteKey { get; init; }

        /// <summary>With which the target is called.</summary>
        public string? CredentialsArn { get; init; }

        public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
    }

    /// <summary>A member that is <see langword="null"/> stays as it is; an empty text goes.</summary>
    public sealed record UpdateApiRequest
    {
        public string? Name { get; init; }

        public string? Description { get; init; }

        public string? Version { get; init; }

        public Cors? CorsConfiguration { get; init; }

        public string? ApiKeySelectionExpression { get; init; }

        public string? RouteSelectionExpression { get; init; }

        public bool? DisableSchemaValidation { get; init; }

        public bool? DisableExecuteApiEndpoint { get; init; }

        public string? IpAddressType { get; init; }

        /// <summary>A URL or a function's ARN: of an API that was made with one.</summary>
        public string? Target { get; init; }

        /// <summary>Of the route that leads to the target.</summary>
        public string? RouteKey { get; init; }

        /// <summary>With which the target is called.</summary>
        public string? CredentialsArn { get; init; }
    }

    public static OperationResult<Api> CreateApi(Account account, CreateApiRequest request, OperationContext context)
    {
        if (string.IsNullOrWhiteSpace(request.Name))
        {
            return AwsError.BadRequest("Name must be non-empty");
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

        bool IsTaken(string id) => account.RestApis.ContainsKey(id) || account.Apis.ContainsKey(id) || context.IsTakenElsewhere(id);
        if (Identifiers.CheckFixed(context, IsTaken) is { } taken)
        {
            return taken;
        }

        var api = new Api
        {
            ApiId = context.FixedId ?? Identifiers.Next(10, IsTaken, "api", context.IdSeed ?? request.Name),
            Name = request.Name,
            ProtocolType = request.ProtocolType,
            Description = request.Description,
            Version = request.Version,
            CreatedDate = context.Now,
            CorsConfiguration = request.CorsConfiguration,
            ApiKeySelectionExpression = request.ApiKeySelectionExpression,
            RouteSelectionExpression = request.RouteSelectionExpression,
            DisableSchemaValidation = request.DisableSchemaValidation,
            DisableExecuteApiEndpoint = request.DisableExecuteApiEndpoint,
            IpAddressType = request.IpAddressType,
            Tags = request.Tags,
        };
        if (Check(api) is { } invalid)
        {
            return invalid;
        }

        var made = account with { Apis = account.Apis.Add(api.ApiId, api) };
        return request.Target is null && request.RouteKey is null && request.CredentialsArn is null
            ? OperationResult<Api>.Done(made, api)
            : QuickCreation.Create(made, api, request.Target, request.RouteKey, request.CredentialsArn, context);
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
            Description = PartialUpdates.Text(request.Description, api.Description),
            Version = PartialUpdates.Text(request.Version, api.Version),
            CorsConfiguration = request.CorsConfiguration ?? api.CorsConfiguration,
            ApiKeySelectionExpression = PartialUpdates.Text(request.ApiKeySelectionExpression, api.ApiKeySelectionExpression),
            RouteSelectionExpression = PartialUpdates.Text(request.RouteSelectionExpression, api.RouteSelectionExpression),
            DisableSchemaValidation = request.DisableSchemaValidation ?? api.DisableSchemaValidation,
            DisableExecuteApiEndpoint = request.DisableExecuteApiEndpoint ?? api.DisableExecuteApiEndpoint,
            IpAddressType = request.IpAddressType ?? api.IpAddressType,
        };
        if (Check(api) is { } invalid)
        {
            return invalid;
        }

        if (request.Target is not null || request.RouteKey is not null || request.CredentialsArn is not null)
        {
            var changed = QuickCreation.Change(api, request.Target, request.RouteKey, request.CredentialsArn, context);
            if (changed.Error is { } refused)
            {
                return refused;
            }

            api = changed.Api!;
        }

        account = Deployments.Changed(account, api, context);
        return OperationResult<Api>.Done(account, account.Apis[apiId]);
    }

    /// <summary>
    /// The API as if it were made anew: what the request does not say is at its default. What belongs to it stays, its target too unless another one is said.
    /// </summary>
    public static OperationResult<Api> ReplaceApi(Account account, string apiId, CreateApiRequest request, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (request.Tags.Count > context.Quotas.Tags)
        {
            return AwsError.BadRequest($"A resource can have at most {context.Quotas.Tags} tags");
        }

        api = api with
        {
            CorsConfiguration = request.CorsConfiguration,
            ApiKeySelectionExpression = request.ApiKeySelectionExpression,
            RouteSelectionExpression = request.RouteSelectionExpression,
            Tags = request.Tags,
        };
        var update = new UpdateApiRequest
        {
            Name = request.Name,
            Description = request.Description ?? "",
            Version = request.Version ?? "",
            CorsConfiguration = request.CorsConfiguration,
            DisableSchemaValidation = request.DisableSchemaValidation,
            DisableExecuteApiEndpoint = request.DisableExecuteApiEndpoint,
            IpAddressType = request.IpAddressType,
            Target = request.Target,
            RouteKey = request.RouteKey,
            CredentialsArn = request.CredentialsArn,
        };
        return UpdateApi(account with { Apis = account.Apis.SetItem(apiId, api) }, apiId, update, context);
    }

    /// <summary>The API without its tags and its kind of addresses, and without what a document can make of it unless that stays: another document, or none, comes in its place.</summary>
    public static OperationResult<Api> ClearApi(Account account, string apiId, bool keepsParts)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        api = api with { Tags = api.Tags.Clear(), IpAddressType = "ipv4" };
        api = keepsParts ? api : api with
        {
            Routes = api.Routes.Clear(),
            Integrations = api.Integrations.Clear(),
            Authorizers = api.Authorizers.Clear(),
            Models = api.Models.Clear(),
            ImportInfo = [],
            Warnings = [],
        };
        return OperationResult<Api>.Done(account with { Apis = account.Apis.SetItem(apiId, api) }, api);
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

    public static OperationResult<Api> DeleteApi(Account account, string apiId)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        return MappedApis.CheckUnmapped(account, apiId) is { } mapped ? mapped : OperationResult<Api>.Done(account with { Apis = account.Apis.Remove(apiId) }, api);
    }

    private static AwsError? Check(Api api)
    {
        if (api.ApiKeySelectionExpression is not (null or ApiKeySelectionExpression or "$context.authorizer.usageIdentifierKey"))
        {
            return AwsError.BadRequest(
                $"Invalid API key selection expression specified: {api.ApiKeySelectionExpression}. Must be one of: [{ApiKeySelectionExpression}, $context.authorizer.usageIdentifierKey]");
        }

        if (api.ProtocolType == ProtocolType.WebSocket)
        {
            return api.RouteSelectionExpression is null ? AwsError.BadRequest("RouteSelectionExpression is required for WEBSOCKET APIs")
                : api.CorsConfiguration is not null ? AwsError.NotForProtocol("CorsConfiguration", "WEBSOCKET")
                : null;
        }

        return api.RouteSelectionExpression is not (null or RouteSelectionExpression or "${request.method} ${request.path}")
                ? AwsError.BadRequest($"Invalid route selection expression specified: {api.RouteSelectionExpression}. HTTP APIs have {RouteSelectionExpression}")
            : api.DisableSchemaValidation ? AwsError.NotForProtocol("DisableSchemaValidation", "HTTP")
            : null;
    }

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
