// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>The keys that requests to an API, or messages of a connection, are matched with: create, get, update, delete.</summary>
internal static partial class Routes
{
    public const string DefaultKey = "$default";

    public const string ConnectKey = "$connect";

    private const int MaximumScopes = 10;

    public sealed record CreateRouteRequest
    {
        public required string RouteKey { get; init; }

        public string? Target { get; init; }

        public AuthorizationType AuthorizationType { get; init; }

        public string? AuthorizerId { get; init; }

        public ImmutableArray<string> AuthorizationScopes { get; init; } = [];

        public bool ApiKeyRequired { get; init; }

        public string? ModelSelectionExpression { get; init; }

        public string? OperationName { get; init; }

        public ImmutableSortedDictionary<string, string> RequestModels { get; init; } = OrdinalMap.Empty<string>();

        public ImmutableSortedDictionary<string, bool> RequestParameters { get; init; } = OrdinalMap.Empty<bool>();

        public string? RouteResponseSelectionExpression { get; init; }
    }

    /// <summary>A member that is <see langword="null"/> stays as it is; an empty text goes.</summary>
    public sealed record UpdateRouteRequest
    {
        public string? RouteKey { get; init; }

        public string? Target { get; init; }

        public AuthorizationType? AuthorizationType { get; init; }

        public string? AuthorizerId { get; init; }

        public ImmutableArray<string>? AuthorizationScopes { get; init; }

        public bool? ApiKeyRequired { get; init; }

        public string? ModelSelectionExpression { get; init; }

        public string? OperationName { get; init; }

        public ImmutableSortedDictionary<string, string>? RequestModels { get; init; }

        /// <summary>Those that are not named stay.</summary>
        public ImmutableSortedDictionary<string, bool>? RequestParameters { get; init; }

        public string? RouteResponseSelectionExpression { get; init; }
    }

    /// <param name="keys">The keys of all routes, where many are made one after the other; it is told of the new one.</param>
    public static OperationResult<Route> CreateRoute(Account account, string apiId, CreateRouteRequest request, OperationContext context, HashSet<string>? keys = null)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (CheckKey(api, request.RouteKey, keys) is { } error)
        {
            return error;
        }

        if (api.Routes.Count >= context.Quotas.RoutesPerApi)
        {
            return AwsError.TooMany("Routes", context.Quotas.RoutesPerApi);
        }

        var route = Said(new Route { RouteId = Identifiers.Next(7, api.Routes.ContainsKey, "route", apiId, request.RouteKey), RouteKey = request.RouteKey }, request);
        var made = Put(account, api, route, context);
        if (made.Error is null)
        {
            keys?.Add(route.RouteKey);
        }

        return made;
    }

    public static OperationResult<Route> GetRoute(Account account, string apiId, string routeId)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        return api.Routes.TryGetValue(routeId, out var route) ? OperationResult<Route>.Done(account, route) : AwsError.NoRoute(routeId);
    }

    public static OperationResult<Route> UpdateRoute(
        Account account, string apiId, string routeId, UpdateRouteRequest request, OperationContext context)
    {
        var found = GetRoute(account, apiId, routeId);
        if (found.Error is { } error)
        {
            return error;
        }

        var (api, before) = (account.Apis[apiId], found.Response!);
        if (request.RouteKey is { } key && key != before.RouteKey)
        {
            if (before.ApiGatewayManaged)
            {
                return AwsError.BadRequest("The key of a route that is managed by API Gateway is changed with its API");
            }

            if (CheckKey(api, key) is { } wrong)
            {
                return wrong;
            }
        }

        // Without an authorizer, what belongs to one goes, unless it is said again.
        var keeps = request.AuthorizationType is null or AuthorizationType.Custom or AuthorizationType.Jwt;
        var route = before with
        {
            RouteKey = request.RouteKey ?? before.RouteKey,
            Target = PartialUpdates.Text(request.Target, before.Target),
            AuthorizationType = request.AuthorizationType ?? before.AuthorizationType,
            AuthorizerId = PartialUpdates.Text(request.AuthorizerId, keeps ? before.AuthorizerId : null),
            AuthorizationScopes = request.AuthorizationScopes ?? (keeps ? before.AuthorizationScopes : []),
            ApiKeyRequired = request.ApiKeyRequired ?? before.ApiKeyRequired,
            ModelSelectionExpression = PartialUpdates.Text(request.ModelSelectionExpression, before.ModelSelectionExpression),
            OperationName = PartialUpdates.Text(request.OperationName, before.OperationName),
            RequestModels = request.RequestModels ?? before.RequestModels,
            RequestParameters = request.RequestParameters is { } parameters ? before.RequestParameters.SetItems(parameters) : before.RequestParameters,
            RouteResponseSelectionExpression = PartialUpdates.Text(request.RouteResponseSelectionExpression, before.RouteResponseSelectionExpression),
        };
        return Put(account, api, route, context);
    }

    /// <summary>The route as if it were made anew: what the request does not say is at its default. Its id and its responses stay.</summary>
    public static OperationResult<Route> ReplaceRoute(Account account, string apiId, string routeId, CreateRouteRequest request, OperationContext context)
    {
        var found = GetRoute(account, apiId, routeId);
        if (found.Error is { } error)
        {
            return error;
        }

        var (api, before) = (account.Apis[apiId], found.Response!);
        return request.RouteKey != before.RouteKey && CheckKey(api, request.RouteKey) is { } wrong ? wrong : Put(account, api, Said(before, request), context);
    }

    public static OperationResult<Route> DeleteRouteRequestParameter(
        Account account, string apiId, string routeId, string requestParameterKey, OperationContext context)
    {
        var found = GetRoute(account, apiId, routeId);
        if (found.Error is { } error)
        {
            return error;
        }

        var route = found.Response!;
        return route.RequestParameters.ContainsKey(requestParameterKey)
            ? Put(account, account.Apis[apiId], route with { RequestParameters = route.RequestParameters.Remove(requestParameterKey) }, context)
            : AwsError.NotFound($"Invalid RequestParameter identifier specified {requestParameterKey}");
    }

    public static OperationResult<Route> DeleteRoute(Account account, string apiId, string routeId, OperationContext context)
    {
        var found = GetRoute(account, apiId, routeId);
        if (found.Error is { } error)
        {
            return error;
        }

        var route = found.Response!;
        if (route.ApiGatewayManaged)
        {
            return AwsError.Managed($"Route {route.RouteKey}");
        }

        var api = account.Apis[apiId];
        account = Deployments.Changed(account, api with { Routes = api.Routes.Remove(routeId) }, context);
        return OperationResult<Route>.Done(account, route);
    }

    public static AwsError? CheckKey(Api api, string routeKey, HashSet<string>? keys = null)
    {
        if (api.ProtocolType == ProtocolType.WebSocket ? !IsConnectionKey(routeKey) : !IsKey(routeKey))
        {
            return AwsError.BadRequest(api.ProtocolType == ProtocolType.WebSocket
                ? $"The provided route key is not formatted properly for WebSocket protocol. It should be $connect, $disconnect, $default or a key of one's own without $ before it: {routeKey}"
                : $"The provided route key is not formatted properly for HTTP protocol. Format should be \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\": {routeKey}");
        }

        return keys?.Contains(routeKey) ?? api.Routes.Values.Any(route => route.RouteKey == routeKey)
            ? AwsError.Conflict($"Route with key {routeKey} already exists for this API")
            : null;
    }

    private static Route Said(Route route, CreateRouteRequest request) => route with
    {
        RouteKey = request.RouteKey,
        Target = request.Target,
        AuthorizationType = request.AuthorizationType,
        AuthorizerId = request.AuthorizerId,
        AuthorizationScopes = request.AuthorizationScopes,
        ApiKeyRequired = request.ApiKeyRequired,
        ModelSelectionExpression = request.ModelSelectionExpression,
        OperationName = request.OperationName,
        RequestModels = request.RequestModels,
        RequestParameters = request.RequestParameters,
        RouteResponseSelectionExpression = request.RouteResponseSelectionExpression,
    };

    private static OperationResult<Route> Put(Account account, Api api, Route route, OperationContext context)
    {
        if ((CheckTarget(api, route.Target) ?? CheckAuthorization(api, route) ?? (api.ProtocolType == ProtocolType.WebSocket ? CheckConnection(api, route) : CheckHttp(route))) is { } error)
        {
            return error;
        }

        account = Deployments.Changed(account, api with { Routes = api.Routes.SetItem(route.RouteId, route) }, context);
        return OperationResult<Route>.Done(account, route);
    }

    private static AwsError? CheckAuthorization(Api api, Route route)
    {
        if (route.AuthorizationScopes.Length > MaximumScopes || route.AuthorizationScopes.Any(static scope => scope.Length is 0 or > 64))
        {
            return AwsError.BadRequest($"A route can have at most {MaximumScopes} authorization scopes of 1 to 64 characters");
        }

        if (route.AuthorizationType is AuthorizationType.None or AuthorizationType.AwsIam)
        {
            return route.AuthorizerId is null ? null : AwsError.BadRequest("AuthorizerId is only supported with the authorization types CUSTOM and JWT");
        }

        if (route.AuthorizerId is not { } id)
        {
            return AwsError.BadRequest("AuthorizerId is required with the authorization types CUSTOM and JWT");
        }

        if (!api.Authorizers.TryGetValue(id, out var authorizer))
        {
            return AwsError.NoAuthorizer(id);
        }

        return (authorizer.AuthorizerType == AuthorizerType.Jwt) == (route.AuthorizationType == AuthorizationType.Jwt)
            ? null
            : AwsError.BadRequest($"The authorizer {id} is not of the route's authorization type");
    }

    private static AwsError? CheckHttp(Route route) =>
        route.ApiKeyRequired ? AwsError.BadRequest("ApiKeyRequired is not currently supported for HTTP APIs")
        : route.ModelSelectionExpression is not null ? AwsError.NotForProtocol("ModelSelectionExpression", "HTTP")
        : !route.RequestModels.IsEmpty ? AwsError.NotForProtocol("RequestModels", "HTTP")
        : !route.RequestParameters.IsEmpty ? AwsError.NotForProtocol("RequestParameters", "HTTP")
        : route.RouteResponseSelectionExpression is not null ? AwsError.NotForProtocol("RouteResponseSelectionExpression", "HTTP")
        : null;

    private static AwsError? CheckConnection(Api api, Route route)
    {
        if (route.AuthorizationType == AuthorizationType.Jwt)
        {
            return AwsError.BadRequest("The authorization type JWT is not supported for WEBSOCKET APIs");
        }

        if (route.AuthorizationType != AuthorizationType.None && route.RouteKey != ConnectKey)
        {
            return AwsError.BadRequest("Currently, authorization is restricted to the $connect route only");
        }

        if (route.RouteResponseSelectionExpression is not (null or DefaultKey))
        {
            return AwsError.BadRequest($"Invalid route response selection expression specified: {route.RouteResponseSelectionExpression}. Must be $default");
        }

        return route.RequestParameters.Keys.FirstOrDefault(static key => !Parameter().IsMatch(key)) is { } wrong
            ? AwsError.InvalidMappingExpression(wrong)
            : Models.CheckNames(api, route.RequestModels.Values);
    }

    // Keys that begin with $ are the gateway's own.
    private static bool IsConnectionKey(string routeKey) =>
        routeKey is ConnectKey or "$disconnect" or DefaultKey
        || (routeKey.Length is > 0 and <= 1024 && routeKey[0] != '$' && !routeKey.AsSpan().ContainsAnyInRange('\0', '\x1f'));

    private static bool IsKey(string routeKey)
    {
        if (routeKey == DefaultKey)
        {
            return true;
        }

        if (!Key().IsMatch(routeKey))
        {
            return false;
        }

        // A greedy variable takes the rest of the path, so nothing can follow it; a name can stand for one segment only.
        var greedy = routeKey.IndexOf("+}", StringComparison.Ordinal);
        var names = Variable().Matches(routeKey).Select(match => match.Groups["name"].Value).ToList();
        return (greedy < 0 || greedy == routeKey.Length - 2) && names.Distinct(StringComparer.Ordinal).Count() == names.Count;
    }

    private static AwsError? CheckTarget(Api api, string? target)
    {
        const string prefix = "integrations/";
        if (target is null)
        {
            return null;
        }

        return target.StartsWith(prefix, StringComparison.Ordinal) && api.Integrations.ContainsKey(target[prefix.Length..])
            ? null
            : AwsError.NoIntegration(target.StartsWith(prefix, StringComparison.Ordinal) ? target[prefix.Length..] : target);
    }

    [GeneratedRegex(@"\A(?:ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /(?:(?:[^/{}\s?#]+|\{[A-Za-z0-9._\-:]+\+?\})?(?:/|\z))*\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"\{(?<name>[^{}+]+)\+?\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\Aroute\.request\.(?:header|querystring|multivalueheader|multivaluequerystring)\.[^\s]+\z")]
    private static partial Regex Parameter();
}
