// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class DeploymentsTests
{
    private readonly HttpGround _ground = new();

    [Fact]
    public void Freezes_routes_integrations_and_CORS()
    {
        _ground.Stage("dev", autoDeploy: false);
        var integration = _ground.Integration();
        _ground.Route("GET /x", $"integrations/{integration.IntegrationId}");
        var first = Deploy();
        _ground.Route("GET /y");
        _ground.Do(Apis.UpdateApi(_ground.Account, _ground.ApiId, new Apis.UpdateApiRequest { CorsConfiguration = new Cors { AllowOrigins = ["*"] } }, Ground.Context));
        Assert.Equal(first.DeploymentId, _ground.Api.Stages["dev"].DeploymentId);
        Assert.Equal((1, 1), (first.Snapshot.Routes.Count, first.Snapshot.Integrations.Count));
        Assert.Null(first.Snapshot.CorsConfiguration);
        var second = Deploy();
        Assert.Equal(2, second.Snapshot.Routes.Count);
        Assert.Equal("*", second.Snapshot.CorsConfiguration!.AllowOrigins[0]);
        Assert.Equal(second.DeploymentId, _ground.Api.Stages["dev"].DeploymentId);
    }

    [Fact]
    public void Follows_every_change_on_stages_that_deploy_by_themselves()
    {
        _ground.Stage();
        _ground.Stage("dev", autoDeploy: false);
        var integration = _ground.Integration();
        var route = _ground.Route("GET /x", $"integrations/{integration.IntegrationId}");
        Assert.Equal(["GET /x"], Served());
        _ground.Do(Routes.DeleteRoute(_ground.Account, _ground.ApiId, route.RouteId, Ground.Context));
        Assert.Equal([], Served());
        Assert.Null(_ground.Api.Stages["dev"].DeploymentId);

        string[] Served() => [.. _ground.Api.Deployments[_ground.Api.Stages["$default"].DeploymentId!].Snapshot.Routes.Values.Select(served => served.RouteKey)];
    }

    [Fact]
    public void Is_refused_by_hand_where_it_happens_by_itself()
    {
        _ground.Stage();
        Deployments.CreateDeployment(_ground.Account, _ground.ApiId, "$default", null, Ground.Context)
            .Refused(400, "Deployment ID cannot be set on stage because AutoDeploy is enabled");
        Deployments.CreateDeployment(_ground.Account, _ground.ApiId, "nobody", null, Ground.Context).Refused(404, "Invalid stage identifier specified");
    }

    [Fact]
    public void Is_deleted_only_when_no_stage_needs_it()
    {
        _ground.Stage("dev", autoDeploy: false);
        var first = Deploy();
        Deployments.DeleteDeployment(_ground.Account, _ground.ApiId, first.DeploymentId).Refused(400, "Active stages pointing to this deployment must be moved or deleted");
        _ground.Route("GET /x");
        Deploy();
        _ground.Do(Deployments.DeleteDeployment(_ground.Account, _ground.ApiId, first.DeploymentId));
        Deployments.GetDeployment(_ground.Account, _ground.ApiId, first.DeploymentId).Refused(404, "Invalid Deployment identifier specified");
    }

    [Fact]
    public void Needs_a_route_where_connections_are_served()
    {
        var ground = new HttpGround(ProtocolType.WebSocket);
        Deployments.CreateDeployment(ground.Account, ground.ApiId, null, null, Ground.Context).Refused(400, "At least one route is required before deploying the Api.");
        var stage = ground.Stage("dev");
        Assert.Equal((null, "Deployment attempt failed: At least one route is required before deploying the Api."), (stage.DeploymentId, stage.LastDeploymentStatusMessage));
        var integration = ground.Integration(new Integrations.CreateIntegrationRequest { IntegrationType = IntegrationType.Mock });
        ground.Route("$default", "integrations/" + integration.IntegrationId);
        stage = ground.Api.Stages["dev"];
        Assert.Equal($"Successfully deployed stage with deployment ID '{stage.DeploymentId}'", stage.LastDeploymentStatusMessage);
    }

    private Deployment Deploy() => _ground.Do(Deployments.CreateDeployment(_ground.Account, _ground.ApiId, "dev", "by hand", Ground.Context));
}
