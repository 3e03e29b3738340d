// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamEvents;

/// <summary>Events of type ScheduleV2: a schedule of EventBridge Scheduler, and the role with which it invokes.</summary>
internal static class ScheduleV2
{
    private static readonly string[] s_passed = ["Description", "StartDate", "EndDate", "ScheduleExpressionTimezone", "GroupName", "KmsKeyArn"];

    public static SamEventType Type { get; } = new(
        new SamProperties(
            "an event of type ScheduleV2",
            "PermissionsBoundary=text ScheduleExpression!=text FlexibleTimeWindow=map Name=text State=text Description=text StartDate=text EndDate=text"
            + " ScheduleExpressionTimezone=text GroupName=text KmsKeyArn=text Input=text RoleArn=text DeadLetterConfig=map RetryPolicy=map OmitName==bool"),
        Make);

    private static List<SamResource> Make(SamEvent happening)
    {
        var schedule = happening.New(happening.LogicalId, "AWS::Scheduler::Schedule");
        var made = new List<SamResource> { schedule };
        schedule["ScheduleExpression"] = happening["ScheduleExpression"];
        schedule["State"] = happening["State"] is { IsTruthy: true } state ? state : null;
        var name = happening["Name"] is { IsTruthy: true } given ? given : null;
        if (happening["OmitName"] is not { IsTruthy: true })
        {
            schedule["Name"] = name ?? happening.LogicalId;
        }
        else if (name is not null)
        {
            throw happening.Refuse("Name", "Name cannot be set when OmitName is True.", "Keep one of them.");
        }

        schedule["FlexibleTimeWindow"] = happening["FlexibleTimeWindow"] is { IsTruthy: true } window ? window : SamNode.Map(("Mode", "OFF"));
        foreach (var property in s_passed)
        {
            schedule[property] = happening[property];
        }

        var queue = EventQueues.DeadLetter(happening, null, made);
        var roleArn = happening["RoleArn"] is { IsTruthy: true } role ? role : Role(happening, queue, made).GetAtt("Arn");
        schedule["Target"] = SamNode.Map(
            ("Arn", happening.TargetArn),
            ("RoleArn", roleArn),
            ("Input", happening["Input"]),
            ("DeadLetterConfig", queue is null ? null : SamNode.Map(("Arn", queue))),
            ("RetryPolicy", happening["RetryPolicy"]));
        return made;
    }

    private static SamResource Role(SamEvent happening, SamNode? queue, List<SamResource> made)
    {
        var role = happening.New($"{happening.LogicalId}Role", "AWS::IAM::Role");
        made.Add(role);
        var policies = SamNode.List(happening.Owner.Type == SamNames.StateMachine
            ? PolicyDocuments.Allow($"{happening.LogicalId}StartExecutionPolicy", "states:StartExecution", happening.TargetArn)
            : PolicyDocuments.Allow($"{happening.LogicalId}LambdaPolicy", "lambda:InvokeFunction", happening.TargetArn));
        if (queue is not null)
        {
            policies.Items.Add(PolicyDocuments.Allow($"{happening.LogicalId}SQSPolicy", "sqs:SendMessage", queue));
        }

        role["AssumeRolePolicyDocument"] = PolicyDocuments.AssumedBy("scheduler");
        role["Policies"] = policies;
        role["PermissionsBoundary"] = happening["PermissionsBoundary"] is { IsTruthy: true } boundary ? boundary : null;
        return role;
    }
}
