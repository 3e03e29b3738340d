// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>What becomes of the answers of WebSocket APIs' back ends, on the wire.</summary>
internal static class HttpIntegrationResponseHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        var request = new IntegrationResponses.CreateIntegrationResponseRequest
        {
            IntegrationResponseKey = call.Text("IntegrationResponseKey"),
            ContentHandlingStrategy = HttpNames.ContentHandlings.Read(input.GetText("ContentHandlingStrategy")),
            ResponseParameters = input.GetTextMap("ResponseParameters") ?? OrdinalMap.Empty<string>(),
            ResponseTemplates = input.GetTextMap("ResponseTemplates") ?? OrdinalMap.Empty<string>(),
            TemplateSelectionExpression = input.GetText("TemplateSelectionExpression"),
        };
        return HandlerCall.Answer(
            IntegrationResponses.CreateIntegrationResponse(call.Account, call.Text("ApiId"), call.Text("IntegrationId"), request, call.Context), Wire);
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(
        IntegrationResponses.GetIntegrationResponse(call.Account, call.Text("ApiId"), call.Text("IntegrationId"), call.Text("IntegrationResponseId")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = Integrations.GetIntegration(call.Account, call.Text("ApiId"), call.Text("IntegrationId"));
        return found.Error is { } missing ? missing : call.ItemsV2(found.Response!.IntegrationResponses.Values, static response => response.IntegrationResponseId, Wire);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var input = call.Input;
        var request = new IntegrationResponses.UpdateIntegrationResponseRequest
        {
            IntegrationResponseKey = input.GetText("IntegrationResponseKey"),
            ContentHandlingStrategy = HttpNames.ContentHandlings.Read(input.GetText("ContentHandlingStrategy")),
            ResponseParameters = input.GetTextMap("ResponseParameters"),
            ResponseTemplates = input.GetTextMap("ResponseTemplates"),
            TemplateSelectionExpression = input.GetText("TemplateSelectionExpression"),
        };
        return HandlerCall.Answer(
            IntegrationResponses.UpdateIntegrationResponse(
                call.Account, call.Text("ApiId"), call.Text("IntegrationId"), call.Text("IntegrationResponseId"), request, call.Context),
            Wire);
    }

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(
        IntegrationResponses.DeleteIntegrationResponse(call.Account, call.Text("ApiId"), call.Text("IntegrationId"), call.Text("IntegrationResponseId"), call.Context),
        static _ => WireValue.Empty);

    private static WireValue Wire(IntegrationResponse response) => WireValue.Structure(
        ("ContentHandlingStrategy", response.ContentHandlingStrategy is { } handling ? HttpNames.ContentHandlings[handling] : null),
        ("IntegrationResponseId", response.IntegrationResponseId),
        ("IntegrationResponseKey", response.IntegrationResponseKey),
        ("ResponseParameters", HttpNames.Texts(response.ResponseParameters)),
        ("ResponseTemplates", HttpNames.Texts(response.ResponseTemplates)),
        ("TemplateSelectionExpression", response.TemplateSelectionExpression));
}
