// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamEvents;

/// <summary>Events of type SNS: a subscription of the function to a topic, or of a queue that the function reads.</summary>
internal static class TopicEvents
{
    private static readonly string[] s_passed = ["Region", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy"];

    public static SamEventType Type { get; } = new(
        new SamProperties("an event of type SNS", "Topic!=text Region=text FilterPolicy FilterPolicyScope SqsSubscription=bool|map RedrivePolicy=map"), Make);

    private static List<SamResource> Make(SamEvent happening)
    {
        var topic = happening["Topic"]!;
        if (happening["SqsSubscription"] is not { IsTruthy: true } queued)
        {
            return [Permissions.Of(happening, "sns.amazonaws.com", topic), Subscription(happening, "lambda", happening.TargetArn)];
        }

        if (queued.Kind == NodeKind.Boolean)
        {
            var queue = happening.New($"{happening.LogicalId}Queue", "AWS::SQS::Queue");
            var isFifo = Intrinsic.LogicalId(topic) is { } id ? happening.Run.ResolveIfAny(happening.Run.Resources[id]?["Properties"]?["FifoTopic"]) : null;
            queue["FifoQueue"] = isFifo is { IsTruthy: true } ? isFifo : null;
            return
            [
                .. Mapping(happening, queue.GetAtt("Arn"), 10),
                queue,
                Policy(happening, $"{happening.LogicalId}QueuePolicy", queue.Ref(), queue.GetAtt("Arn")),
                Subscription(happening, "sqs", queue.GetAtt("Arn")),
            ];
        }

        if (queued["QueueArn"] is not { IsTruthy: true } arn || queued["QueueUrl"] is not { IsTruthy: true } url)
        {
            throw happening.Refuse("SqsSubscription", "No QueueARN or QueueURL provided.", "Write both.");
        }

        var policy = queued["QueuePolicyLogicalId"]?.Text is { Length: > 0 } named ? named : $"{happening.LogicalId}QueuePolicy";
        return
        [
            .. Mapping(happening, arn, queued["BatchSize"] is { IsTruthy: true } size ? size : 10),
            Policy(happening, policy, url, arn),
            Subscription(happening, "sqs", arn),
        ];
    }

    private static SamResource Subscription(SamEvent happening, string protocol, SamNode endpoint)
    {
        var subscription = happening.New(happening.LogicalId, "AWS::SNS::Subscription");
        subscription["Protocol"] = protocol;
        subscription["Endpoint"] = endpoint;
        subscription["TopicArn"] = happening["Topic"];
        foreach (var property in s_passed)
        {
            subscription[property] = happening[property];
        }

        return subscription;
    }

    private static List<SamResource> Mapping(SamEvent happening, SamNode queue, SamNode batch)
    {
        var polled = new SamEvent
        {
            Run = happening.Run,
            Owner = happening.Owner,
            Target = happening.Target,
            Role = happening.Role,
            EventId = $"{happening.EventId}EventSourceMapping",
            Node = happening.Node,
            Properties = SamNode.Map(("Queue", queue), ("BatchSize", batch), ("Enabled", true)),
        };
        return [.. PollEvents.Queue.Make(polled)];
    }

    private static SamResource Policy(SamEvent happening, string id, SamNode url, SamNode arn) => EventQueues.Policy(happening, id, url, arn, happening["Topic"]!, "*");
}
