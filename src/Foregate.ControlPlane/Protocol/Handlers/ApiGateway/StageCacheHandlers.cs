// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>What stages keep of answers and of authorizers' decisions, on the wire.</summary>
internal static class StageCacheHandlers
{
    public static HandlerResult Flush(HandlerCall call)
    {
        var found = FlushAuthorizers(call);
        if (found.Error is null)
        {
            call.FlushStageCache(call.Text("restApiId"), call.Text("stageName"));
        }

        return found;
    }

    /// <summary>No decision is kept yet, so all of them are gone at once.</summary>
    public static HandlerResult FlushAuthorizers(HandlerCall call) =>
        HandlerCall.Answer(Stages.GetStage(call.Account, call.Text("restApiId"), call.Text("stageName")), static _ => WireValue.Empty);
}
