// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamEvents;

/// <summary>Events that other services push, each with a permission and little more: log groups, IoT rules, user pools, Alexa.</summary>
internal static class PushEvents
{
    public static SamEventType Logs { get; } = new(new SamProperties("an event of type CloudWatchLogs", "LogGroupName!=text FilterPattern!=text"), OfLogs);

    public static SamEventType IoTRule { get; } = new(new SamProperties("an event of type IoTRule", "Sql!=text AwsIotSqlVersion=text"), OfIoTRule);

    public static SamEventType Cognito { get; } = new(new SamProperties("an event of type Cognito", "UserPool!=text Trigger!==text|texts"), OfCognito);

    public static SamEventType AlexaSkill { get; } = new(new SamProperties("an event of type AlexaSkill", "SkillId=text"), OfAlexa);

    private static List<SamResource> OfLogs(SamEvent happening)
    {
        var source = SamNode.Sub(
            $"arn:{happening.Run.Partition}:logs:${{AWS::Region}}:${{AWS::AccountId}}:log-group:${{__LogGroupName__}}:*", SamNode.Map(("__LogGroupName__", happening["LogGroupName"])));
        var permission = Permissions.Of(happening, "logs.amazonaws.com", source);
        var filter = happening.New(happening.LogicalId, "AWS::Logs::SubscriptionFilter");
        filter.DependsOn = SamNode.List(permission.LogicalId);
        filter["LogGroupName"] = happening["LogGroupName"];
        filter["FilterPattern"] = happening["FilterPattern"];
        filter["DestinationArn"] = happening.TargetArn;
        return [permission, filter];
    }

    private static List<SamResource> OfIoTRule(SamEvent happening)
    {
        var source = SamNode.Sub($"arn:{happening.Run.Partition}:iot:${{AWS::Region}}:${{AWS::AccountId}}:rule/${{RuleName}}", SamNode.Map(("RuleName", SamNode.Ref(happening.LogicalId))));
        var permission = Permissions.Of(happening, "iot.amazonaws.com", source);
        permission["SourceAccount"] = SamNode.Sub("${AWS::AccountId}");
        var rule = happening.New(happening.LogicalId, "AWS::IoT::TopicRule");
        rule["TopicRulePayload"] = SamNode.Map(
            ("Sql", happening["Sql"]),
            ("RuleDisabled", false),
            ("Actions", SamNode.List(SamNode.Map(("Lambda", SamNode.Map(("FunctionArn", happening.TargetArn)))))),
            ("AwsIotSqlVersion", happening["AwsIotSqlVersion"] is { IsTruthy: true } version ? version : null));
        return [permission, rule];
    }

    private static List<SamResource> OfCognito(SamEvent happening)
    {
        if (happening["UserPool"]?["Ref"] is not { IsText: true } name || happening.Run.Resources[name.Text] is not { } pool || pool["Type"] is not { IsText: true, Text: "AWS::Cognito::UserPool" })
        {
            throw happening.Refuse("UserPool", "Cognito events must reference a Cognito UserPool in the same template.", "Write UserPool: !Ref MyUserPool.");
        }

        if (pool["Properties"] is not { } properties)
        {
            pool.Set("Properties", properties = SamNode.Map().At(pool));
        }

        if (properties["LambdaConfig"] is not { } config)
        {
            properties.Set("LambdaConfig", config = SamNode.Map());
        }

        if (!config.IsMap)
        {
            throw new SamRefusal(config, "Property 'LambdaConfig' should be a map.", "Write an object.");
        }

        var triggers = happening["Trigger"]!;
        foreach (var trigger in triggers.IsList ? triggers.Items : [triggers])
        {
            if (config.Has(trigger.Text))
            {
                throw happening.Refuse("Trigger", $"Cognito trigger \"{trigger.Text}\" defined multiple times.", "Keep one of the events.");
            }

            config.Set(trigger.Text, happening.TargetArn);
        }

        return [Permissions.Of(happening, "cognito-idp.amazonaws.com", SamNode.GetAtt(name.Text, "Arn"), prefix: $"{happening.Target.LogicalId}Cognito"), BucketEvents.Kept(name.Text, pool)];
    }

    private static List<SamResource> OfAlexa(SamEvent happening)
    {
        var permission = Permissions.Of(happening, "alexa-appkit.amazon.com", null);
        permission["EventSourceToken"] = happening["SkillId"];
        return [permission];
    }
}
