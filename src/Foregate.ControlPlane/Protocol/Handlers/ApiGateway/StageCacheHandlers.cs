// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>What stages keep of answers and of authorizers' decisions, on the wire. Nothing is kept yet, so all of it is gone at once.</summary>
internal static class StageCacheHandlers
{
    public static HandlerResult Flush(HandlerCall call) =>
        HandlerCall.Answer(Stages.GetStage(call.Account, call.Text("restApiId"), call.Text("stageName")), static _ => WireValue.Empty);
}
