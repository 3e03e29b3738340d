// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;
using Deployments = Foregate.ControlPlane.Tests.CloudFormation.Stacks.Deployments;

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

    private static readonly Lifecycle s_life = new("Resources: {It: {Type: AWS::ApiGatewayV2::Api, Properties: PROPERTIES}}", "Name: a, ProtocolType: HTTP");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        "Name: b", "Description: d", "Version: v", "CorsConfiguration: {AllowOrigins: [\"https://a.example\"], MaxAge: 5}", "DisableExecuteApiEndpoint: true", "IpAddressType: dualstack", "Tags: {k: v}");

    [Fact]
    public void Each_property_of_a_websocket_api_changes_in_place_and_goes_back() =>
        new Lifecycle("Resources: {It: {Type: AWS::ApiGatewayV2::Api, Properties: PROPERTIES}}", "Name: a, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action").Changes(
            "RouteSelectionExpression: $request.body.do", "ApiKeySelectionExpression: $context.authorizer.usageIdentifierKey", "DisableSchemaValidation: true");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Apis.UpdateApi(
        account, account.Apis.Keys.Single(), new Apis.UpdateApiRequest { Description = "else" }, Deployments.Operations).Account!);

    [Fact]
    public void Another_body_is_put_into_the_api_whose_stages_stay()
    {
        var account = Deployments.Empty.Deployed(Body("/a"));
        var id = account.Apis.Keys.Single();
        var changed = account.Deployed(Body("/b"));
        var api = changed.Apis[id];
        Assert.Equal("GET /b", Assert.Single(api.Routes).Value.RouteKey);
        var stage = Assert.Single(api.Stages).Value;
        Assert.True(api.Deployments.Count > 1 && api.Deployments.ContainsKey(account.Apis[id].Stages.Values.Single().DeploymentId!));
        Assert.Equal("GET /b", Assert.Single(api.Deployments[stage.DeploymentId!].Snapshot.Routes).Value.RouteKey);
        Assert.Equal(["from"], api.Tags.Keys);

        var bare = changed.Deployed(Plain).Apis[id];
        Assert.Empty(bare.Routes);
        Assert.Empty(bare.Tags);
    }

    [Fact]
    public void A_body_may_lie_in_a_bucket()
    {
        var context = new StackContext { Operations = Deployments.Operations, Artifacts = Deployments.Objects(("b/k", """{"openapi": "3.0.1", "info": {"title": "far", "version": "1"}, "paths": {}}""")) };
        var outcome = Deployments.Empty.Deploy("Resources: {A: {Type: AWS::ApiGatewayV2::Api, Properties: {BodyS3Location: {Bucket: b, Key: k}}}}", context);
        Assert.Equal("far", outcome.Account!.Apis.Values.Single().Name);
        var absent = Deployments.Empty.Deploy("Resources: {A: {Type: AWS::ApiGatewayV2::Api, Properties: {BodyS3Location: {Bucket: b, Key: else}}}}", context);
        Assert.Equal("1: There is no object else in the bucket b. [#/Resources/A/Properties/BodyS3Location]", Assert.Single(absent.Lines()));
    }

    [Fact]
    public void What_only_AWS_reads_is_taken_with_a_notice_unless_warnings_shall_fail()
    {
        const string template = "Resources: {A: {Type: AWS::ApiGatewayV2::Api, Properties: {FailOnWarnings: false, Body: {openapi: 3.0.1, info: {title: t, version: '1', colour: blue}, paths: {/a: {get: {responses: {}}}}}}}}";
        var outcome = Deployments.Empty.Deploy(template);
        Assert.Null(outcome.Account!.Apis.Values.Single().Routes.Values.Single().Target);
        Assert.Contains(outcome.Notices, static notice => notice.Text.Contains("colour", StringComparison.Ordinal));
        Assert.NotEmpty(Deployments.Empty.Deploy(template.Replace("Warnings: false", "Warnings: true", StringComparison.Ordinal)).Lines());
    }

    [Fact]
    public void The_base_path_of_a_document_stands_before_its_paths_where_that_is_asked_for() => Assert.Equal(
        "GET /base/a",
        Deployments.Empty.Deployed(Body("/a").Replace("ProtocolType: HTTP, Body: {", "ProtocolType: HTTP, BasePath: prepend, Body: {servers: [{url: 'https://x.example/base'}], ", StringComparison.Ordinal)).Apis.Values.Single().Routes.Values.Single().RouteKey);

    [Fact]
    public void Another_target_changes_what_quick_create_made()
    {
        const string template = "Resources: {A: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: HTTP, Target: 'http://127.0.0.1:9000'}}}";
        var account = Deployments.Empty.Deployed(template);
        var changed = account.Deployed(template.Replace("9000", "9001", StringComparison.Ordinal)).Apis.Values.Single();
        Assert.Equal("http://127.0.0.1:9001", Assert.Single(changed.Integrations).Value.IntegrationUri);
        Assert.Equal(account.Apis.Keys.Single(), changed.ApiId);
    }

    [Fact]
    public void Its_address_can_be_referred_to()
    {
        var account = Deployments.Empty.Deployed("Resources: {A: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: WEBSOCKET, RouteSelectionExpression: x}}}\nOutputs: {E: {Value: !GetAtt A.ApiEndpoint}, I: {Value: !GetAtt A.ApiId}}");
        var id = account.Apis.Keys.Single();
        Assert.Equal([$"wss://{id}.execute-api.us-east-1.amazonaws.com", id], account.Stacks["shop"].Outputs.Select(static output => output.Value));
    }

    private const string Plain = "Resources: {A: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: t, ProtocolType: HTTP}}, S: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref A, StageName: s, AutoDeploy: true}}}";

    private static string Body(string path) => Plain.Replace(
        "{Name: t, ProtocolType: HTTP}",
        $"{{ProtocolType: HTTP, Body: {{openapi: 3.0.1, info: {{title: t, version: '1'}}, tags: [{{name: from, x-amazon-apigateway-tag-value: body}}], paths: {{{path}: {{get: {{responses: {{}}, x-amazon-apigateway-integration: {{type: http_proxy, httpMethod: GET, uri: 'http://127.0.0.1:9000', payloadFormatVersion: '1.0'}}}}}}}}}}}}",
        StringComparison.Ordinal);
}
