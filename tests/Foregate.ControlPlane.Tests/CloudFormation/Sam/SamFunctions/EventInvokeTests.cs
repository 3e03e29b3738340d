// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamFunctions;

public sealed class EventInvokeTests
{
    [Fact]
    public void Destinations_are_made_or_taken_and_allowed()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of("AutoPublishAlias: live, EventInvokeConfig: {MaximumRetryAttempts: 1, DestinationConfig: {OnSuccess: {Type: SQS}, OnFailure: {Type: EventBridge, Destination: arn}}}"));
        ApiTemplates.Same(
            """
            {"FunctionName": {"Ref": "F"}, "Qualifier": "live", "MaximumRetryAttempts": 1,
             "DestinationConfig": {"OnSuccess": {"Destination": {"Fn::GetAtt": ["FEventInvokeConfigOnSuccessQueue", "Arn"]}}, "OnFailure": {"Destination": "arn"}}}
            """,
            resources["FEventInvokeConfig"]!["Properties"]);
        ApiTemplates.Same("""["FAliaslive"]""", resources["FEventInvokeConfig"]!["DependsOn"]);
        Assert.Equal(
            ["FEventInvokeConfigOnSuccessSQSPolicy", "FEventInvokeConfigOnFailureEventBridgePolicy"], resources["FRole"]!["Properties"]!["Policies"]!.AsArray().Select(policy => (string?)policy!["PolicyName"]));
    }

    [Fact]
    public void A_destination_is_made_where_a_condition_leaves_it_out()
    {
        var template = ApiTemplates.Transformed(FunctionTemplates.Of("EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SNS, Destination: !If [C, arn, !Ref AWS::NoValue]}}}"));
        var condition = (string?)template["Resources"]!["FEventInvokeConfigOnFailureTopic"]!["Condition"];
        Assert.StartsWith("NOTC", condition, StringComparison.Ordinal);
        ApiTemplates.Same("""{"Fn::Not": [{"Condition": "C"}]}""", template["Conditions"]![condition!]);
        Assert.Equal("$LATEST", (string?)template["Resources"]!["FEventInvokeConfig"]!["Properties"]!["Qualifier"]);
    }

    [Theory]
    [InlineData("{OnSuccess: {Type: Lambda}}", "Destination is required if Type is not ['SQS', 'SNS'].")]
    [InlineData("{OnSuccess: {Type: Pigeon}}", "'Type: Pigeon' must be one of ['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket'].")]
    [InlineData("{OnSuccess: arn}", "Property 'EventInvokeConfig.DestinationConfig.OnSuccess' should be a map.")]
    public void Refuses_what_SAM_refuses(string config, string cause) =>
        Assert.EndsWith(cause, ApiTemplates.Fault(FunctionTemplates.Of($"EventInvokeConfig: {{DestinationConfig: {config}}}")).Cause, StringComparison.Ordinal);
}
