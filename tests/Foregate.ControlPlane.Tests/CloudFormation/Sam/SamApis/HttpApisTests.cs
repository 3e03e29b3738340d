// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class HttpApisTests
{
    [Fact]
    public void Makes_an_API_and_a_stage_that_say_who_made_them()
    {
        var resources = ApiTemplates.Resources(ApiTemplates.Http("Tags: {a: b}\nRouteSettings: {'GET /x': {ThrottlingBurstLimit: 1}}"));
        ApiTemplates.Same(
            """[{"name": "a", "x-amazon-apigateway-tag-value": "b"}, {"name": "httpapi:createdBy", "x-amazon-apigateway-tag-value": "SAM"}]""", resources["A"]!["Properties"]!["Body"]!["tags"]);
        ApiTemplates.Same(
            """{"ApiId": {"Ref": "A"}, "StageName": "Prod", "RouteSettings": {"GET /x": {"ThrottlingBurstLimit": 1}}, "Tags": {"a": "b", "httpapi:createdBy": "SAM"}, "AutoDeploy": true}""",
            resources["AProdStage"]!["Properties"]);
    }

    [Fact]
    public void Writes_CORS_in_the_words_of_the_extension() => ApiTemplates.Same(
        """{"allowOrigins": ["https://a"], "allowHeaders": ["x"], "maxAge": 0, "allowCredentials": true}""",
        ApiTemplates.Properties(ApiTemplates.Http("CorsConfiguration: {AllowOrigins: ['https://a'], AllowHeaders: [x], MaxAge: 0, AllowCredentials: true}"))["Body"]!["x-amazon-apigateway-cors"]);

    [Fact]
    public void The_default_authorizer_is_on_every_route_without_one() => ApiTemplates.Same(
        """[{"AWS_IAM": []}]""",
        ApiTemplates.Properties(ApiTemplates.Http("Auth: {EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM}"))["Body"]!["paths"]!["/users/{id}"]!["get"]!["security"]);

    [Theory]
    [InlineData("CorsConfiguration: {AllowOrigins: ['*'], AllowCredentials: true}", "'AllowCredentials' can not be true")]
    [InlineData("CorsConfiguration: {AllowOrigin: a}", "it has no AllowOrigin")]
    [InlineData("Auth: {DefaultAuthorizer: J}", "'J' was not defined in 'Authorizers'")]
    [InlineData("Auth: {Default: J}", "Invalid value for 'Auth' property")]
    [InlineData("DefinitionUri: s3://b/k\nDefinitionBody: {openapi: 3.0.1, paths: {}}", "Specify either 'DefinitionUri' or 'DefinitionBody'")]
    [InlineData("Colour: red", "Property Colour is not defined for AWS::Serverless::HttpApi.")]
    [InlineData("StageVariables: x", "Property 'StageVariables' should be an object.")]
    public void Refuses_what_SAM_refuses(string api, string cause) =>
        Assert.Contains(PublishedTransforms.Run(ApiTemplates.Http(api)).Faults, fault => fault.Cause.Contains(cause, StringComparison.Ordinal) && fault.Location.Line > 4);

    [Fact]
    public void A_name_must_not_be_said_twice()
    {
        Assert.Equal("mine", (string?)ApiTemplates.Properties(ApiTemplates.Http("Name: mine"))["Body"]!["info"]!["title"]);
        Assert.Contains(
            "Unable to set Name because it is already defined",
            ApiTemplates.Fault("Resources:\n  A:\n    Type: AWS::Serverless::HttpApi\n    Properties:\n      Name: mine\n      DefinitionBody: {openapi: 3.0.1, info: {title: other}, paths: {}}\n").Cause,
            StringComparison.Ordinal);
    }
}
