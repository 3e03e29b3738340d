// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiParts;

/// <summary>What REST APIs look at in requests, on the wire.</summary>
internal static class RequestValidatorHandlers
{
    public static HandlerResult Create(HandlerCall call) =>
        HandlerCall.Answer(RequestValidators.CreateRequestValidator(call.Account, call.Text("restApiId"), Read(call.Input), call.Context), Wire);

    public static HandlerResult Get(HandlerCall call) =>
        HandlerCall.Answer(RequestValidators.GetRequestValidator(call.Account, call.Text("restApiId"), call.Text("requestValidatorId")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        return found.Error is { } missing ? missing : call.Items(found.Response!.RequestValidators.Values, static validator => validator.Id, Wire);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var found = RequestValidators.GetRequestValidator(call.Account, call.Text("restApiId"), call.Text("requestValidatorId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        return refused is not null
            ? refused
            : HandlerCall.Answer(RequestValidators.UpdateRequestValidator(call.Account, call.Text("restApiId"), found.Response!.Id, Read(patched!)), Wire);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(RequestValidators.DeleteRequestValidator(call.Account, call.Text("restApiId"), call.Text("requestValidatorId")), static _ => WireValue.Empty);

    private static RequestValidators.CreateRequestValidatorRequest Read(WireValue said) => new()
    {
        Name = said.GetText("name"),
        ValidateRequestBody = said.GetBoolean("validateRequestBody") ?? false,
        ValidateRequestParameters = said.GetBoolean("validateRequestParameters") ?? false,
    };

    private static WireValue Wire(RequestValidator validator) => WireValue.Structure(
        ("id", validator.Id), ("name", validator.Name), ("validateRequestBody", validator.ValidateRequestBody), ("validateRequestParameters", validator.ValidateRequestParameters));
}
