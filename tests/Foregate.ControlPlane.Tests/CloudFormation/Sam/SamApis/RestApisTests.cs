// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class RestApisTests
{
    [Fact]
    public void Makes_an_API_with_a_deployment_and_a_stage()
    {
        var resources = ApiTemplates.Resources(ApiTemplates.Rest("TracingEnabled: true\nName: mine\nEndpointConfiguration: {Type: PRIVATE, VPCEndpointIds: [v]}\nTags: {a: b}"));
        var deployment = resources.Single(entry => (string?)entry.Value!["Type"] == "AWS::ApiGateway::Deployment");
        Assert.Matches("^ADeployment[0-9a-f]{10}$", deployment.Key);
        Assert.Equal("Stage", (string?)deployment.Value!["Properties"]!["StageName"]);
        Assert.Equal("mine", (string?)resources["A"]!["Properties"]!["Name"]);
        ApiTemplates.Same("""{"Types": ["PRIVATE"], "VpcEndpointIds": ["v"]}""", resources["A"]!["Properties"]!["EndpointConfiguration"]);
        var stage = resources["AProdStage"]!["Properties"]!;
        Assert.Equal(deployment.Key, (string?)stage["DeploymentId"]!["Ref"]);
        Assert.True((bool?)stage["TracingEnabled"]);
        ApiTemplates.Same("""[{"Key": "a", "Value": "b"}]""", stage["Tags"]);
    }

    [Fact]
    public void No_second_stage_is_made_where_the_version_is_said() => Assert.Null(
        ApiTemplates.Resources(ApiTemplates.Rest("OpenApiVersion: '2.0'")).Single(entry => (string?)entry.Value!["Type"] == "AWS::ApiGateway::Deployment").Value!["Properties"]!["StageName"]);

    [Fact]
    public void Every_reading_makes_a_deployment_when_the_template_says_so()
    {
        Assert.Equal(Deployment(""), Deployment("AlwaysDeploy: false"));
        Assert.NotEqual(Deployment("AlwaysDeploy: true"), Deployment("AlwaysDeploy: true"));

        static string Deployment(string api) =>
            ApiTemplates.Resources(ApiTemplates.Rest(api)).Single(entry => (string?)entry.Value!["Type"] == "AWS::ApiGateway::Deployment").Key;
    }

    [Fact]
    public void References_lead_to_what_was_made()
    {
        var outputs = ApiTemplates.Transformed(ApiTemplates.Rest() + "Outputs:\n  S: {Value: !Ref A.Stage}\n  D: {Value: !Sub '${A.Deployment}'}\n")["Outputs"]!;
        Assert.Equal("AProdStage", (string?)outputs["S"]!["Value"]!["Ref"]);
        Assert.Matches(@"^\$\{ADeployment[0-9a-f]{10}\}$", (string?)outputs["D"]!["Value"]!["Fn::Sub"]);
    }

    [Fact]
    public void A_file_beside_the_template_stays_one()
    {
        var resources = ApiTemplates.Resources("Resources:\n  A:\n    Type: AWS::Serverless::Api\n    Properties: {StageName: Prod, DefinitionUri: api/openapi.yaml}\n");
        Assert.Equal("api/openapi.yaml", (string?)resources["A"]!["Properties"]!["BodyS3Location"]);
    }

    [Theory]
    [InlineData("DefinitionUri: s3://b/k\nDefinitionBody: {swagger: '2.0', paths: {}}", "Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.")]
    [InlineData("OpenApiVersion: '4'", "The OpenApiVersion value must be of the format '3.0.0'.")]
    [InlineData("AlwaysDeploy: !Ref X", "Property 'AlwaysDeploy' should be true or false.")]
    [InlineData("TracingEnabled: perhaps", "Property 'TracingEnabled' should be true or false.")]
    [InlineData("Colour: red", "Property Colour is not defined for AWS::Serverless::Api.")]
    public void Refuses_what_SAM_refuses(string api, string cause) =>
        Assert.Contains(PublishedTransforms.Run(ApiTemplates.Rest(api)).Faults, fault => fault.Cause.Contains(cause, StringComparison.Ordinal) && fault.Location.Line > 4);

    [Fact]
    public void Tells_all_that_is_wrong_with_one_API()
    {
        var faults = PublishedTransforms.Run(ApiTemplates.Rest(
            "Cors: {Origin: x}\nAuth: {Default: y, UsagePlan: {}}\nModels: {M: {}}\nDomain: {DomainName: d}\nGatewayResponses: {DEFAULT_4XX: {Status: 1}}")).Faults;
        Assert.Equal(["Auth/Default", "Auth/UsagePlan", "Cors/Origin", "Domain", "GatewayResponses/DEFAULT_4XX/Status", "Models/M"],
            faults.Select(fault => fault.DocumentPath["#/Resources/A/Properties/".Length..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tells_all_that_is_wrong_with_two_APIs()
    {
        var faults = PublishedTransforms.Run(
            "Resources:\n  A:\n    Type: AWS::Serverless::Api\n    Properties: {StageName: Prod, Cors: {Origin: x}}\n  B:\n    Type: AWS::Serverless::Api\n    Properties: {Name: b}\n").Faults;
        Assert.Equal(2, faults.Count);
        Assert.Contains(faults, fault => fault.Location.Line == 4 && fault.Cause.Contains("it has no Origin", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Cause.Contains("Missing required property 'StageName'.", StringComparison.Ordinal));
    }
}
