// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class ApiV2ResourceTests
{
    [Fact]
    public void Routes_integrations_and_stages_are_made_each_from_its_resource()
    {
        var account = Templates.Account(
            """
            Resources:
              Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: HTTP, CorsConfiguration: {AllowOrigins: ["https://a.example"]}}}
              Route: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: GET /a, Target: !Sub "integrations/${Back}"}}
              Back:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  ApiId: !Ref Api
                  IntegrationType: HTTP_PROXY
                  IntegrationMethod: GET
                  IntegrationUri: http://127.0.0.1:9000
                  ResponseParameters: {"404": {ResponseParameters: [{Source: "200", Destination: overwrite:statuscode}]}}
              Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Api, StageName: v1, AutoDeploy: true, RouteSettings: {GET /a: {ThrottlingRateLimit: 5, ThrottlingBurstLimit: 1}}}, DependsOn: Route}
            """);
        var api = Assert.Single(account.Apis).Value;
        Assert.Equal(["https://a.example"], api.CorsConfiguration!.AllowOrigins);
        Assert.Equal("200", Assert.Single(api.Integrations).Value.ResponseParameters["404"]["overwrite:statuscode"]);
        var stage = Assert.Single(api.Stages).Value;
        Assert.Equal(5, stage.RouteSettings["GET /a"].ThrottlingRateLimit);
        Assert.Equal("GET /a", Assert.Single(api.Deployments[stage.DeploymentId!].Snapshot.Routes).Value.RouteKey);
    }

    [Fact]
    public void WebSocket_apis_are_refused() =>
        Assert.Equal(
            "WebSocket APIs are not done by Foregate yet.",
            Assert.Single(Templates.Of("Resources: {Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: WEBSOCKET}}}").Faults).Cause);
}
