// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>The names under which deployments of REST APIs are served, on the wire.</summary>
internal static class StageHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return TagHandlers.Check(input["tags"], call.Context) is { } refused
            ? refused
            : HandlerCall.Answer(
                Stages.CreateStage(
                    call.Account,
                    call.Text("restApiId"),
                    new Stages.CreateStageRequest
                    {
                        StageName = call.Text("stageName"),
                        DeploymentId = call.Text("deploymentId"),
                        Description = input.GetText("description"),
                        Variables = input.GetTextMap("variables") ?? OrdinalMap.Empty<string>(),
                        CacheClusterEnabled = input.GetBoolean("cacheClusterEnabled") ?? false,
                        CacheClusterSize = input.GetText("cacheClusterSize"),
                        DocumentationVersion = input.GetText("documentationVersion"),
                        CanarySettings = StageWire.ReadCanary(input["canarySettings"]),
                        TracingEnabled = input.GetBoolean("tracingEnabled") ?? false,
                        Tags = input.GetTextMap("tags") ?? OrdinalMap.Empty<string>(),
                    },
                    call.Context),
                StageWire.Write);
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Stages.GetStage(call.Account, call.Text("restApiId"), call.Text("stageName")), StageWire.Write);

    /// <summary>The only list of the first interface without pages.</summary>
    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var deployment = call.Input.GetText("deploymentId");
        return call.Answer(WireValue.Structure(
            ("item", WireValue.List(found.Response!.Stages.Values.Where(stage => deployment is null || stage.DeploymentId == deployment).Select(StageWire.Write)))));
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Stages.DeleteStage(call.Account, call.Text("restApiId"), call.Text("stageName")), static _ => WireValue.Empty);

    public static HandlerResult Update(HandlerCall call)
    {
        var found = Stages.GetStage(call.Account, call.Text("restApiId"), call.Text("stageName"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(StageWire.Write(found.Response!));
        return refused is not null
            ? refused
            : HandlerCall.Answer(Stages.ReplaceStage(call.Account, call.Text("restApiId"), StageWire.Read(patched!, found.Response!), call.Context), StageWire.Write);
    }
}
