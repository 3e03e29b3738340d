// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamEvents;

public sealed class EventQueuesTests
{
    [Fact]
    public void A_queue_is_made_with_a_policy_for_the_rule()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(events: "E: {Type: Schedule, Properties: {Schedule: rate(1 day), DeadLetterConfig: {Type: SQS, QueueLogicalId: Dead}}}"));
        Assert.Equal("AWS::SQS::Queue", (string?)resources["Dead"]!["Type"]);
        ApiTemplates.Same("""{"Arn": {"Fn::GetAtt": ["Dead", "Arn"]}}""", resources["FE"]!["Properties"]!["Targets"]![0]!["DeadLetterConfig"]);
        var statement = resources["FEQueuePolicy"]!["Properties"]!["PolicyDocument"]!["Statement"]![0]!;
        ApiTemplates.Same("""{"ArnEquals": {"aws:SourceArn": {"Fn::GetAtt": ["FE", "Arn"]}}}""", statement["Condition"]);
        ApiTemplates.Same("""{"Service": "events.amazonaws.com"}""", statement["Principal"]);
    }

    [Theory]
    [InlineData("{}", "No 'Arn' or 'Type' property provided for DeadLetterConfig.")]
    [InlineData("{Arn: a, Type: SQS}", "You can either define 'Arn' or 'Type' property of DeadLetterConfig.")]
    [InlineData("{Type: SNS}", "The only valid value for 'Type' property of DeadLetterConfig is 'SQS'.")]
    [InlineData("{Type: SQS, QueueLogicalId: [a]}", "QueueLogicalId must be a string.")]
    public void Refuses_what_names_no_queue(string config, string cause) => Assert.EndsWith(
        cause, ApiTemplates.Fault(FunctionTemplates.Of(events: $"E: {{Type: EventBridgeRule, Properties: {{Pattern: {{}}, DeadLetterConfig: {config}}}}}")).Cause, StringComparison.Ordinal);
}
