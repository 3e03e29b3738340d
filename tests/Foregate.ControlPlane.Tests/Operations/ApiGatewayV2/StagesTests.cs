// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class StagesTests
{
    private readonly HttpGround _ground = new();

    [Fact]
    public void Makes_gets_and_deletes()
    {
        var stage = _ground.Stage("dev", autoDeploy: false);
        Assert.Null(stage.DeploymentId);
        Assert.Same(stage, Stages.GetStage(_ground.Account, _ground.ApiId, "dev").Done());
        _ground.Do(Stages.DeleteStage(_ground.Account, _ground.ApiId, "dev"));
        Stages.GetStage(_ground.Account, _ground.ApiId, "dev").Refused(404, "Invalid stage identifier specified");
    }

    [Fact]
    public void Deploys_at_once_when_it_deploys_by_itself()
    {
        _ground.Route("GET /x");
        var stage = _ground.Stage();
        Assert.Single(_ground.Api.Deployments[stage.DeploymentId!].Snapshot.Routes);
        Assert.True(_ground.Api.Deployments[stage.DeploymentId!].AutoDeployed);
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        _ground.Stage();
        Create(new Stages.CreateStageRequest { StageName = "$default" }).Refused(409, "Stage already exists");
        Create(new Stages.CreateStageRequest { StageName = "$other" }).Refused(400, "Stage name only allows a-zA-Z0-9_-");
        Create(new Stages.CreateStageRequest { StageName = "dev", DeploymentId = "nobody" }).Refused(404, "Invalid Deployment identifier specified");
        Create(new Stages.CreateStageRequest { StageName = "dev", RouteSettings = Ground.Map(("GET /nowhere", new RouteSettings())) })
            .Refused(404, "Unable to find Route by key GET /nowhere within the provided RouteSettings");
        Create(new Stages.CreateStageRequest { StageName = "dev", DefaultRouteSettings = new RouteSettings { ThrottlingRateLimit = -1 } })
            .Refused(400, "Throttling limits must be non-negative numbers");
    }

    [Fact]
    public void Refuses_a_deployment_while_it_deploys_by_itself()
    {
        var stage = _ground.Stage();
        Stages.UpdateStage(_ground.Account, _ground.ApiId, "$default", new Stages.UpdateStageRequest { DeploymentId = stage.DeploymentId }, Ground.Context)
            .Refused(400, "Deployment ID cannot be set on stage because AutoDeploy is enabled");
    }

    [Fact]
    public void Updates_only_what_is_given()
    {
        _ground.Stage("dev", autoDeploy: false);
        var stage = _ground.Do(Stages.UpdateStage(
            _ground.Account, _ground.ApiId, "dev", new Stages.UpdateStageRequest { StageVariables = Ground.Map(("k", "any value, even ünusual")) }, Ground.Context));
        Assert.Equal(("any value, even ünusual", false), (stage.StageVariables["k"], stage.AutoDeploy));
        stage = _ground.Do(Stages.UpdateStage(_ground.Account, _ground.ApiId, "dev", new Stages.UpdateStageRequest { AutoDeploy = true }, Ground.Context));
        Assert.NotNull(stage.DeploymentId);
        Assert.Single(stage.StageVariables);
    }

    [Fact]
    public void Merges_settings_and_takes_away_variables_that_are_said_empty()
    {
        _ground.Route("GET /x");
        Create(new Stages.CreateStageRequest
        {
            StageName = "dev",
            StageVariables = Ground.Map(("a", "1"), ("b", "2")),
            DefaultRouteSettings = new RouteSettings { ThrottlingBurstLimit = 1, DetailedMetricsEnabled = true },
            RouteSettings = Ground.Map(("GET /x", new RouteSettings { ThrottlingBurstLimit = 2 })),
        }).Done(out var account);
        var update = new Stages.UpdateStageRequest
        {
            StageVariables = Ground.Map(("a", ""), ("c", "3")),
            DefaultRouteSettings = new RouteSettings { ThrottlingRateLimit = 4 },
            RouteSettings = Ground.Map(("GET /x", new RouteSettings { ThrottlingRateLimit = 5 })),
        };
        var stage = Stages.UpdateStage(account, _ground.ApiId, "dev", update, Ground.Context).Done();
        Assert.Equal(["b", "c"], stage.StageVariables.Keys);
        Assert.Equal(new RouteSettings { ThrottlingBurstLimit = 1, ThrottlingRateLimit = 4, DetailedMetricsEnabled = true }, stage.DefaultRouteSettings);
        Assert.Equal(new RouteSettings { ThrottlingBurstLimit = 2, ThrottlingRateLimit = 5 }, stage.RouteSettings["GET /x"]);
    }

    [Fact]
    public void Keeps_apart_what_the_protocols_have()
    {
        Create(new Stages.CreateStageRequest { StageName = "dev", ClientCertificateId = "c" }).Refused(400, "ClientCertificateId is not supported for HTTP APIs");
        Create(new Stages.CreateStageRequest { StageName = "dev", DefaultRouteSettings = new RouteSettings { LoggingLevel = "INFO" } })
            .Refused(400, "Execution logs are not supported on protocolType HTTP");
        var ground = new HttpGround(ProtocolType.WebSocket);
        ground.Stage("dev", autoDeploy: false);
        Stages.CreateStage(ground.Account, ground.ApiId, new Stages.CreateStageRequest { StageName = "$default" }, Ground.Context).Refused(400, "Stage name only allows a-zA-Z0-9_-");
        Stages.CreateStage(ground.Account, ground.ApiId, new Stages.CreateStageRequest { StageName = "a", ClientCertificateId = "c" }, Ground.Context)
            .Refused(404, "Invalid Client Certificate identifier specified");
        var update = new Stages.UpdateStageRequest { DefaultRouteSettings = new RouteSettings { LoggingLevel = "INFO", DataTraceEnabled = true } };
        Assert.Equal("INFO", ground.Do(Stages.UpdateStage(ground.Account, ground.ApiId, "dev", update, Ground.Context)).DefaultRouteSettings.LoggingLevel);
    }

    [Fact]
    public void Has_nothing_to_forget_of_authorizers()
    {
        _ground.Stage("dev", autoDeploy: false);
        Assert.Equal("dev", Stages.ResetAuthorizersCache(_ground.Account, _ground.ApiId, "dev").Done().StageName);
        Stages.ResetAuthorizersCache(_ground.Account, _ground.ApiId, "other").Refused(404, "Invalid stage identifier specified");
    }

    private OperationResult<Stage> Create(Stages.CreateStageRequest request) => Stages.CreateStage(_ground.Account, _ground.ApiId, request, Ground.Context);

    [Fact]
    public void An_access_log_that_says_nothing_is_taken_away()
    {
        _ground.Stage("dev", autoDeploy: false);
        Update(new AccessLogSettings { DestinationArn = "arn:aws:logs:us-east-1:123456789012:log-group:access", Format = "$context.requestId" });
        Assert.NotNull(_ground.Api.Stages["dev"].AccessLogSettings);
        Update(null);
        Assert.NotNull(_ground.Api.Stages["dev"].AccessLogSettings);
        Update(new AccessLogSettings());
        Assert.Null(_ground.Api.Stages["dev"].AccessLogSettings);

        void Update(AccessLogSettings? log) =>
            _ground.Do(Stages.UpdateStage(_ground.Account, _ground.ApiId, "dev", new Stages.UpdateStageRequest { AccessLogSettings = log }, Ground.Context));
    }
}
