// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Reading;

public sealed class ResourceOrderTests
{
    [Fact]
    public void A_resource_comes_after_what_it_refers_to_and_depends_on()
    {
        var account = Templates.Account(
            """
            Resources:
              Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: v1}}
              Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: Method, Properties: {RestApiId: !Ref Api}}
              Method:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !Ref Pets
                  HttpMethod: GET
                  Integration: {Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: !Sub "http://127.0.0.1:9000/${Api}"}
              Pets: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: pets}}
              Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: pets}}
            """);
        var api = Assert.Single(account.RestApis).Value;
        Assert.Contains(api.Deployments[api.Stages["v1"].DeploymentId].Snapshot.Resources.Values, resource => resource.Path == "/pets" && resource.ResourceMethods.ContainsKey("GET"));
    }

    [Fact]
    public void A_circle_is_refused_and_named()
    {
        var result = Templates.Of(
            """
            Resources:
              A: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref B}}
              B: {Type: AWS::SNS::Topic, DependsOn: [C]}
              C: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "${A}"}}
            """);
        Assert.Equal("2: Circular dependency between resources: [A, B, C]. [#/Resources/A]", Assert.Single(result.Lines()));
    }

    [Fact]
    public void What_it_depends_on_must_be_there() =>
        Assert.StartsWith(
            "1: Unresolved resource dependencies [Gone]",
            Assert.Single(Templates.Of("Resources: {A: {Type: AWS::SNS::Topic, DependsOn: Gone}}").Lines()),
            StringComparison.Ordinal);
}
