// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>Frozen states of REST APIs, on the wire.</summary>
internal static class DeploymentHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return HandlerCall.Answer(
            Deployments.CreateDeployment(
                call.Account,
                call.Text("restApiId"),
                new Deployments.CreateDeploymentRequest
                {
                    StageName = input.GetText("stageName") is { Length: > 0 } name ? name : null,
                    Description = input.GetText("description"),
                    StageDescription = input.GetText("stageDescription"),
                    Variables = input.GetTextMap("variables"),
                    CacheClusterEnabled = input.GetBoolean("cacheClusterEnabled"),
                    CacheClusterSize = input.GetText("cacheClusterSize"),
                    TracingEnabled = input.GetBoolean("tracingEnabled"),
                    CanarySettings = StageWire.ReadCanary(input["canarySettings"]),
                },
                call.Context),
            static deployment => Wire(deployment, false));
    }

    public static HandlerResult Get(HandlerCall call)
    {
        var isEmbedded = call.Input["embed"]?.Items.Any(static item => item.Text == "apisummary") ?? false;
        return HandlerCall.Answer(Deployments.GetDeployment(call.Account, call.Text("restApiId"), call.Text("deploymentId")), deployment => Wire(deployment, isEmbedded));
    }

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        return found.Error is { } missing ? missing : call.Items(found.Response!.Deployments.Values, static deployment => deployment.Id, static deployment => Wire(deployment, false));
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var found = Deployments.GetDeployment(call.Account, call.Text("restApiId"), call.Text("deploymentId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!, false));
        return refused is not null
            ? refused
            : HandlerCall.Answer(
                Deployments.UpdateDeployment(call.Account, call.Text("restApiId"), found.Response!.Id, patched!.GetText("description")), static deployment => Wire(deployment, false));
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Deployments.DeleteDeployment(call.Account, call.Text("restApiId"), call.Text("deploymentId")), static _ => WireValue.Empty);

    private static WireValue Wire(Deployment deployment, bool isEmbedded) => WireValue.Structure(
        ("id", deployment.Id), ("description", deployment.Description), ("createdDate", deployment.CreatedDate), ("apiSummary", isEmbedded ? Summary(deployment.Snapshot) : null));

    private static WireValue Summary(ApiSnapshot snapshot) => WireValue.Map(snapshot.Resources.Values
        .Where(static resource => !resource.ResourceMethods.IsEmpty)
        .OrderBy(static resource => resource.Path, StringComparer.Ordinal)
        .Select(static resource => KeyValuePair.Create(resource.Path, WireValue.Map(resource.ResourceMethods.Select(static method => KeyValuePair.Create(
            method.Key,
            WireValue.Structure(("authorizationType", MethodHandlers.Wire(method.Value, "")["authorizationType"]), ("apiKeyRequired", method.Value.ApiKeyRequired))))))));
}
