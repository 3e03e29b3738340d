// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamEvents;

/// <summary>Events of type Schedule, CloudWatchEvent and EventBridgeRule: a rule, its target, and the permission or the role to invoke it.</summary>
internal static class EventRules
{
    private const string Principal = "events.amazonaws.com";
    private const int LongestTarget = 64;

    private const string Both = "Input=text State=text DeadLetterConfig=map RetryPolicy=map";

    private const string Pattern = "EventBusName=text RuleName=text Pattern=map InputPath=text Target=map InputTransformer=map";

    public static SamEventType OfFunctionSchedule { get; } = new(
        new SamProperties("an event of type Schedule", $"{Both} Schedule!=text RuleName=text Enabled=bool Name=text Description=text"), happening => OfFunction(happening, Schedule));

    public static SamEventType OfFunctionPattern { get; } = new(
        new SamProperties("an event of this type", $"{Both} {Pattern} Enabled=bool"), happening => OfFunction(happening, Match));

    public static SamEventType OfStateMachineSchedule { get; } = new(
        new SamProperties("an event of type Schedule", $"{Both} Schedule!=text Enabled=bool Name=text Description=text Target==map RoleArn=text|map"), happening => OfStateMachine(happening, Schedule));

    public static SamEventType OfStateMachinePattern { get; } = new(
        new SamProperties("an event of this type", $"{Both} {Pattern}"), happening => OfStateMachine(happening, Match));

    private static List<SamResource> OfFunction(SamEvent happening, Action<SamEvent, SamResource> fill)
    {
        var made = new List<SamResource>();
        var rule = Rule(happening, fill, made);
        var queue = EventQueues.DeadLetter(happening, rule, made);
        rule["Targets"] = SamNode.List(Target(happening, "LambdaTarget", null, queue));
        made.Add(Permissions.Of(happening, Principal, rule.GetAtt("Arn")));
        return made;
    }

    private static List<SamResource> OfStateMachine(SamEvent happening, Action<SamEvent, SamResource> fill)
    {
        var made = new List<SamResource>();
        var rule = Rule(happening, fill, made);
        var roleArn = happening["RoleArn"];
        if (roleArn is null)
        {
            var role = Role(happening, Principal);
            made.Add(role);
            roleArn = role.GetAtt("Arn");
        }

        var queue = EventQueues.DeadLetter(happening, rule, made);
        rule["Targets"] = SamNode.List(Target(happening, "StepFunctionsTarget", roleArn, queue));
        return made;
    }

    /// <summary>The role with which a service starts a state machine.</summary>
    public static SamResource Role(SamEvent happening, string principal)
    {
        var role = happening.New($"{happening.LogicalId}Role", "AWS::IAM::Role");
        role["AssumeRolePolicyDocument"] = PolicyDocuments.AssumedBy(principal[..principal.IndexOf('.', StringComparison.Ordinal)]);
        role["Policies"] = SamNode.List(PolicyDocuments.Allow($"{role.LogicalId}StartExecutionPolicy", "states:StartExecution", happening.TargetArn));
        role["PermissionsBoundary"] = happening.Owner["PermissionsBoundary"] is { IsTruthy: true } boundary ? boundary : null;
        return role;
    }

    private static SamResource Rule(SamEvent happening, Action<SamEvent, SamResource> fill, List<SamResource> made)
    {
        var rule = happening.New(happening.LogicalId, "AWS::Events::Rule");
        made.Add(rule);
        fill(happening, rule);
        var state = happening["State"] is { IsTruthy: true } given ? given : null;
        if (happening["Enabled"] is { } enabled)
        {
            if (state is not null)
            {
                throw happening.Refuse("State", "State and Enabled Properties cannot both be specified.", "Keep one of them.");
            }

            state = enabled.IsTruthy ? "ENABLED" : "DISABLED";
        }

        rule["State"] = state;
        return rule;
    }

    private static void Schedule(SamEvent happening, SamResource rule)
    {
        rule["ScheduleExpression"] = happening["Schedule"];
        rule["Name"] = happening["Name"];
        rule["Description"] = happening["Description"];
    }

    private static void Match(SamEvent happening, SamResource rule)
    {
        rule["EventBusName"] = happening["EventBusName"];
        rule["EventPattern"] = happening["Pattern"];
        rule["Name"] = happening["RuleName"];
    }

    private static SamNode Target(SamEvent happening, string suffix, SamNode? role, SamNode? queue)
    {
        var id = happening.LogicalId.Length + suffix.Length <= LongestTarget ? happening.LogicalId : happening.LogicalId[..(LongestTarget - suffix.Length)];
        return SamNode.Map(
            ("Arn", happening.TargetArn),
            ("Id", happening["Target"]?["Id"] ?? $"{id}{suffix}"),
            ("RoleArn", role),
            ("Input", happening["Input"]),
            ("InputPath", happening["InputPath"]),
            ("DeadLetterConfig", queue is null ? null : SamNode.Map(("Arn", queue))),
            ("RetryPolicy", happening["RetryPolicy"]),
            ("InputTransformer", happening["InputTransformer"]));
    }
}
