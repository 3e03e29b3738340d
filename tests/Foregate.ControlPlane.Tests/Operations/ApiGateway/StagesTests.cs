// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class StagesTests
{
    private readonly RestGround _ground = new RestGround().Deployed();

    [Fact]
    public void Makes_a_stage_with_AWS_defaults()
    {
        var stage = Create("dev").Done(out var account);
        Assert.Equal(("dev", 0, 0), (stage.StageName, stage.MethodSettings.Count, stage.Variables.Count));
        Assert.Equal((Ground.Context.Now, Ground.Context.Now), (stage.CreatedDate, stage.LastUpdatedDate));
        Assert.Same(stage, Stages.GetStage(account, _ground.ApiId, "dev").Done());
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        Create("prod").Refused(409, "Stage already exists");
        Create("a b").Refused(400, "Stage name only allows a-zA-Z0-9_-");
        Create("dev", deploymentId: "nobody").Refused(404, "Invalid Deployment identifier specified");
        Stages.GetStage(_ground.Account, _ground.ApiId, "nobody").Refused(404, "Invalid stage identifier specified");
        Stages.UpdateStage(_ground.Account, _ground.ApiId, "nobody", new Stages.UpdateStageRequest(), Ground.Context).Refused(404, "Invalid stage identifier specified");
        Stages.DeleteStage(_ground.Account, _ground.ApiId, "nobody").Refused(404, "Invalid stage identifier specified");
    }

    [Fact]
    public void Updates_only_what_is_given_and_when()
    {
        var later = Ground.Context with { Now = Ground.Context.Now.AddHours(1) };
        var request = new Stages.UpdateStageRequest
        {
            MethodSettings = Ground.Map(("*/*", new MethodSetting { ThrottlingRateLimit = 1 }), ("pets/{id}/GET", new MethodSetting()), ("/GET", new MethodSetting())),
            AccessLogSettings = new AccessLogSettings { Format = "$context.requestId" },
        };
        var before = _ground.Api.Stages["prod"];
        var stage = Stages.UpdateStage(_ground.Account, _ground.ApiId, "prod", request, later).Done();
        Assert.Equal((3, "$context.requestId", before.DeploymentId), (stage.MethodSettings.Count, stage.AccessLogSettings!.Format, stage.DeploymentId));
        Assert.Equal((before.CreatedDate, later.Now), (stage.CreatedDate, stage.LastUpdatedDate));
    }

    [Theory]
    [InlineData("pets")]
    [InlineData("pets/get")]
    [InlineData("pets/*")]
    public void Refuses_settings_of_no_method(string key) => Stages
        .UpdateStage(_ground.Account, _ground.ApiId, "prod", new Stages.UpdateStageRequest { MethodSettings = Ground.Map((key, new MethodSetting())) }, Ground.Context)
        .Refused(400, $"Invalid method setting path: /{key}. Must be one of: [/*/*, /{{resourcePath}}/{{httpMethod}}]");

    [Fact]
    public void Refuses_negative_limits() => Stages
        .UpdateStage(_ground.Account, _ground.ApiId, "prod", new Stages.UpdateStageRequest { MethodSettings = Ground.Map(("*/*", new MethodSetting { ThrottlingRateLimit = -2 })) }, Ground.Context)
        .Refused(400, "Throttling limits must be non-negative numbers");

    [Fact]
    public void Keeps_the_quota_that_is_configured()
    {
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { StagesPerApi = 1 } };
        var request = new Stages.CreateStageRequest { StageName = "dev", DeploymentId = _ground.Api.Deployments.Keys.Single() };
        Assert.Equal(429, Stages.CreateStage(_ground.Account, _ground.ApiId, request, context).Error!.StatusCode);
    }

    [Fact]
    public void Is_deleted_without_the_deployment()
    {
        _ground.Do(Stages.DeleteStage(_ground.Account, _ground.ApiId, "prod"));
        Assert.Empty(_ground.Api.Stages);
        Assert.Single(_ground.Api.Deployments);
    }

    [Fact]
    public void Keeps_every_member_that_names_what_is_there()
    {
        var deployment = _ground.Api.Deployments.Keys.Single();
        var request = new Stages.CreateStageRequest
        {
            StageName = "dev",
            DeploymentId = deployment,
            CacheClusterEnabled = true,
            CacheClusterSize = "0.5",
            TracingEnabled = true,
            CanarySettings = new CanarySettings { PercentTraffic = 5 },
        };
        var stage = Stages.CreateStage(_ground.Account, _ground.ApiId, request, Ground.Context).Done();
        Assert.Equal((true, "0.5", true, deployment), (stage.CacheClusterEnabled, stage.CacheClusterSize, stage.TracingEnabled, stage.CanarySettings!.DeploymentId));
        Refused(request with { CacheClusterSize = "7" }, 400, "Invalid cache cluster size specified: 7. Must be one of: [0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118, 237]");
        Refused(request with { DocumentationVersion = "none" }, 404, "Invalid Documentation version specified");
        Refused(request with { CanarySettings = new CanarySettings { DeploymentId = "none" } }, 400, "Deployment id does not exist");
        Refused(request with { CanarySettings = new CanarySettings { PercentTraffic = 101 } }, 400, "Canary percent traffic must be between 0.0 and 100.0");
    }

    [Fact]
    public void Replaces_a_stage_as_a_whole()
    {
        var stage = _ground.Api.Stages["prod"] with { Description = "new" };
        Assert.Equal("new", Stages.ReplaceStage(_ground.Account, _ground.ApiId, stage, Ground.Context).Done().Description);
        Stages.ReplaceStage(_ground.Account, _ground.ApiId, stage with { DeploymentId = "none" }, Ground.Context).Refused(400, "Deployment id does not exist");
        Stages.ReplaceStage(_ground.Account, _ground.ApiId, stage with { ClientCertificateId = "none" }, Ground.Context).Refused(404, "Invalid Client Certificate identifier specified");
        Stages.ReplaceStage(_ground.Account, _ground.ApiId, stage with { StageName = "none" }, Ground.Context).Refused(404, "Invalid stage identifier specified");
    }

    private void Refused(Stages.CreateStageRequest request, int status, string message) => Stages.CreateStage(_ground.Account, _ground.ApiId, request, Ground.Context).Refused(status, message);

    private OperationResult<Stage> Create(string name, string? deploymentId = null) => Stages.CreateStage(
        _ground.Account, _ground.ApiId, new Stages.CreateStageRequest { StageName = name, DeploymentId = deploymentId ?? _ground.Api.Deployments.Keys.Single() }, Ground.Context);
}
