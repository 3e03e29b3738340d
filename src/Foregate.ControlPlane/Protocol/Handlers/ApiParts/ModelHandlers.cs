// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiParts;

/// <summary>The schemas of REST APIs, on the wire.</summary>
internal static class ModelHandlers
{
    public static HandlerResult Create(HandlerCall call) => HandlerCall.Answer(
        Models.CreateModel(
            call.Account,
            call.Text("restApiId"),
            new Models.CreateModelRequest
            {
                Name = call.Text("name"),
                Description = call.Input.GetText("description"),
                Schema = call.Input.GetText("schema"),
                ContentType = call.Text("contentType"),
            },
            call.Context),
        Wire);

    public static HandlerResult Get(HandlerCall call)
    {
        var found = Models.GetModel(call.Account, call.Text("restApiId"), call.Text("modelName"));
        var isFlat = call.Input.GetBoolean("flatten") ?? false;
        return HandlerCall.Answer(found, model => Wire(isFlat ? model with { Schema = ModelSchemas.Flatten(call.Account.RestApis[call.Text("restApiId")], model) } : model));
    }

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        return found.Error is { } missing ? missing : call.Items(found.Response!.Models.Values, static model => model.Name, Wire);
    }

    public static HandlerResult GetTemplate(HandlerCall call) => HandlerCall.Answer(
        ModelTemplates.GetModelTemplate(call.Account, call.Text("restApiId"), call.Text("modelName")), static template => WireValue.Structure(("value", template)));

    public static HandlerResult Update(HandlerCall call)
    {
        var found = Models.GetModel(call.Account, call.Text("restApiId"), call.Text("modelName"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        return refused is not null
            ? refused
            : HandlerCall.Answer(
                Models.UpdateModel(call.Account, call.Text("restApiId"), call.Text("modelName"), patched!.GetText("description"), patched.GetText("schema"), call.Context), Wire);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Models.DeleteModel(call.Account, call.Text("restApiId"), call.Text("modelName")), static _ => WireValue.Empty);

    private static WireValue Wire(Model model) => WireValue.Structure(
        ("id", model.Id), ("name", model.Name), ("description", model.Description), ("schema", model.Schema), ("contentType", model.ContentType));
}
