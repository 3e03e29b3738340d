// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class DeploymentsTests
{
    private readonly RestGround _ground = new();

    [Fact]
    public void Refuses_what_could_not_answer()
    {
        Deployments.CreateDeployment(_ground.Account, _ground.ApiId, new Deployments.CreateDeploymentRequest(), Ground.Context).Refused(400, "The REST API doesn't contain any methods");
        _ground.Method();
        Deployments.CreateDeployment(_ground.Account, _ground.ApiId, new Deployments.CreateDeploymentRequest(), Ground.Context).Refused(400, "No integration defined for method");
    }

    [Fact]
    public void Freezes_the_API_so_that_later_edits_wait_for_the_next_one()
    {
        var ground = _ground.Deployed();
        var first = ground.Api.Deployments[ground.Api.Stages["prod"].DeploymentId];
        ground.Method("POST");
        ground.Mock("POST");
        ground.Do(RestApis.UpdateRestApi(ground.Account, ground.ApiId, new RestApis.UpdateRestApiRequest { BinaryMediaTypes = ["image/png"] }));
        Assert.Same(first, ground.Api.Deployments[ground.Api.Stages["prod"].DeploymentId]);
        Assert.Equal(["GET"], first.Snapshot.Resources[ground.RootId].ResourceMethods.Keys);
        Assert.Empty(first.Snapshot.BinaryMediaTypes);

        var second = ground.Deploy();
        Assert.Equal(second.Id, ground.Api.Stages["prod"].DeploymentId);
        Assert.Equal(["GET", "POST"], second.Snapshot.Resources[ground.RootId].ResourceMethods.Keys);
        Assert.Equal("image/png", second.Snapshot.BinaryMediaTypes[0]);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public void Points_an_existing_stage_and_keeps_its_variables()
    {
        var ground = _ground.Deployed();
        ground.Do(Stages.UpdateStage(ground.Account, ground.ApiId, "prod", new Stages.UpdateStageRequest { Variables = Ground.Map(("k", "v")) }, Ground.Context));
        ground.Deploy();
        Assert.Equal("v", ground.Api.Stages["prod"].Variables["k"]);
    }

    [Fact]
    public void Can_be_made_without_a_stage()
    {
        _ground.Method();
        _ground.Mock();
        _ground.Deploy(stageName: null);
        Assert.Single(_ground.Api.Deployments);
        Assert.Empty(_ground.Api.Stages);
    }

    [Fact]
    public void Changes_nothing_when_the_stage_is_refused()
    {
        _ground.Method();
        _ground.Mock();
        Deployments.CreateDeployment(_ground.Account, _ground.ApiId, new Deployments.CreateDeploymentRequest { StageName = "no good" }, Ground.Context)
            .Refused(400, "Stage name only allows a-zA-Z0-9_-");
    }

    [Fact]
    public void Is_deleted_only_when_no_stage_needs_it()
    {
        var ground = _ground.Deployed();
        var first = ground.Api.Stages["prod"].DeploymentId;
        Deployments.DeleteDeployment(ground.Account, ground.ApiId, first).Refused(400, "Active stages pointing to this deployment must be moved or deleted");
        ground.Deploy();
        ground.Do(Deployments.DeleteDeployment(ground.Account, ground.ApiId, first));
        Deployments.GetDeployment(ground.Account, ground.ApiId, first).Refused(404, "Invalid Deployment identifier specified");
    }

    [Fact]
    public void Has_the_same_id_for_the_same_content_and_another_for_the_second_of_it()
    {
        var a = new RestGround().Deployed();
        var b = new RestGround().Deployed();
        Assert.Equal(a.Api.Deployments.Keys, b.Api.Deployments.Keys);
        b.Deploy();
        Assert.Equal(2, b.Api.Deployments.Count);
    }

    [Fact]
    public void A_stage_with_a_canary_takes_canaries_only_until_it_is_without_one()
    {
        var ground = _ground.Deployed();
        ground.Do(Deployments.CreateDeployment(ground.Account, ground.ApiId, With(new CanarySettings { PercentTraffic = 5 }), Ground.Context));
        Deployments.CreateDeployment(ground.Account, ground.ApiId, With(null), Ground.Context).Refused(
            400, "Invalid deployment content specified.Non canary deployment not supported on stage prod because Canary is enabled. Provide CanarySettings in deploymentInput.");
        var next = ground.Do(Deployments.CreateDeployment(ground.Account, ground.ApiId, With(new CanarySettings { PercentTraffic = 10 }), Ground.Context));
        var stage = ground.Api.Stages["prod"];
        Assert.Equal((next.Id, 10), (stage.CanarySettings!.DeploymentId, stage.CanarySettings.PercentTraffic));

        // A deployment alone goes nowhere, and one for another stage does not meet the canary.
        ground.Deploy(stageName: null);
        ground.Deploy("other");
        ground.Do(Stages.ReplaceStage(ground.Account, ground.ApiId, stage with { CanarySettings = null }, Ground.Context));
        ground.Deploy();
    }

    private static Deployments.CreateDeploymentRequest With(CanarySettings? canary) => new() { StageName = "prod", CanarySettings = canary };
}
