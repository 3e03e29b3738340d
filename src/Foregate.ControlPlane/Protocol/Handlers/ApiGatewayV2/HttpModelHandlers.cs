// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>JSON Schemas of HTTP and WebSocket APIs, on the wire.</summary>
internal static class HttpModelHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        var request = new Models.CreateModelRequest
        {
            Name = call.Text("Name"), Schema = call.Text("Schema"), ContentType = input.GetText("ContentType"), Description = input.GetText("Description"),
        };
        return HandlerCall.Answer(Models.CreateModel(call.Account, call.Text("ApiId"), request, call.Context), Wire);
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Models.GetModel(call.Account, call.Text("ApiId"), call.Text("ModelId")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = Apis.GetApi(call.Account, call.Text("ApiId"));
        return found.Error is { } missing ? missing : call.ItemsV2(found.Response!.Models.Values, static model => model.ModelId, Wire);
    }

    public static HandlerResult GetTemplate(HandlerCall call) => HandlerCall.Answer(
        Models.GetModelTemplate(call.Account, call.Text("ApiId"), call.Text("ModelId")), static template => WireValue.Structure(("Value", template)));

    public static HandlerResult Update(HandlerCall call)
    {
        var input = call.Input;
        var request = new Models.UpdateModelRequest
        {
            Name = input.GetText("Name"), Schema = input.GetText("Schema"), ContentType = input.GetText("ContentType"), Description = input.GetText("Description"),
        };
        return HandlerCall.Answer(Models.UpdateModel(call.Account, call.Text("ApiId"), call.Text("ModelId"), request, call.Context), Wire);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Models.DeleteModel(call.Account, call.Text("ApiId"), call.Text("ModelId"), call.Context), static _ => WireValue.Empty);

    private static WireValue Wire(Model model) => WireValue.Structure(
        ("ContentType", model.ContentType), ("Description", model.Description), ("ModelId", model.ModelId), ("Name", model.Name), ("Schema", model.Schema));
}
