// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamEvents;

public sealed class TopicEventsTests
{
    [Fact]
    public void A_topic_invokes_the_function()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(events: "E: {Type: SNS, Properties: {Topic: !Ref T, FilterPolicy: {a: [b]}}}"));
        ApiTemplates.Same(
            """{"Protocol": "lambda", "Endpoint": {"Fn::GetAtt": ["F", "Arn"]}, "TopicArn": {"Ref": "T"}, "FilterPolicy": {"a": ["b"]}}""", resources["FE"]!["Properties"]);
        ApiTemplates.Same("""{"Ref": "T"}""", resources["FEPermission"]!["Properties"]!["SourceArn"]);
    }

    [Fact]
    public void A_queue_between_them_is_made()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(events: "E: {Type: SNS, Properties: {Topic: !Ref T, SqsSubscription: true}}", others: "T: {Type: AWS::SNS::Topic, Properties: {FifoTopic: true}}"));
        Assert.True((bool?)resources["FEQueue"]!["Properties"]!["FifoQueue"]);
        ApiTemplates.Same(
            """{"FunctionName": {"Ref": "F"}, "EventSourceArn": {"Fn::GetAtt": ["FEQueue", "Arn"]}, "BatchSize": 10, "Enabled": true}""", resources["FEEventSourceMapping"]!["Properties"]);
        Assert.Equal("sqs", (string?)resources["FE"]!["Properties"]!["Protocol"]);
        ApiTemplates.Same("""[{"Ref": "FEQueue"}]""", resources["FEQueuePolicy"]!["Properties"]!["Queues"]);
        Assert.False(resources.ContainsKey("FEPermission"));
    }

    [Fact]
    public void A_queue_of_the_templates_own_is_taken()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(events: "E: {Type: SNS, Properties: {Topic: t, SqsSubscription: {QueueArn: a, QueueUrl: u, BatchSize: 5, QueuePolicyLogicalId: Mine}}}"));
        Assert.Equal("AWS::SQS::QueuePolicy", (string?)resources["Mine"]!["Type"]);
        Assert.Equal(5, (int?)resources["FEEventSourceMapping"]!["Properties"]!["BatchSize"]);
    }

    [Fact]
    public void A_queue_has_an_ARN_and_a_URL() => Assert.EndsWith(
        "No QueueARN or QueueURL provided.", ApiTemplates.Fault(FunctionTemplates.Of(events: "E: {Type: SNS, Properties: {Topic: t, SqsSubscription: {QueueArn: a}}}")).Cause, StringComparison.Ordinal);
}
