// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.BackEnds;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.BackEnds;

/// <summary>What the gateway shows to back ends, on the wire. The private key is never told.</summary>
internal static class ClientCertificateHandlers
{
    public static HandlerResult Generate(HandlerCall call)
    {
        var input = call.Input;
        return TagHandlers.Check(input["tags"], call.Context) is { } refused
            ? refused
            : HandlerCall.Answer(
                ClientCertificates.GenerateClientCertificate(
                    call.Account, input.GetText("description"), input.GetTextMap("tags") ?? OrdinalMap.Empty<string>(), call.CreationContext(input["tags"])),
                static certificate => Wire(certificate, isNew: true));
    }

    public static HandlerResult Get(HandlerCall call) =>
        HandlerCall.Answer(ClientCertificates.GetClientCertificate(call.Account, call.Text("clientCertificateId")), static certificate => Wire(certificate));

    public static HandlerResult GetAll(HandlerCall call) =>
        call.Items(call.Account.ClientCertificates.Values, static certificate => certificate.ClientCertificateId, static certificate => Wire(certificate));

    public static HandlerResult Update(HandlerCall call)
    {
        var found = ClientCertificates.GetClientCertificate(call.Account, call.Text("clientCertificateId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        return refused is not null
            ? refused
            : HandlerCall.Answer(
                ClientCertificates.UpdateClientCertificate(call.Account, found.Response!.ClientCertificateId, patched!.GetText("description")),
                static certificate => Wire(certificate));
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(ClientCertificates.DeleteClientCertificate(call.Account, call.Text("clientCertificateId")), static _ => WireValue.Empty);

    private static WireValue Wire(ClientCertificate certificate, bool isNew = false) => WireValue.Structure(
        ("clientCertificateId", certificate.ClientCertificateId),
        ("description", certificate.Description),
        ("pemEncodedCertificate", certificate.PemEncodedCertificate),
        ("createdDate", certificate.CreatedDate),
        ("expirationDate", certificate.ExpirationDate),
        ("tags", isNew && certificate.Tags.IsEmpty ? null : WireValue.Map(certificate.Tags)));
}
