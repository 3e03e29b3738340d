// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class RestAuthorizerTests
{
    [Fact]
    public void A_request_authorizer_names_its_sources() => ApiTemplates.Same(
        """
        {"type": "apiKey", "name": "Unused", "in": "header", "x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": {"type": "request",
          "authorizerUri": {"Fn::Sub": ["arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations", {"__FunctionArn__": "arn:f"}]},
          "authorizerResultTtlInSeconds": 0, "authorizerCredentials": "arn:r", "identitySource": "method.request.header.H, context.c"}}
        """,
        Definition("{FunctionArn: 'arn:f', FunctionPayloadType: REQUEST, FunctionInvokeRole: 'arn:r', Identity: {Headers: [H], Context: [c], ReauthorizeEvery: 0}}"));

    [Fact]
    public void A_user_pool_s_header_and_pattern_are_said() => ApiTemplates.Same(
        """
        {"type": "apiKey", "name": "X", "in": "header", "x-amazon-apigateway-authtype": "cognito_user_pools",
         "x-amazon-apigateway-authorizer": {"type": "cognito_user_pools", "providerARNs": ["arn:p"], "identityValidationExpression": "^x"}}
        """,
        Definition("{UserPoolArn: 'arn:p', Identity: {Header: X, ValidationExpression: ^x}}"));

    [Fact]
    public void The_function_may_be_invoked_unless_the_template_says_no()
    {
        Assert.True(ApiTemplates.Resources(Template("{FunctionArn: 'arn:f'}")).ContainsKey("AZAuthorizerPermission"));
        Assert.False(ApiTemplates.Resources(Template("{FunctionArn: 'arn:f', DisableFunctionDefaultPermissions: true}")).ContainsKey("AZAuthorizerPermission"));
    }

    [Theory]
    [InlineData("{FunctionArn: 'arn:f', FunctionPayloadType: REQUEST}", "Z Authorizer must specify Identity with at least one of Headers, QueryStrings, StageVariables, or Context.")]
    [InlineData("{FunctionArn: 'arn:f', FunctionPayloadType: OTHER}", "Z Authorizer has invalid 'FunctionPayloadType': OTHER.")]
    [InlineData("{UserPoolArn: 'arn:p', AuthorizationScopes: s}", "Property 'AuthorizationScopes' should be a list.")]
    [InlineData("x", "Property 'Auth.Authorizers.Z' should be a map.")]
    public void Refuses_an_authorizer_that_says_too_little(string authorizer, string cause) => Assert.Contains(cause, ApiTemplates.Fault(Template(authorizer)).Cause, StringComparison.Ordinal);

    [Fact]
    public void Needs_no_sources_when_nothing_is_cached() =>
        Assert.NotNull(Definition("{FunctionArn: 'arn:f', FunctionPayloadType: REQUEST, Identity: {ReauthorizeEvery: 0}}"));

    private static string Template(string authorizer) => ApiTemplates.Rest($"Auth: {{Authorizers: {{Z: {authorizer}}}}}");

    private static System.Text.Json.Nodes.JsonNode? Definition(string authorizer) => ApiTemplates.Properties(Template(authorizer))["Body"]!["securityDefinitions"]!["Z"];
}
