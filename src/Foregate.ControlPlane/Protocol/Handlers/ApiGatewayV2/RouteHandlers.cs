// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>Routes of HTTP APIs, on the wire.</summary>
internal static class RouteHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return Refuse(call) is { } refused
            ? refused
            : HandlerCall.Answer(
                Routes.CreateRoute(
                    call.Account,
                    call.Text("ApiId"),
                    new Routes.CreateRouteRequest { RouteKey = call.Text("RouteKey"), Target = input.GetText("Target"), OperationName = input.GetText("OperationName") },
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
        return Refuse(call) is { } refused
            ? refused
            : HandlerCall.Answer(
                Routes.UpdateRoute(
                    call.Account,
                    call.Text("ApiId"),
                    call.Text("RouteId"),
                    new Routes.UpdateRouteRequest { RouteKey = input.GetText("RouteKey"), Target = input.GetText("Target"), OperationName = input.GetText("OperationName") },
                    call.Context),
                Wire);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Routes.DeleteRoute(call.Account, call.Text("ApiId"), call.Text("RouteId"), call.Context), static _ => WireValue.Empty);

    private static AwsError? Refuse(HandlerCall call) =>
        call.Refuse(call.Input, "ApiId", "RouteId", "RouteKey", "Target", "OperationName", "AuthorizationType")
        ?? (call.Input.GetText("AuthorizationType") is null or "NONE" ? null : AwsError.NotBuilt("authorizers of routes"));

    private static WireValue Wire(Route route) => WireValue.Structure(
        ("ApiKeyRequired", false), ("AuthorizationType", "NONE"), ("OperationName", route.OperationName), ("RouteId", route.RouteId), ("RouteKey", route.RouteKey), ("Target", route.Target));
}
