// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>Frozen states of HTTP and WebSocket APIs, on the wire.</summary>
internal static class HttpDeploymentHandlers
{
    public static HandlerResult Create(HandlerCall call) => HandlerCall.Answer(
        Deployments.CreateDeployment(call.Account, call.Text("ApiId"), call.Input.GetText("StageName"), call.Input.GetText("Description"), call.Context), Wire);

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Deployments.GetDeployment(call.Account, call.Text("ApiId"), call.Text("DeploymentId")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = Apis.GetApi(call.Account, call.Text("ApiId"));
        return found.Error is { } missing ? missing : call.ItemsV2(found.Response!.Deployments.Values, static deployment => deployment.DeploymentId, Wire);
    }

    public static HandlerResult Update(HandlerCall call) => HandlerCall.Answer(
        Deployments.UpdateDeployment(call.Account, call.Text("ApiId"), call.Text("DeploymentId"), call.Input.GetText("Description")), Wire);

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Deployments.DeleteDeployment(call.Account, call.Text("ApiId"), call.Text("DeploymentId")), static _ => WireValue.Empty);

    // Made and served are one: there is no other status.
    private static WireValue Wire(Deployment deployment) => WireValue.Structure(
        ("AutoDeployed", deployment.AutoDeployed),
        ("CreatedDate", deployment.CreatedDate),
        ("DeploymentId", deployment.DeploymentId),
        ("DeploymentStatus", "DEPLOYED"),
        ("Description", deployment.Description));
}
