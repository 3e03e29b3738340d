// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class QuickCreationTests
{
    [Fact]
    public void Makes_an_integration_a_route_and_a_stage_that_deploys_by_itself()
    {
        var api = Apis.CreateApi(Ground.Empty, new Apis.CreateApiRequest { Name = "q", Target = "http://127.0.0.1" }, Ground.Context).Done(out var account);
        var (integration, route, stage) = (Assert.Single(api.Integrations.Values), Assert.Single(api.Routes.Values), api.Stages["$default"]);
        Assert.Equal((IntegrationType.HttpProxy, "ANY", "1.0", true), (integration.IntegrationType, integration.IntegrationMethod, integration.PayloadFormatVersion, integration.ApiGatewayManaged));
        Assert.Equal(("$default", "integrations/" + integration.IntegrationId, true), (route.RouteKey, route.Target, route.ApiGatewayManaged));
        Assert.Equal((true, true), (stage.AutoDeploy, stage.ApiGatewayManaged));
        Assert.Single(api.Deployments[stage.DeploymentId!].Snapshot.Routes);
        Integrations.DeleteIntegration(account, api.ApiId, integration.IntegrationId, Ground.Context).Refused(400, $"Integration {integration.IntegrationId} is managed by API Gateway: it cannot be deleted by itself");
        Routes.DeleteRoute(account, api.ApiId, route.RouteId, Ground.Context).Refused(400, "Route $default is managed by API Gateway: it cannot be deleted by itself");
        Stages.DeleteStage(account, api.ApiId, "$default").Refused(400, "Stage $default is managed by API Gateway: it cannot be deleted by itself");
    }

    [Fact]
    public void Changes_its_target_and_key_with_its_API()
    {
        const string function = "arn:aws:lambda:us-east-1:123456789012:function:pets";
        var made = Apis.CreateApi(Ground.Empty, new Apis.CreateApiRequest { Name = "q", Target = "http://127.0.0.1" }, Ground.Context).Done(out var account);
        var update = new Apis.UpdateApiRequest { Target = function, RouteKey = "GET /a", CredentialsArn = "arn:aws:iam::123456789012:role/r" };
        var api = Apis.UpdateApi(account, made.ApiId, update, Ground.Context).Done(out account);
        var integration = Assert.Single(api.Integrations.Values);
        Assert.Equal((IntegrationType.AwsProxy, "POST", "2.0", function, "arn:aws:iam::123456789012:role/r"), (integration.IntegrationType, integration.IntegrationMethod, integration.PayloadFormatVersion, integration.IntegrationUri, integration.CredentialsArn));
        Assert.Equal("GET /a", Assert.Single(api.Routes.Values).RouteKey);
        Apis.UpdateApi(account, made.ApiId, new Apis.UpdateApiRequest { Target = "nowhere" }, Ground.Context).Refused(400, "Invalid HTTP endpoint specified for URI");
        Assert.Equal(400, Apis.UpdateApi(account, made.ApiId, new Apis.UpdateApiRequest { RouteKey = "nowhere" }, Ground.Context).Error!.StatusCode);
    }

    [Fact]
    public void Belongs_to_APIs_that_were_made_so()
    {
        var ground = new HttpGround();
        Apis.UpdateApi(ground.Account, ground.ApiId, new Apis.UpdateApiRequest { Target = "http://a" }, Ground.Context)
            .Refused(400, "Target, RouteKey and CredentialsArn belong to APIs that were made with a Target");
        Apis.CreateApi(Ground.Empty, new Apis.CreateApiRequest { Name = "q", RouteKey = "GET /" }, Ground.Context).Refused(400, "RouteKey and CredentialsArn need a Target");
        Assert.Equal(400, Apis.CreateApi(Ground.Empty, new Apis.CreateApiRequest { Name = "q", Target = "http://a", RouteKey = "GET" }, Ground.Context).Error!.StatusCode);
    }
}
