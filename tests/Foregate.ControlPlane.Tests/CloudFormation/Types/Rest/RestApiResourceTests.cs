// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class RestApiResourceTests
{
    [Theory]
    [InlineData("Body: {openapi: 3.0.3, info: {title: t, version: '1'}, paths: {/a: {get: {responses: {}, x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: !Sub 'http://127.0.0.1/${AWS::Region}'}}}}}", "t", "/a")]
    [InlineData("BodyS3Location: api.yaml", "From a file", "/pets")]
    [InlineData("BodyS3Location: api.yaml, Name: other", "other", "/pets")]
    public void A_body_makes_the_paths_and_no_stage(string properties, string name, string path)
    {
        var api = Assert.Single(Templates.Account($"Resources: {{Api: {{Type: AWS::ApiGateway::RestApi, Properties: {{ {properties} }}}}}}").RestApis).Value;
        Assert.Equal(name, api.Name);
        Assert.Contains(api.Resources.Values, resource => resource.Path == path);
        Assert.Empty(api.Stages);
    }

    [Theory]
    [InlineData("BodyS3Location: {Bucket: b, Key: k}", "The body is in S3, which Foregate does not reach.")]
    [InlineData("BodyS3Location: gone.yaml", "The file gone.yaml cannot be read.")]
    [InlineData("EndpointConfiguration: {Types: [REGIONAL]}", "A REST API without a Body needs a Name.")]
    [InlineData("Name: a, EndpointConfiguration: {Types: [PRIVATE]}", "Private endpoints are not done by Foregate yet.")]
    public void What_cannot_be_is_refused(string properties, string cause) =>
        Assert.Equal(cause, Assert.Single(Templates.Of($"Resources: {{Api: {{Type: AWS::ApiGateway::RestApi, Properties: {{ {properties} }}}}}}").Faults).Cause);

    [Fact]
    public void Faults_of_a_body_carry_their_place_in_the_template()
    {
        var fault = Assert.Single(Templates.Of(
            """
            Resources:
              Api:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Body:
                    swagger: "2.0"
                    info: {title: t, version: "1"}
                    x-amazon-apigateway-policy: []
                    paths: {}
            """).Faults);
        Assert.Equal(8, fault.Location.Line);
        Assert.Equal("#/Resources/Api/Properties/Body/x-amazon-apigateway-policy", fault.DocumentPath);
    }
}
