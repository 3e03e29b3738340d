// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>What stages keep of answers and of authorizers' decisions, on the wire.</summary>
internal static class StageCacheHandlers
{
    public static HandlerResult Flush(HandlerCall call) => Flush(call, call.FlushStageCache);

    public static HandlerResult FlushAuthorizers(HandlerCall call) => Flush(call, call.FlushStageAuthorizersCache);

    private static HandlerResult Flush(HandlerCall call, Action<string, string> flush)
    {
        var (api, stage) = (call.Text("restApiId"), call.Text("stageName"));
        var found = Stages.GetStage(call.Account, api, stage);
        if (found.Error is null)
        {
            flush(api, stage);
        }

        return HandlerCall.Answer(found, static _ => WireValue.Empty);
    }
}
