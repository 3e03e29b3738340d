// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class WebSocketApisTests
{
    [Fact]
    public void Makes_a_route_with_an_integration_and_a_permission()
    {
        var resources = ApiTemplates.Resources(ApiTemplates.WebSocket("StageName: dev\nRouteSettings: {$connect: {ThrottlingBurstLimit: 1}}", "sendMessage"));
        ApiTemplates.Same("""{"ApiId": {"Ref": "A"}, "RouteKey": "sendMessage", "Target": {"Fn::Join": ["/", ["integrations", {"Ref": "ASendmessageIntegration"}]]}}""", resources["ASendmessageRoute"]!["Properties"]);
        Assert.Equal(
            "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${A.ApiId}/dev/sendMessage", (string?)resources["ASendmessagePermission"]!["Properties"]!["SourceArn"]!["Fn::Sub"]);
        ApiTemplates.Same("""["ASendmessageRoute"]""", resources["AdevStage"]!["DependsOn"]);
        Assert.Equal("A", (string?)resources["A"]!["Properties"]!["Name"]);
    }

    [Fact]
    public void Asks_a_function_who_may_connect()
    {
        var resources = ApiTemplates.Resources(ApiTemplates.WebSocket("Auth: {AuthType: CUSTOM, AuthArn: !GetAtt F.Arn, IdentitySource: [route.request.header.Auth]}"));
        Assert.Equal("CUSTOM", (string?)resources["AConnectRoute"]!["Properties"]!["AuthorizationType"]);
        Assert.Equal("AConnectAuthorizer", (string?)resources["AConnectRoute"]!["Properties"]!["AuthorizerId"]!["Ref"]);
        Assert.Equal("REQUEST", (string?)resources["AConnectAuthorizer"]!["Properties"]!["AuthorizerType"]);
        Assert.True(resources.ContainsKey("AAuthorizerPermission"));
    }

    [Theory]
    [InlineData("Auth: {AuthType: CUSTOM}", "AuthArn must be specified if AuthType is CUSTOM.")]
    [InlineData("Auth: {AuthType: AWS_IAM, Name: x}", "No additional configurations supported for AuthType AWS_IAM.")]
    [InlineData("Auth: {AuthType: OTHER}", "AuthType is not one of AWS_IAM, CUSTOM or NONE.")]
    [InlineData("StageName: $default", "Stages cannot be named $default for WebSocket APIs.")]
    [InlineData("IpAddressType: ipv6", "IpAddressType must be 'ipv4' or 'dualstack'.")]
    [InlineData("Domain: {MutualTlsAuthentication: {TruststoreUri: s3://b/k}}", "Mutual TLS domain name association is not supported for Websocket APIs.")]
    public void Refuses_what_SAM_refuses(string api, string cause) => Assert.Contains(cause, ApiTemplates.Fault(ApiTemplates.WebSocket(api)).Cause, StringComparison.Ordinal);

    [Fact]
    public void Refuses_routes_that_cannot_be()
    {
        Assert.Contains("Route key 'send message' must be alphanumeric.", ApiTemplates.Fault(ApiTemplates.WebSocket("", "send message")).Cause, StringComparison.Ordinal);
        Assert.Contains("Request parameters are only supported for the $connect route", ApiTemplates.Fault(ApiTemplates.WebSocket("", "send", "RequestParameters: {a: {Required: true}}")).Cause, StringComparison.Ordinal);
        Assert.Contains("Authorization is only available if there is a $connect route.", ApiTemplates.Fault(ApiTemplates.WebSocket("Auth: {AuthType: AWS_IAM}", "send")).Cause, StringComparison.Ordinal);
    }
}
