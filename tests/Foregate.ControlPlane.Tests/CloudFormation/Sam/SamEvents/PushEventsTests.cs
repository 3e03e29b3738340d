// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamEvents;

public sealed class PushEventsTests
{
    [Fact]
    public void A_log_group_has_a_subscription_after_its_permission()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(events: "E: {Type: CloudWatchLogs, Properties: {LogGroupName: g, FilterPattern: p}}"));
        ApiTemplates.Same("""["FEPermission"]""", resources["FE"]!["DependsOn"]);
        ApiTemplates.Same("""{"LogGroupName": "g", "FilterPattern": "p", "DestinationArn": {"Fn::GetAtt": ["F", "Arn"]}}""", resources["FE"]!["Properties"]);
        ApiTemplates.Same(
            """{"Fn::Sub": ["arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:${__LogGroupName__}:*", {"__LogGroupName__": "g"}]}""", resources["FEPermission"]!["Properties"]!["SourceArn"]);
    }

    [Fact]
    public void An_IoT_rule_invokes_the_function()
    {
        var rule = ApiTemplates.Properties(FunctionTemplates.Of(events: "E: {Type: IoTRule, Properties: {Sql: s, AwsIotSqlVersion: beta}}"), "FE");
        ApiTemplates.Same(
            """{"Sql": "s", "RuleDisabled": false, "Actions": [{"Lambda": {"FunctionArn": {"Fn::GetAtt": ["F", "Arn"]}}}], "AwsIotSqlVersion": "beta"}""", rule["TopicRulePayload"]);
    }

    [Fact]
    public void A_user_pool_has_its_triggers_and_one_permission()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(
            events: "A: {Type: Cognito, Properties: {UserPool: !Ref U, Trigger: [PreSignUp, CustomMessage]}}, B: {Type: Cognito, Properties: {UserPool: !Ref U, Trigger: PostConfirmation}}",
            others: "U: {Type: AWS::Cognito::UserPool}"));
        Assert.Equal(["PreSignUp", "CustomMessage", "PostConfirmation"], resources["U"]!["Properties"]!["LambdaConfig"]!.AsObject().Select(entry => entry.Key));
        ApiTemplates.Same("""{"Fn::GetAtt": ["U", "Arn"]}""", resources["FCognitoPermission"]!["Properties"]!["SourceArn"]);
    }

    [Fact]
    public void A_trigger_belongs_to_one_function() => Assert.EndsWith(
        "Cognito trigger \"PreSignUp\" defined multiple times.",
        ApiTemplates.Fault(FunctionTemplates.Of(
            events: "A: {Type: Cognito, Properties: {UserPool: !Ref U, Trigger: PreSignUp}}, B: {Type: Cognito, Properties: {UserPool: !Ref U, Trigger: PreSignUp}}",
            others: "U: {Type: AWS::Cognito::UserPool}")).Cause,
        StringComparison.Ordinal);

    [Fact]
    public void A_skill_is_told_by_its_token() =>
        Assert.Equal("s", (string?)ApiTemplates.Properties(FunctionTemplates.Of(events: "E: {Type: AlexaSkill, Properties: {SkillId: s}}"), "FEPermission")["EventSourceToken"]);
}
