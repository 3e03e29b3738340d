// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiParts;

/// <summary>How REST APIs say no, on the wire.</summary>
internal static class GatewayResponseHandlers
{
    public static HandlerResult Put(HandlerCall call) => Put(call, call.Input, call.Input.GetText("statusCode"));

    public static HandlerResult Get(HandlerCall call)
    {
        var type = TypeOf(call);
        return HandlerCall.Answer(GatewayResponses.GetGatewayResponse(call.Account, call.Text("restApiId"), type), response => Wire(type, response));
    }

    /// <summary>All that there are, said or not.</summary>
    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        return found.Error is { } missing
            ? missing
            : call.Items(
                GatewayResponseType.All,
                static type => type.Name,
                type => Wire(type, found.Response!.GatewayResponses.GetValueOrDefault(type.Name) ?? GatewayResponses.Default));
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var type = TypeOf(call);
        var found = GatewayResponses.GetGatewayResponse(call.Account, call.Text("restApiId"), type);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(type, found.Response!));
        if (refused is not null)
        {
            return refused;
        }

        // A status that is the type's own is not said by being told.
        var status = patched!.GetText("statusCode");
        return Put(call, patched, found.Response!.StatusCode is null && status == OwnStatus(type) ? null : status);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(GatewayResponses.DeleteGatewayResponse(call.Account, call.Text("restApiId"), TypeOf(call)), static _ => WireValue.Empty);

    private static HandlerResult Put(HandlerCall call, WireValue said, string? status)
    {
        var type = TypeOf(call);
        return HandlerCall.Answer(
            GatewayResponses.PutGatewayResponse(
                call.Account,
                call.Text("restApiId"),
                type,
                new GatewayResponses.PutGatewayResponseRequest
                {
                    StatusCode = status,
                    ResponseParameters = said.GetTextMap("responseParameters") ?? OrdinalMap.Empty<string>(),
                    ResponseTemplates = said.GetTextMap("responseTemplates"),
                },
                call.Context),
            response => Wire(type, response));
    }

    private static GatewayResponseType TypeOf(HandlerCall call) => GatewayResponseType.Find(call.Text("responseType"))!;

    private static string? OwnStatus(GatewayResponseType type) => type.StatusCode?.ToString(CultureInfo.InvariantCulture);

    private static WireValue Wire(GatewayResponseType type, GatewayResponse response) => WireValue.Structure(
        ("responseType", type.Name),
        ("statusCode", response.StatusCode ?? OwnStatus(type)),
        ("responseParameters", WireValue.Map(response.ResponseParameters)),
        ("responseTemplates", WireValue.Map(response.ResponseTemplates)),
        ("defaultResponse", ReferenceEquals(response, GatewayResponses.Default)));
}
