// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.Lambda;

/// <summary>Aliases of functions, on the wire.</summary>
internal static class AliasHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return FunctionWire.Refuse(call, "FunctionName", "Name", "FunctionVersion", "Description") is { } refused
            ? refused
            : HandlerCall.Answer(
                Aliases.CreateAlias(
                    call.Account,
                    call.Text("FunctionName"),
                    new Aliases.CreateAliasRequest { Name = call.Text("Name"), FunctionVersion = call.Text("FunctionVersion"), Description = input.GetText("Description") }),
                Wire);
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Aliases.GetAlias(call.Account, call.Text("FunctionName"), call.Text("Name")), Wire);

    public static HandlerResult GetAll(HandlerCall call) => HandlerCall.Answer(
        Aliases.ListAliases(call.Account, call.Text("FunctionName"), call.Input.GetText("FunctionVersion"), call.Input.GetText("Marker"), call.Input.GetInteger("MaxItems")),
        static page => FunctionWire.Page("Aliases", page, Wire));

    public static HandlerResult Update(HandlerCall call)
    {
        var input = call.Input;
        return FunctionWire.Refuse(call, "FunctionName", "Name", "FunctionVersion", "Description", "RevisionId") is { } refused
            ? refused
            : HandlerCall.Answer(
                Aliases.UpdateAlias(
                    call.Account,
                    call.Text("FunctionName"),
                    call.Text("Name"),
                    new Aliases.UpdateAliasRequest
                    {
                        FunctionVersion = input.GetText("FunctionVersion"),
                        Description = input.GetText("Description"),
                        RevisionId = input.GetText("RevisionId"),
                    }),
                Wire);
    }

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(
        Aliases.DeleteAlias(call.Account, call.Text("FunctionName"), call.Text("Name")), static _ => WireValue.Empty);

    private static WireValue Wire(Aliases.AliasConfiguration alias) => WireValue.Structure(
        ("AliasArn", alias.AliasArn),
        ("Name", alias.Name),
        ("FunctionVersion", alias.FunctionVersion),
        ("Description", alias.Description),
        ("RevisionId", alias.RevisionId));
}
