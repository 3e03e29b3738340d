// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>The keys that requests to an HTTP API are matched with: create, get, update, delete.</summary>
internal static partial class Routes
{
    public const string DefaultKey = "$default";

    public sealed record CreateRouteRequest
    {
        public required string RouteKey { get; init; }

        public string? Target { get; init; }

        public AuthorizationType AuthorizationType { get; init; }

        public string? OperationName { get; init; }
    }

    /// <summary>A member that is <see langword="null"/> stays as it is.</summary>
    public sealed record UpdateRouteRequest
    {
        public string? RouteKey { get; init; }

        public string? Target { get; init; }

        public string? OperationName { get; init; }
    }

    public static OperationResult<Route> CreateRoute(Account account, string apiId, CreateRouteRequest request, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (CheckKey(api, request.RouteKey) is { } error)
        {
            return error;
        }

        if (CheckTarget(api, request.Target) is { } invalid)
        {
            return invalid;
        }

        if (request.AuthorizationType != AuthorizationType.None)
        {
            return AwsError.NotBuilt("authorizers of routes");
        }

        if (api.Routes.Count >= context.Quotas.RoutesPerApi)
        {
            return AwsError.TooMany("Routes", context.Quotas.RoutesPerApi);
        }

        var route = new Route
        {
            RouteId = Identifiers.Next(7, api.Routes.ContainsKey, "route", apiId, request.RouteKey),
            RouteKey = request.RouteKey,
            Target = request.Target,
            OperationName = request.OperationName,
        };
        account = Deployments.Changed(account, api with { Routes = api.Routes.Add(route.RouteId, route) }, context);
        return OperationResult<Route>.Done(account, route);
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
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (!api.Routes.TryGetValue(routeId, out var route))
        {
            return AwsError.NoRoute(routeId);
        }

        if (request.RouteKey is { } key && key != route.RouteKey && CheckKey(api, key) is { } error)
        {
            return error;
        }

        if (CheckTarget(api, request.Target) is { } invalid)
        {
            return invalid;
        }

        route = route with
        {
            RouteKey = request.RouteKey ?? route.RouteKey,
            Target = request.Target ?? route.Target,
            OperationName = request.OperationName ?? route.OperationName,
        };
        account = Deployments.Changed(account, api with { Routes = api.Routes.SetItem(routeId, route) }, context);
        return OperationResult<Route>.Done(account, route);
    }

    public static OperationResult<Route> DeleteRoute(Account account, string apiId, string routeId, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (!api.Routes.TryGetValue(routeId, out var route))
        {
            return AwsError.NoRoute(routeId);
        }

        account = Deployments.Changed(account, api with { Routes = api.Routes.Remove(routeId) }, context);
        return OperationResult<Route>.Done(account, route);
    }

    private static AwsError? CheckKey(Api api, string routeKey)
    {
        if (!IsKey(routeKey))
        {
            return AwsError.BadRequest(
                $"The provided route key is not formatted properly for HTTP protocol. Format should be \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\": {routeKey}");
        }

        return api.Routes.Values.Any(route => route.RouteKey == routeKey)
            ? AwsError.Conflict($"Route with key {routeKey} already exists for this API")
            : null;
    }

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
}
