// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamFunctions;

public sealed class FunctionUrlTests
{
    [Fact]
    public void An_open_URL_has_the_permissions_that_it_takes()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of("AutoPublishAlias: live, FunctionUrlConfig: {AuthType: NONE, Cors: {AllowOrigins: [\"*\"]}, InvokeMode: BUFFERED}"));
        ApiTemplates.Same(
            """{"TargetFunctionArn": {"Ref": "FAliaslive"}, "AuthType": "NONE", "Cors": {"AllowOrigins": ["*"]}, "InvokeMode": "BUFFERED"}""", resources["FUrl"]!["Properties"]);
        ApiTemplates.Same(
            """{"Action": "lambda:InvokeFunctionUrl", "FunctionName": {"Ref": "FAliaslive"}, "Principal": "*", "FunctionUrlAuthType": "NONE"}""", resources["FUrlPublicPermissions"]!["Properties"]);
        ApiTemplates.Same(
            """{"Action": "lambda:InvokeFunction", "FunctionName": {"Ref": "FAliaslive"}, "Principal": "*", "InvokedViaFunctionUrl": true}""", resources["FURLInvokeAllowPublicAccess"]!["Properties"]);
    }

    [Fact]
    public void A_guarded_URL_has_none() =>
        Assert.Equal(["F", "FRole", "FUrl"], ApiTemplates.Resources(FunctionTemplates.Of("FunctionUrlConfig: {AuthType: AWS_IAM}")).Select(entry => entry.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Cors: {}", "AuthType is required to configure function property `FunctionUrlConfig`.")]
    [InlineData("AuthType: NONE, Cors: {AllowOrigin: x}", "AllowOrigin is not a valid property for configuring Cors.")]
    [InlineData("AuthType: NONE, Cors: {AllowOrigins: x}", "AllowOrigins must be of type list.")]
    [InlineData("AuthType: NONE, Cors: {MaxAge: long}", "MaxAge must be of type int.")]
    public void Refuses_what_SAM_refuses(string config, string cause) =>
        Assert.EndsWith(cause, ApiTemplates.Fault(FunctionTemplates.Of($"InvokeMode2: x, FunctionUrlConfig: {{{config}}}".Replace("InvokeMode2: x, ", "", StringComparison.Ordinal))).Cause, StringComparison.Ordinal);
}
