// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class HttpAuthorizerTests
{
    [Fact]
    public void A_function_is_asked_for_what_Identity_names() => ApiTemplates.Same(
        """
        {"type": "apiKey", "name": "Unused", "in": "header", "x-amazon-apigateway-authorizer": {"type": "request",
          "authorizerUri": {"Fn::Sub": ["arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations", {"__FunctionArn__": "arn:f"}]},
          "authorizerResultTtlInSeconds": 30, "identitySource": ["$request.header.H", "$request.querystring.Q"], "authorizerPayloadFormatVersion": "2.0", "enableSimpleResponses": true}}
        """,
        Scheme("{FunctionArn: 'arn:f', AuthorizerPayloadFormatVersion: '2.0', EnableSimpleResponses: true, Identity: {Headers: [H], QueryStrings: [Q], ReauthorizeEvery: 30}}"));

    [Fact]
    public void A_JWT_s_configuration_is_written_in_small_letters() => ApiTemplates.Same(
        """{"type": "oauth2", "x-amazon-apigateway-authorizer": {"type": "jwt", "identitySource": "$request.header.X", "jwtConfiguration": {"issuer": "i", "audience": ["b"]}}}""",
        Scheme("{IdentitySource: $request.header.X, JwtConfiguration: {Issuer: i, Audience: [b]}}"));

    [Fact]
    public void Permits_the_function_only_when_it_is_told_to()
    {
        const string function = "FunctionArn: 'arn:f', AuthorizerPayloadFormatVersion: '2.0'";
        Assert.False(ApiTemplates.Resources(ApiTemplates.Http($"Auth: {{Authorizers: {{L: {{{function}}}}}}}")).ContainsKey("ALAuthorizerPermission"));
        Assert.True(ApiTemplates.Resources(ApiTemplates.Http($"Auth: {{Authorizers: {{L: {{{function}, EnableFunctionDefaultPermissions: true}}}}}}")).ContainsKey("ALAuthorizerPermission"));
    }

    [Theory]
    [InlineData("{FunctionArn: 'arn:f'}", "L Lambda Authorizer must define 'AuthorizerPayloadFormatVersion'.")]
    [InlineData("{JwtConfiguration: {issuer: i}}", "L OAuth2 Authorizer must define 'IdentitySource'.")]
    [InlineData("{IdentitySource: s, JwtConfiguration: {issuer: i}, FunctionArn: 'arn:f'}", "FunctionArn must be defined only for Lambda Authorizer.")]
    [InlineData("{FunctionArn: 'arn:f', AuthorizerPayloadFormatVersion: '2.0', AuthorizationScopes: [a]}", "AuthorizationScopes must be defined only for OAuth2 Authorizer.")]
    [InlineData("{OpenIdConnectUrl: u}", "'OpenIdConnectUrl' is no longer a supported property for authorizer 'L'.")]
    public void Refuses_an_authorizer_that_is_half_one_thing_and_half_another(string authorizer, string cause) =>
        Assert.Contains(cause, ApiTemplates.Fault(ApiTemplates.Http($"Auth: {{Authorizers: {{L: {authorizer}}}}}")).Cause, StringComparison.Ordinal);

    private static System.Text.Json.Nodes.JsonNode? Scheme(string authorizer) =>
        ApiTemplates.Properties(ApiTemplates.Http($"Auth: {{Authorizers: {{L: {authorizer}}}}}"))["Body"]!["components"]!["securitySchemes"]!["L"];
}
