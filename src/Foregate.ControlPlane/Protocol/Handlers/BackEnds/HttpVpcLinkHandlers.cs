// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.BackEnds;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.BackEnds;

/// <summary>Ways into networks of one's own, on the wire of the second interface.</summary>
internal static class HttpVpcLinkHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return TagHandlers.CheckV2(input["Tags"], call.Context) is { } refused
            ? refused
            : HandlerCall.Answer(
                HttpVpcLinks.CreateVpcLink(
                    call.Account,
                    call.Text("Name"),
                    input.GetTexts("SubnetIds") ?? [],
                    input.GetTexts("SecurityGroupIds") ?? [],
                    input.GetTextMap("Tags") ?? OrdinalMap.Empty<string>(),
                    call.CreationContext(input["Tags"])),
                // As on AWS, the answer comes before the link does.
                static link => Wire(link, isNew: true));
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(HttpVpcLinks.GetVpcLink(call.Account, call.Text("VpcLinkId")), static link => Wire(link));

    public static HandlerResult GetAll(HandlerCall call) => call.ItemsV2(call.Account.HttpVpcLinks.Values, static link => link.VpcLinkId, static link => Wire(link));

    public static HandlerResult Update(HandlerCall call) =>
        HandlerCall.Answer(HttpVpcLinks.UpdateVpcLink(call.Account, call.Text("VpcLinkId"), call.Input.GetText("Name")), static link => Wire(link));

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(HttpVpcLinks.DeleteVpcLink(call.Account, call.Text("VpcLinkId")), static _ => WireValue.Empty);

    private static WireValue Wire(VpcLink link, bool isNew = false) => WireValue.Structure(
        ("CreatedDate", link.CreatedDate),
        ("Name", link.Name),
        ("SecurityGroupIds", WireValue.List(link.SecurityGroupIds)),
        ("SubnetIds", WireValue.List(link.SubnetIds)),
        ("Tags", WireValue.Map(link.Tags)),
        ("VpcLinkId", link.VpcLinkId),
        ("VpcLinkStatus", isNew ? "PENDING" : "AVAILABLE"),
        ("VpcLinkStatusMessage", isNew ? "VPC link is provisioning ENIs" : "VPC link is ready to route traffic"),
        ("VpcLinkVersion", "V2"));
}
