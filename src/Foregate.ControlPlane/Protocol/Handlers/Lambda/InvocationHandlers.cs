// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.Lambda;

/// <summary>Invocations of functions, on the wire.</summary>
internal static class InvocationHandlers
{
    public static async ValueTask<HandlerResult> InvokeAsync(HandlerCall call, Invocations.Executor functions, CancellationToken cancellationToken)
    {
        var input = call.Input;
        if (call.Refuse(input, "FunctionName", "InvocationType", "LogType", "ClientContext", "Payload", "Qualifier") is { } refused)
        {
            return refused;
        }

        var request = new Invocations.InvocationRequest
        {
            FunctionName = call.Text("FunctionName"),
            Qualifier = input.GetText("Qualifier"),
            InvocationType = input.GetText("InvocationType"),
            LogType = input.GetText("LogType"),
            ClientContext = input.GetText("ClientContext"),
            Payload = input["Payload"]?.Bytes ?? default,
        };
        var result = await Invocations.InvokeAsync(call.Account, request, functions, call.Context, cancellationToken);
        return HandlerCall.Answer(result, static response => WireValue.Structure(
            ("StatusCode", (long)response.StatusCode),
            ("FunctionError", response.FunctionError),
            ("LogResult", response.LogResult),
            ("ExecutedVersion", response.ExecutedVersion),
            ("Payload", response.Payload.IsEmpty ? null : WireValue.Of(response.Payload.ToArray())))) with { RequestId = result.Response?.RequestId };
    }
}
