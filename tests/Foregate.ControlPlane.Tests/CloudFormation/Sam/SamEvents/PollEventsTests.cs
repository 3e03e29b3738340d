// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamEvents;

public sealed class PollEventsTests
{
    [Theory]
    [InlineData("SQS, Properties: {Queue: q, BatchSize: 3, Enabled: false}", """{"FunctionName": {"Ref": "F"}, "EventSourceArn": "q", "BatchSize": 3, "Enabled": false}""", "AWSLambdaSQSQueueExecutionRole")]
    [InlineData("Kinesis, Properties: {Stream: s, StartingPosition: LATEST}", """{"FunctionName": {"Ref": "F"}, "EventSourceArn": "s", "StartingPosition": "LATEST"}""", "AWSLambdaKinesisExecutionRole")]
    [InlineData("DynamoDB, Properties: {Stream: s, StartingPosition: LATEST}", """{"FunctionName": {"Ref": "F"}, "EventSourceArn": "s", "StartingPosition": "LATEST"}""", "AWSLambdaDynamoDBExecutionRole")]
    [InlineData("MSK, Properties: {Stream: s, StartingPosition: LATEST, Topics: [t], ConsumerGroupId: g}", """{"FunctionName": {"Ref": "F"}, "EventSourceArn": "s", "StartingPosition": "LATEST", "Topics": ["t"], "AmazonManagedKafkaEventSourceConfig": {"ConsumerGroupId": "g"}}""", "AWSLambdaMSKExecutionRole")]
    public void A_mapping_is_made_and_the_role_may_poll(string happening, string mapping, string policy)
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(events: $"E: {{Type: {happening}}}, E2: {{Type: {happening}}}"));
        ApiTemplates.Same(mapping, resources["FE"]!["Properties"]);
        ApiTemplates.Same(
            $$"""["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", "arn:aws:iam::aws:policy/service-role/{{policy}}"]""", resources["FRole"]!["Properties"]!["ManagedPolicyArns"]);
    }

    [Theory]
    [InlineData("SQS", "FESQSPolicy", "sqs:SendMessage")]
    [InlineData("SNS", "FESNSPolicy", "sns:publish")]
    [InlineData("S3", "FES3Policy", "s3:PutObject")]
    public void Where_failures_go_is_allowed_and_its_type_left_out(string type, string policy, string action)
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(events: $"E: {{Type: SQS, Properties: {{Queue: q, DestinationConfig: {{OnFailure: {{Type: {type}, Destination: d}}}}}}}}"));
        ApiTemplates.Same("""{"OnFailure": {"Destination": "d"}}""", resources["FE"]!["Properties"]!["DestinationConfig"]);
        var made = Assert.Single(resources["FRole"]!["Properties"]!["Policies"]!.AsArray())!;
        Assert.Equal((policy, action), ((string?)made["PolicyName"], (string?)made["PolicyDocument"]!["Statement"]![0]!["Action"]));
    }

    [Theory]
    [InlineData("Queue: q, ConsumerGroupId: g", "Property ConsumerGroupId not defined for resource of type SQS.")]
    [InlineData("Queue: q, FilterCriteria: {Filter: []}", "FilterCriteria field has a wrong format.")]
    [InlineData("Queue: q, DestinationConfig: {OnSuccess: {}}", "Property 'DestinationConfig.OnFailure' should be a map.")]
    [InlineData("Queue: q, DestinationConfig: {OnFailure: {Type: X}}", "The only valid values for 'Type' are 'SQS', 'SNS', 'S3', and 'Kafka'.")]
    public void Refuses_what_SAM_refuses(string properties, string cause) =>
        Assert.EndsWith(cause, ApiTemplates.Fault(FunctionTemplates.Of(events: $"E: {{Type: SQS, Properties: {{{properties}}}}}")).Cause, StringComparison.Ordinal);
}
