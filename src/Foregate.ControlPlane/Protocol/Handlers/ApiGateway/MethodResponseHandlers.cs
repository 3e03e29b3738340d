// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>What methods of REST APIs declare to answer, on the wire.</summary>
internal static class MethodResponseHandlers
{
    public static HandlerResult Put(HandlerCall call) => Put(call, call.Account, call.Input);

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(
        MethodResponses.GetMethodResponse(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod"), call.Text("statusCode")), Wire);

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(
        MethodResponses.DeleteMethodResponse(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod"), call.Text("statusCode")), static _ => WireValue.Empty);

    public static HandlerResult Update(HandlerCall call)
    {
        var found = MethodResponses.DeleteMethodResponse(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod"), call.Text("statusCode"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        return refused is not null ? refused : Put(call, found.Account!, patched!);
    }

    public static WireValue Wire(MethodResponse response) => WireValue.Structure(
        ("statusCode", response.StatusCode),
        ("responseParameters", MethodHandlers.Flags(response.ResponseParameters)),
        ("responseModels", response.ResponseModels.IsEmpty ? null : WireValue.Map(response.ResponseModels)));

    private static HandlerResult Put(HandlerCall call, Account account, WireValue said)
    {
        var (restApiId, resourceId, httpMethod) = (call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod"));
        return HandlerCall.Answer(
            MethodResponses.PutMethodResponse(
                account,
                restApiId,
                resourceId,
                httpMethod,
                call.Text("statusCode"),
                MethodHandlers.ReadFlags(said["responseParameters"]),
                said.GetTextMap("responseModels") ?? OrdinalMap.Empty<string>()),
            Wire);
    }
}
