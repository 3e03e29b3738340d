// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamFunctions;

public sealed class DeploymentsTests
{
    [Fact]
    public void CodeDeploy_shifts_the_aliass_traffic()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of("AutoPublishAlias: live, DeploymentPreference: {Type: Canary10Percent5Minutes, Alarms: [!Ref A], Hooks: {PreTraffic: !Ref H}}"));
        ApiTemplates.Same(
            """{"CodeDeployLambdaAliasUpdate": {"ApplicationName": {"Ref": "ServerlessDeploymentApplication"}, "DeploymentGroupName": {"Ref": "FDeploymentGroup"}, "BeforeAllowTrafficHook": {"Ref": "H"}}}""",
            resources["FAliaslive"]!["UpdatePolicy"]);
        var group = resources["FDeploymentGroup"]!["Properties"]!;
        ApiTemplates.Same("""{"Fn::Sub": ["CodeDeployDefault.Lambda${ConfigName}", {"ConfigName": "Canary10Percent5Minutes"}]}""", group["DeploymentConfigName"]);
        ApiTemplates.Same("""{"Enabled": true, "Alarms": [{"Name": {"Ref": "A"}}]}""", group["AlarmConfiguration"]);
        ApiTemplates.Same("""{"Fn::GetAtt": ["CodeDeployServiceRole", "Arn"]}""", group["ServiceRoleArn"]);
        Assert.Equal("Lambda", (string?)resources["ServerlessDeploymentApplication"]!["Properties"]!["ComputePlatform"]);
    }

    [Fact]
    public void No_role_is_made_when_all_name_one()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of("AutoPublishAlias: live, DeploymentPreference: {Type: Own, Role: arn}"));
        Assert.False(resources.ContainsKey("CodeDeployServiceRole"));
        Assert.Equal("Own", (string?)resources["FDeploymentGroup"]!["Properties"]!["DeploymentConfigName"]);
    }

    [Fact]
    public void The_application_is_there_when_one_of_its_functions_is()
    {
        const string Preference = "AutoPublishAlias: live, DeploymentPreference: {Type: AllAtOnce, PassthroughCondition: true}";
        var template = ApiTemplates.Transformed(FunctionTemplates.Of(Preference, attributes: "Condition: C", others: $"G: {{Type: AWS::Serverless::Function, Condition: D, Properties: {{InlineCode: x, Handler: h, Runtime: r, {Preference}}}}}"));
        ApiTemplates.Same("""{"Fn::Or": [{"Condition": "C"}, {"Condition": "D"}]}""", template["Conditions"]!["ServerlessCodeDeployCondition"]);
        Assert.Equal("ServerlessCodeDeployCondition", (string?)template["Resources"]!["ServerlessDeploymentApplication"]!["Condition"]);
        Assert.Equal("D", (string?)template["Resources"]!["GDeploymentGroup"]!["Condition"]);
    }

    [Theory]
    [InlineData("Enabled: false")]
    [InlineData("Enabled: \"False\"")]
    public void A_preference_can_be_off(string preference) =>
        Assert.False(ApiTemplates.Resources(FunctionTemplates.Of($"DeploymentPreference: {{{preference}}}")).ContainsKey("ServerlessDeploymentApplication"));

    [Theory]
    [InlineData("DeploymentPreference: {Type: AllAtOnce}", "'DeploymentPreference' requires AutoPublishAlias property to be specified.")]
    [InlineData("AutoPublishAlias: a, DeploymentPreference: {Enabled: true}", "'DeploymentPreference' is missing required Property 'Type'.")]
    [InlineData("AutoPublishAlias: a, DeploymentPreference: {Type: X, Hooks: [h]}", "'Hooks' property of 'DeploymentPreference' must be a dictionary.")]
    [InlineData("AutoPublishAlias: a, DeploymentPreference: {Type: X, PassthroughCondition: perhaps}", "Invalid value for property PassthroughCondition.")]
    [InlineData("AutoPublishAlias: a, DeploymentPreference: {Type: X, Alarms: one}", "Alarms must be a list.")]
    public void Refuses_what_SAM_refuses(string properties, string cause) => Assert.EndsWith(cause, ApiTemplates.Fault(FunctionTemplates.Of(properties)).Cause, StringComparison.Ordinal);
}
