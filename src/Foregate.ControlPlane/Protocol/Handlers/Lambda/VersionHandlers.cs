// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.Protocol.Handlers.Lambda;

/// <summary>Versions of functions, on the wire.</summary>
internal static class VersionHandlers
{
    public static HandlerResult Publish(HandlerCall call)
    {
        var input = call.Input;
        return call.Refuse(input, "FunctionName", "CodeSha256", "Description", "RevisionId") is { } refused
            ? refused
            : HandlerCall.Answer(
                Versions.PublishVersion(
                    call.Account,
                    call.Text("FunctionName"),
                    new Versions.PublishVersionRequest
                    {
                        CodeSha256 = input.GetText("CodeSha256") is { Length: > 0 } sha256 ? sha256 : null,
                        Description = input.GetText("Description") is { Length: > 0 } description ? description : null,
                        RevisionId = input.GetText("RevisionId"),
                    },
                    call.Context),
                FunctionWire.Configuration);
    }

    public static HandlerResult GetAll(HandlerCall call) => HandlerCall.Answer(
        Versions.ListVersionsByFunction(call.Account, call.Text("FunctionName"), call.Input.GetText("Marker"), call.Input.GetInteger("MaxItems")),
        static page => FunctionWire.Page("Versions", page, FunctionWire.Configuration));
}
