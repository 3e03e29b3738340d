// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.BackEnds;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.BackEnds;

/// <summary>Ways to network load balancers, on the wire of the first interface.</summary>
internal static class VpcLinkHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return TagHandlers.Check(input["tags"], call.Context) is { } refused
            ? refused
            : HandlerCall.Answer(
                VpcLinks.CreateVpcLink(
                    call.Account,
                    call.Text("name"),
                    input.GetText("description"),
                    input.GetTexts("targetArns") ?? [],
                    input.GetTextMap("tags") ?? OrdinalMap.Empty<string>(),
                    call.CreationContext(input["tags"])),
                // As on AWS, the answer comes before the link does.
                static link => Wire(link, isNew: true));
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(VpcLinks.GetVpcLink(call.Account, call.Text("vpcLinkId")), static link => Wire(link));

    public static HandlerResult GetAll(HandlerCall call) => call.Items(call.Account.VpcLinks.Values, static link => link.Id, static link => Wire(link));

    public static HandlerResult Update(HandlerCall call)
    {
        var found = VpcLinks.GetVpcLink(call.Account, call.Text("vpcLinkId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        return refused is not null
            ? refused
            : HandlerCall.Answer(VpcLinks.UpdateVpcLink(call.Account, found.Response!.Id, patched!.GetText("name"), patched.GetText("description")), static link => Wire(link));
    }

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(VpcLinks.DeleteVpcLink(call.Account, call.Text("vpcLinkId")), static _ => WireValue.Empty);

    private static WireValue Wire(VpcLink link, bool isNew = false) => WireValue.Structure(
        ("id", link.Id),
        ("name", link.Name),
        ("description", link.Description),
        ("targetArns", WireValue.List(link.TargetArns)),
        ("status", isNew ? "PENDING" : "AVAILABLE"),
        ("statusMessage", isNew ? null : "Your vpc link is ready for use"),
        ("tags", isNew && link.Tags.IsEmpty ? null : WireValue.Map(link.Tags)));
}
