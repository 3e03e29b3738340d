// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamEvents;

public sealed class ScheduleV2Tests
{
    [Fact]
    public void A_schedule_has_a_role_of_its_own()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(events: "E: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 hour), DeadLetterConfig: {Type: SQS}, PermissionsBoundary: pb}}"));
        ApiTemplates.Same(
            """
            {"ScheduleExpression": "rate(1 hour)", "Name": "FE", "FlexibleTimeWindow": {"Mode": "OFF"},
             "Target": {"Arn": {"Fn::GetAtt": ["F", "Arn"]}, "RoleArn": {"Fn::GetAtt": ["FERole", "Arn"]}, "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["FEQueue", "Arn"]}}}}
            """,
            resources["FE"]!["Properties"]);
        Assert.Equal(["FELambdaPolicy", "FESQSPolicy"], resources["FERole"]!["Properties"]!["Policies"]!.AsArray().Select(policy => (string?)policy!["PolicyName"]));
        Assert.Equal("pb", (string?)resources["FERole"]!["Properties"]!["PermissionsBoundary"]);
        Assert.False(resources.ContainsKey("FEQueuePolicy"));
    }

    [Fact]
    public void A_given_role_is_taken_and_the_name_left_out_on_demand()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(events: "E: {Type: ScheduleV2, Properties: {ScheduleExpression: x, RoleArn: arn, OmitName: true}}"));
        Assert.False(resources.ContainsKey("FERole"));
        Assert.Null(resources["FE"]!["Properties"]!["Name"]);
    }

    [Fact]
    public void A_name_is_not_given_and_left_out() => Assert.EndsWith(
        "Name cannot be set when OmitName is True.",
        ApiTemplates.Fault(FunctionTemplates.Of(events: "E: {Type: ScheduleV2, Properties: {ScheduleExpression: x, Name: n, OmitName: true}}")).Cause,
        StringComparison.Ordinal);
}
