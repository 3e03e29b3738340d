// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.Lambda;

/// <summary>How often functions may run at the same time, on the wire.</summary>
internal static class ConcurrencyHandlers
{
    public static HandlerResult Put(HandlerCall call) => HandlerCall.Answer(
        Concurrency.PutFunctionConcurrency(call.Account, call.Text("FunctionName"), call.Input.GetInteger("ReservedConcurrentExecutions")!.Value, call.Context), Wire);

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Concurrency.GetFunctionConcurrency(call.Account, call.Text("FunctionName")), Wire);

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(Concurrency.DeleteFunctionConcurrency(call.Account, call.Text("FunctionName")), static _ => WireValue.Empty);

    private static WireValue Wire(Concurrency.ConcurrencyResponse concurrency) => WireValue.Structure(("ReservedConcurrentExecutions", (long?)concurrency.ReservedConcurrentExecutions));
}
