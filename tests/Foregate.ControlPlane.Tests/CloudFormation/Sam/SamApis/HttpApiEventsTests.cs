// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class HttpApiEventsTests
{
    private const string Jwt = "Auth: {Authorizers: {J: {IdentitySource: $request.header.X, AuthorizationScopes: [a], JwtConfiguration: {issuer: i, audience: [b]}}}}";

    [Fact]
    public void Makes_a_route_with_its_path_parameters() => ApiTemplates.Same(
        """
        {"get": {"responses": {}, "parameters": [{"name": "id", "in": "path", "required": true}],
          "x-amazon-apigateway-integration": {"type": "aws_proxy", "httpMethod": "POST", "payloadFormatVersion": "1.0", "timeoutInMillis": 900,
          "uri": {"Fn::Sub": "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations"}}}}
        """,
        ApiTemplates.Properties(ApiTemplates.Http("", "PayloadFormatVersion: '1.0'\nTimeoutInMillis: 900"))["Body"]!["paths"]!["/users/{id}"]);

    [Fact]
    public void The_default_route_is_every_method_and_needs_one_permission()
    {
        var resources = ApiTemplates.Resources(ApiTemplates.Http() + "        D:\n          Type: HttpApi\n          Properties: {ApiId: !Ref A}\n");
        Assert.True((bool?)resources["A"]!["Properties"]!["Body"]!["paths"]!["$default"]!["x-amazon-apigateway-any-method"]!["isDefaultRoute"]);
        Assert.EndsWith("/${__Stage__}/*", (string)resources["FDPermission"]!["Properties"]!["SourceArn"]!["Fn::Sub"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_event_s_scopes_win_over_the_authorizer_s()
    {
        ApiTemplates.Same("""[{"J": ["a"]}]""", Security("Auth: {Authorizer: J}"));
        ApiTemplates.Same("""[{"J": ["x"]}]""", Security("Auth: {Authorizer: J, AuthorizationScopes: [x]}"));
    }

    [Theory]
    [InlineData("Auth: {Authorizer: K}", "because it wasn't defined in the API's Authorizers.")]
    [InlineData("Auth: {Authorizer: NONE}", "'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.")]
    [InlineData("Auth: {AuthorizationScopes: [a]}", "requires either an explicit 'Authorizer' set or a 'DefaultAuthorizer'")]
    [InlineData("Auth: {Authorizer: J, AuthorizationScopes: a}", "'AuthorizationScopes' must be a list of strings.")]
    public void Refuses_an_authorization_that_the_API_has_not(string trigger, string cause)
    {
        var fault = ApiTemplates.Fault(ApiTemplates.Http(Jwt, trigger));
        Assert.Contains(cause, fault.Cause, StringComparison.Ordinal);
        Assert.StartsWith("#/Resources/F/Properties/Events/E/Properties/Auth", fault.DocumentPath, StringComparison.Ordinal);
    }

    private static System.Text.Json.Nodes.JsonNode? Security(string trigger) =>
        ApiTemplates.Properties(ApiTemplates.Http(Jwt, trigger))["Body"]!["paths"]!["/users/{id}"]!["get"]!["security"];
}
