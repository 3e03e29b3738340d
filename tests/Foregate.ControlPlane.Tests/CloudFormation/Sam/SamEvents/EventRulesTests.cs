// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamEvents;

public sealed class EventRulesTests
{
    [Theory]
    [InlineData("Schedule, Properties: {Schedule: rate(1 day), Enabled: false, Name: n, Description: d, Input: i}", """{"ScheduleExpression": "rate(1 day)", "Name": "n", "Description": "d", "State": "DISABLED", "Targets": [{"Arn": {"Fn::GetAtt": ["F", "Arn"]}, "Id": "FELambdaTarget", "Input": "i"}]}""")]
    [InlineData("CloudWatchEvent, Properties: {Pattern: {a: [b]}, RuleName: n, State: ENABLED, Target: {Id: t}}", """{"EventPattern": {"a": ["b"]}, "Name": "n", "State": "ENABLED", "Targets": [{"Arn": {"Fn::GetAtt": ["F", "Arn"]}, "Id": "t"}]}""")]
    [InlineData("EventBridgeRule, Properties: {Pattern: {}, EventBusName: b, InputPath: p, RetryPolicy: {x: 1}}", """{"EventPattern": {}, "EventBusName": "b", "Targets": [{"Arn": {"Fn::GetAtt": ["F", "Arn"]}, "Id": "FELambdaTarget", "InputPath": "p", "RetryPolicy": {"x": 1}}]}""")]
    public void A_rule_invokes_the_function(string happening, string rule)
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(events: $"E: {{Type: {happening}}}"));
        ApiTemplates.Same(rule, resources["FE"]!["Properties"]);
        ApiTemplates.Same("""{"Fn::GetAtt": ["FE", "Arn"]}""", resources["FEPermission"]!["Properties"]!["SourceArn"]);
    }

    [Fact]
    public void A_long_name_is_cut_for_the_targets_id()
    {
        var name = new string('e', 80);
        var rule = ApiTemplates.Resources(FunctionTemplates.Of(events: $"{name}: {{Type: EventBridgeRule, Properties: {{Pattern: {{}}}}}}"))[$"F{name}"]!;
        Assert.Equal($"F{name[..51]}LambdaTarget", (string?)rule["Properties"]!["Targets"]![0]!["Id"]);
    }

    [Fact]
    public void State_is_said_once() => Assert.EndsWith(
        "State and Enabled Properties cannot both be specified.",
        ApiTemplates.Fault(FunctionTemplates.Of(events: "E: {Type: Schedule, Properties: {Schedule: x, Enabled: true, State: ENABLED}}")).Cause,
        StringComparison.Ordinal);
}
