// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>What a WebSocket API's route sends back: create, get, update, delete.</summary>
internal static class RouteResponses
{
    public sealed record CreateRouteResponseRequest
    {
        public required string RouteResponseKey { get; init; }

        public string? ModelSelectionExpression { get; init; }

        public ImmutableSortedDictionary<string, string> ResponseModels { get; init; } = OrdinalMap.Empty<string>();

        public ImmutableSortedDictionary<string, bool> ResponseParameters { get; init; } = OrdinalMap.Empty<bool>();
    }

    /// <summary>A member that is <see langword="null"/> stays as it is; an empty text goes.</summary>
    public sealed record UpdateRouteResponseRequest
    {
        public string? RouteResponseKey { get; init; }

        public string? ModelSelectionExpression { get; init; }

        public ImmutableSortedDictionary<string, string>? ResponseModels { get; init; }

        public ImmutableSortedDictionary<string, bool>? ResponseParameters { get; init; }
    }

    public static OperationResult<RouteResponse> CreateRouteResponse(
        Account account, string apiId, string routeId, CreateRouteResponseRequest request, OperationContext context)
    {
        var found = Routes.GetRoute(account, apiId, routeId);
        if (found.Error is { } error)
        {
            return error;
        }

        var route = found.Response!;
        return Put(account, apiId, route, Said(Identifiers.Next(6, route.RouteResponses.ContainsKey, "routeresponse", routeId, request.RouteResponseKey), request), context);
    }

    public static OperationResult<RouteResponse> GetRouteResponse(Account account, string apiId, string routeId, string routeResponseId)
    {
        var found = Routes.GetRoute(account, apiId, routeId);
        if (found.Error is { } error)
        {
            return error;
        }

        return found.Response!.RouteResponses.TryGetValue(routeResponseId, out var response)
            ? OperationResult<RouteResponse>.Done(account, response)
            : AwsError.NoRouteResponse(routeResponseId);
    }

    public static OperationResult<RouteResponse> UpdateRouteResponse(
        Account account, string apiId, string routeId, string routeResponseId, UpdateRouteResponseRequest request, OperationContext context)
    {
        var found = GetRouteResponse(account, apiId, routeId, routeResponseId);
        if (found.Error is { } error)
        {
            return error;
        }

        var before = found.Response!;
        var response = before with
        {
            RouteResponseKey = request.RouteResponseKey ?? before.RouteResponseKey,
            ModelSelectionExpression = PartialUpdates.Text(request.ModelSelectionExpression, before.ModelSelectionExpression),
            ResponseModels = request.ResponseModels ?? before.ResponseModels,
            ResponseParameters = request.ResponseParameters ?? before.ResponseParameters,
        };
        return Put(account, apiId, account.Apis[apiId].Routes[routeId], response, context);
    }

    /// <summary>The response as if it were made anew: what the request does not say is at its default.</summary>
    public static OperationResult<RouteResponse> ReplaceRouteResponse(
        Account account, string apiId, string routeId, string routeResponseId, CreateRouteResponseRequest request, OperationContext context)
    {
        var found = GetRouteResponse(account, apiId, routeId, routeResponseId);
        return found.Error is { } error ? error : Put(account, apiId, account.Apis[apiId].Routes[routeId], Said(routeResponseId, request), context);
    }

    public static OperationResult<RouteResponse> DeleteRouteResponse(Account account, string apiId, string routeId, string routeResponseId, OperationContext context)
    {
        var found = GetRouteResponse(account, apiId, routeId, routeResponseId);
        if (found.Error is { } error)
        {
            return error;
        }

        var api = account.Apis[apiId];
        var route = api.Routes[routeId];
        route = route with { RouteResponses = route.RouteResponses.Remove(routeResponseId) };
        account = Deployments.Changed(account, api with { Routes = api.Routes.SetItem(routeId, route) }, context);
        return OperationResult<RouteResponse>.Done(account, found.Response!);
    }

    private static RouteResponse Said(string id, CreateRouteResponseRequest request) => new()
    {
        RouteResponseId = id,
        RouteResponseKey = request.RouteResponseKey,
        ModelSelectionExpression = request.ModelSelectionExpression,
        ResponseModels = request.ResponseModels,
        ResponseParameters = request.ResponseParameters,
    };

    private static OperationResult<RouteResponse> Put(Account account, string apiId, Route route, RouteResponse response, OperationContext context)
    {
        var api = account.Apis[apiId];
        if (api.ProtocolType != ProtocolType.WebSocket)
        {
            return AwsError.NotForProtocol("RouteResponse", "HTTP");
        }

        if (response.RouteResponseKey != Routes.DefaultKey)
        {
            return AwsError.BadRequest($"Invalid route response key specified: {response.RouteResponseKey}. Must be $default");
        }

        if (route.RouteResponses.Values.Any(other => other.RouteResponseKey == response.RouteResponseKey && other.RouteResponseId != response.RouteResponseId))
        {
            return AwsError.Conflict($"RouteResponse with key {response.RouteResponseKey} already exists for this route");
        }

        if (Models.CheckNames(api, response.ResponseModels.Values) is { } unknown)
        {
            return unknown;
        }

        route = route with { RouteResponses = route.RouteResponses.SetItem(response.RouteResponseId, response) };
        account = Deployments.Changed(account, api with { Routes = api.Routes.SetItem(route.RouteId, route) }, context);
        return OperationResult<RouteResponse>.Done(account, response);
    }
}
