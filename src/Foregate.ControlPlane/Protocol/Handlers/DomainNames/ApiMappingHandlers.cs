// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Protocol.Handlers.DomainNames;

/// <summary>Which APIs answer below the paths of domain names, on the wire of the second interface.</summary>
internal static class ApiMappingHandlers
{
    public static HandlerResult Create(HandlerCall call) => HandlerCall.Answer(
        Mappings.CreateApiMapping(call.Account, call.Text("DomainName"), call.Text("ApiId"), call.Text("Stage"), call.Input.GetText("ApiMappingKey"), call.Context), Wire);

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Mappings.GetApiMapping(call.Account, call.Text("DomainName"), call.Text("ApiMappingId")), Wire);

    public static HandlerResult GetAll(HandlerCall call) => Domains.Find(call.Account, call.Text("DomainName"), null) is { } domain
        ? call.ItemsV2(domain.ApiMappings.Values, static mapping => mapping.ApiMappingId, Wire)
        : AwsError.NoDomainNameV2();

    public static HandlerResult Update(HandlerCall call)
    {
        var input = call.Input;
        return HandlerCall.Answer(
            Mappings.UpdateApiMapping(
                call.Account, call.Text("DomainName"), call.Text("ApiMappingId"), input.GetText("ApiId"), input.GetText("Stage"), input.GetText("ApiMappingKey"), call.Context),
            Wire);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Mappings.DeleteApiMapping(call.Account, call.Text("DomainName"), call.Text("ApiMappingId")), static _ => WireValue.Empty);

    private static WireValue Wire(ApiMapping mapping) => WireValue.Structure(
        ("ApiId", mapping.ApiId), ("ApiMappingId", mapping.ApiMappingId), ("ApiMappingKey", mapping.ApiMappingKey), ("Stage", mapping.Stage));
}
