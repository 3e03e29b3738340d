// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>What routes of WebSocket APIs send back, on the wire.</summary>
internal static class RouteResponseHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        var request = new RouteResponses.CreateRouteResponseRequest
        {
            RouteResponseKey = call.Text("RouteResponseKey"),
            ModelSelectionExpression = input.GetText("ModelSelectionExpression"),
            ResponseModels = input.GetTextMap("ResponseModels") ?? OrdinalMap.Empty<string>(),
            ResponseParameters = HttpNames.ReadParameters(input["ResponseParameters"]) ?? OrdinalMap.Empty<bool>(),
        };
        return HandlerCall.Answer(RouteResponses.CreateRouteResponse(call.Account, call.Text("ApiId"), call.Text("RouteId"), request, call.Context), Wire);
    }

    public static HandlerResult Get(HandlerCall call) =>
        HandlerCall.Answer(RouteResponses.GetRouteResponse(call.Account, call.Text("ApiId"), call.Text("RouteId"), call.Text("RouteResponseId")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = Routes.GetRoute(call.Account, call.Text("ApiId"), call.Text("RouteId"));
        return found.Error is { } missing ? missing : call.ItemsV2(found.Response!.RouteResponses.Values, static response => response.RouteResponseId, Wire);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var input = call.Input;
        var request = new RouteResponses.UpdateRouteResponseRequest
        {
            RouteResponseKey = input.GetText("RouteResponseKey"),
            ModelSelectionExpression = input.GetText("ModelSelectionExpression"),
            ResponseModels = input.GetTextMap("ResponseModels"),
            ResponseParameters = HttpNames.ReadParameters(input["ResponseParameters"]),
        };
        return HandlerCall.Answer(
            RouteResponses.UpdateRouteResponse(call.Account, call.Text("ApiId"), call.Text("RouteId"), call.Text("RouteResponseId"), request, call.Context), Wire);
    }

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(
        RouteResponses.DeleteRouteResponse(call.Account, call.Text("ApiId"), call.Text("RouteId"), call.Text("RouteResponseId"), call.Context), static _ => WireValue.Empty);

    private static WireValue Wire(RouteResponse response) => WireValue.Structure(
        ("ModelSelectionExpression", response.ModelSelectionExpression),
        ("ResponseModels", HttpNames.Texts(response.ResponseModels)),
        ("ResponseParameters", HttpNames.Parameters(response.ResponseParameters)),
        ("RouteResponseId", response.RouteResponseId),
        ("RouteResponseKey", response.RouteResponseKey));
}
