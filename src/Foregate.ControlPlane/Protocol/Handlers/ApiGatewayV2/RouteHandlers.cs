// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>Routes of HTTP and WebSocket APIs, on the wire.</summary>
internal static class RouteHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return HandlerCall.Answer(
            Routes.CreateRoute(
                call.Account,
                call.Text("ApiId"),
                new Routes.CreateRouteRequest
                {
                    RouteKey = call.Text("RouteKey"),
                    Target = input.GetText("Target"),
                    AuthorizationType = HttpNames.Authorizations.Read(input.GetText("AuthorizationType")) ?? AuthorizationType.None,
                    AuthorizerId = input.GetText("AuthorizerId"),
                    AuthorizationScopes = input.GetTexts("AuthorizationScopes") ?? [],
                    ApiKeyRequired = input.GetBoolean("ApiKeyRequired") ?? false,
                    ModelSelectionExpression = input.GetText("ModelSelectionExpression"),
                    OperationName = input.GetText("OperationName"),
                    RequestModels = input.GetTextMap("RequestModels") ?? OrdinalMap.Empty<string>(),
                    RequestParameters = HttpNames.ReadParameters(input["RequestParameters"]) ?? OrdinalMap.Empty<bool>(),
                    RouteResponseSelectionExpression = input.GetText("RouteResponseSelectionExpression"),
                },
                call.Context),
            Wire);
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Routes.GetRoute(call.Account, call.Text("ApiId"), call.Text("RouteId")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = Apis.GetApi(call.Account, call.Text("ApiId"));
        return found.Error is { } missing ? missing : call.ItemsV2(found.Response!.Routes.Values, static route => route.RouteId, Wire);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var input = call.Input;
        return HandlerCall.Answer(
            Routes.UpdateRoute(
                call.Account,
                call.Text("ApiId"),
                call.Text("RouteId"),
                new Routes.UpdateRouteRequest
                {
                    RouteKey = input.GetText("RouteKey"),
                    Target = input.GetText("Target"),
                    AuthorizationType = HttpNames.Authorizations.Read(input.GetText("AuthorizationType")),
                    AuthorizerId = input.GetText("AuthorizerId"),
                    AuthorizationScopes = input.GetTexts("AuthorizationScopes"),
                    ApiKeyRequired = input.GetBoolean("ApiKeyRequired"),
                    ModelSelectionExpression = input.GetText("ModelSelectionExpression"),
                    OperationName = input.GetText("OperationName"),
                    RequestModels = input.GetTextMap("RequestModels"),
                    RequestParameters = HttpNames.ReadParameters(input["RequestParameters"]),
                    RouteResponseSelectionExpression = input.GetText("RouteResponseSelectionExpression"),
                },
                call.Context),
            Wire);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Routes.DeleteRoute(call.Account, call.Text("ApiId"), call.Text("RouteId"), call.Context), static _ => WireValue.Empty);

    public static HandlerResult DeleteRequestParameter(HandlerCall call) => HandlerCall.Answer(
        Routes.DeleteRouteRequestParameter(call.Account, call.Text("ApiId"), call.Text("RouteId"), call.Text("RequestParameterKey"), call.Context), static _ => WireValue.Empty);

    private static WireValue Wire(Route route) => WireValue.Structure(
        ("ApiGatewayManaged", route.ApiGatewayManaged ? true : null),
        ("ApiKeyRequired", route.ApiKeyRequired),
        ("AuthorizationScopes", HttpNames.Texts(route.AuthorizationScopes)),
        ("AuthorizationType", HttpNames.Authorizations[route.AuthorizationType]),
        ("AuthorizerId", route.AuthorizerId),
        ("ModelSelectionExpression", route.ModelSelectionExpression),
        ("OperationName", route.OperationName),
        ("RequestModels", HttpNames.Texts(route.RequestModels)),
        ("RequestParameters", HttpNames.Parameters(route.RequestParameters)),
        ("RouteId", route.RouteId),
        ("RouteKey", route.RouteKey),
        ("RouteResponseSelectionExpression", route.RouteResponseSelectionExpression),
        ("Target", route.Target));
}
