// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.Collections;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Protocol.Handlers.DomainNames;

/// <summary>Ways of networks to private domain names, on the wire of the first interface.</summary>
internal static class AccessAssociationHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return TagHandlers.Check(input["tags"], call.Context) is { } refused
            ? refused
            : HandlerCall.Answer(
                AccessAssociations.CreateDomainNameAccessAssociation(
                    call.Account, call.Text("domainNameArn"), call.Text("accessAssociationSource"), input.GetTextMap("tags") ?? OrdinalMap.Empty<string>(), call.Context),
                Wire);
    }

    /// <summary>All of them are this account's own.</summary>
    public static HandlerResult GetAll(HandlerCall call) => call.Items(
        call.Input.GetText("resourceOwner") == "OTHER_ACCOUNTS" ? [] : call.Account.DomainNameAccessAssociations.Values,
        static association => association.DomainNameAccessAssociationArn,
        Wire);

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(
        AccessAssociations.DeleteDomainNameAccessAssociation(call.Account, call.Text("domainNameAccessAssociationArn")), static _ => WireValue.Empty);

    public static HandlerResult Reject(HandlerCall call) => HandlerCall.Answer(
        AccessAssociations.RejectDomainNameAccessAssociation(call.Account, call.Text("domainNameAccessAssociationArn"), call.Text("domainNameArn")), static _ => WireValue.Empty);

    private static WireValue Wire(DomainNameAccessAssociation association) => WireValue.Structure(
        ("domainNameAccessAssociationArn", association.DomainNameAccessAssociationArn),
        ("domainNameArn", association.DomainNameArn),
        ("accessAssociationSourceType", association.AccessAssociationSourceType),
        ("accessAssociationSource", association.AccessAssociationSource),
        ("tags", association.Tags.IsEmpty ? null : WireValue.Map(association.Tags)));
}
