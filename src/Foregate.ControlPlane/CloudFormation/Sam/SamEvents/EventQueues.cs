// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamEvents;

/// <summary>Queues that events need: for what could not be delivered, or between a topic and a function.</summary>
internal static class EventQueues
{
    /// <summary>The ARN of the dead letter queue that an event names, or of the one that is made for it; <see langword="null"/> when it asks for none.</summary>
    /// <param name="happening">The event.</param>
    /// <param name="rule">The rule that sends, when the queue needs a policy that lets it.</param>
    /// <param name="made">Where the queue goes.</param>
    public static SamNode? DeadLetter(SamEvent happening, SamResource? rule, List<SamResource> made)
    {
        if (happening["DeadLetterConfig"] is not { } config)
        {
            return null;
        }

        var (hasArn, hasType) = (config.Has("Arn"), config.Has("Type"));
        if (hasArn == hasType)
        {
            throw happening.Refuse("DeadLetterConfig", hasArn ? "You can either define 'Arn' or 'Type' property of DeadLetterConfig." : "No 'Arn' or 'Type' property provided for DeadLetterConfig.", "Write one of them.");
        }

        if (hasType && config["Type"] is not { IsText: true, Text: "SQS" })
        {
            throw happening.Refuse("DeadLetterConfig", "The only valid value for 'Type' property of DeadLetterConfig is 'SQS'.", "Write SQS.");
        }

        if (config["Arn"] is { } arn)
        {
            return arn;
        }

        if (config["QueueLogicalId"] is { IsText: false })
        {
            throw happening.Refuse("DeadLetterConfig", "QueueLogicalId must be a string.", "Write a logical id.");
        }

        var queue = happening.New(config["QueueLogicalId"]?.Text is { Length: > 0 } id ? id : $"{happening.LogicalId}Queue", "AWS::SQS::Queue");
        made.Add(queue);
        if (rule is not null)
        {
            made.Add(Policy(happening, $"{happening.LogicalId}QueuePolicy", queue.Ref(), queue.GetAtt("Arn"), rule.GetAtt("Arn"), SamNode.Map(("Service", "events.amazonaws.com"))));
        }

        return queue.GetAtt("Arn");
    }

    /// <summary>The policy of a queue that lets something send to it.</summary>
    public static SamResource Policy(SamEvent happening, string id, SamNode url, SamNode arn, SamNode source, SamNode principal)
    {
        var policy = happening.New(id, "AWS::SQS::QueuePolicy");
        policy["PolicyDocument"] = SamNode.Map(
            ("Version", "2012-10-17"),
            ("Statement", SamNode.List(SamNode.Map(
                ("Action", "sqs:SendMessage"),
                ("Effect", "Allow"),
                ("Principal", principal),
                ("Resource", arn),
                ("Condition", SamNode.Map(("ArnEquals", SamNode.Map(("aws:SourceArn", source)))))))));
        policy["Queues"] = SamNode.List(url);
        return policy;
    }
}
