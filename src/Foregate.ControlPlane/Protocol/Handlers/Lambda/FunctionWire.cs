// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.Lambda;

/// <summary>Functions as they are told on the wire, and what cannot be asked of them yet.</summary>
internal static class FunctionWire
{
    /// <summary>With what AWS says of every function that asks for nothing else.</summary>
    public static WireValue Configuration(FunctionConfiguration function) => WireValue.Structure(
        ("FunctionName", function.FunctionName),
        ("FunctionArn", function.FunctionArn),
        ("Runtime", function.Runtime),
        ("Role", function.Role),
        ("Handler", function.Handler),
        ("CodeSize", function.CodeSize),
        ("Description", function.Description),
        ("Timeout", (long)function.Timeout),
        ("MemorySize", (long)function.MemorySize),
        ("LastModified", function.LastModified),
        ("CodeSha256", function.CodeSha256),
        ("Version", function.Version),
        ("Environment", function.Environment is { } variables ? WireValue.Structure(("Variables", WireValue.Map(variables))) : null),
        ("TracingConfig", WireValue.Structure(("Mode", "PassThrough"))),
        ("RevisionId", function.RevisionId),
        ("State", function.State),
        ("LastUpdateStatus", function.LastUpdateStatus),
        ("PackageType", function.PackageType),
        ("Architectures", WireValue.List(function.Architectures)),
        ("EphemeralStorage", WireValue.Structure(("Size", 512L))),
        ("SnapStart", WireValue.Structure(("ApplyOn", "None"), ("OptimizationStatus", "Off"))),
        ("LoggingConfig", WireValue.Structure(("LogFormat", "Text"), ("LogGroup", "/aws/lambda/" + function.FunctionName))));

    public static WireValue Page<T>(string member, Page<T> page, Func<T, WireValue> wire) => WireValue.Structure(
        (member, WireValue.List(page.Items.Select(wire))), ("NextMarker", page.Next));

    /// <summary>Refuses what is asked and not built. What asks for what is so anyway passes: tools spell defaults out.</summary>
    public static AwsError? Refuse(HandlerCall call, params ReadOnlySpan<string> built)
    {
        var said = call.Input;
        foreach (var (name, value) in call.Input.Entries)
        {
            if (SaysNothing(value) || IsSoAnyway(name, value, said.GetText("FunctionName")))
            {
                said = said.With((name, null));
            }
        }

        return call.Refuse(said, built);
    }

    private static bool SaysNothing(WireValue value) => value.Kind switch
    {
        WireKind.Null => true,
        WireKind.Boolean => !value.Boolean,
        WireKind.List => value.Items.IsEmpty,
        WireKind.Map => value.Entries.All(static entry => SaysNothing(entry.Value)),
        WireKind.Text => value.Text.Length == 0,
        _ => false,
    };

    private static bool IsSoAnyway(string name, WireValue value, string? functionName) => name switch
    {
        "TracingConfig" => value.GetText("Mode") == "PassThrough",
        "EphemeralStorage" => value.GetInteger("Size") == 512,
        "SnapStart" => value.GetText("ApplyOn") == "None",
        "LoggingConfig" => value.GetText("LogFormat") is null or "Text"
            && (value.GetText("LogGroup") is not { } group || (functionName is not null && group == "/aws/lambda/" + functionName.Split(':')[^1])),
        _ => false,
    };
}
