// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamEvents;

/// <summary>The types of events besides those of APIs, and how an event is opened.</summary>
internal static class EventTypes
{
    public static Dictionary<string, SamEventType> OfFunctions { get; } = new(StringComparer.Ordinal)
    {
        ["AlexaSkill"] = PushEvents.AlexaSkill,
        ["CloudWatchEvent"] = EventRules.OfFunctionPattern,
        ["CloudWatchLogs"] = PushEvents.Logs,
        ["Cognito"] = PushEvents.Cognito,
        ["DocumentDB"] = PollEvents.DocumentDB,
        ["DynamoDB"] = PollEvents.DynamoDB,
        ["EventBridgeRule"] = EventRules.OfFunctionPattern,
        ["IoTRule"] = PushEvents.IoTRule,
        ["Kinesis"] = PollEvents.Kinesis,
        ["MQ"] = PollEvents.Broker,
        ["MSK"] = PollEvents.Kafka,
        ["S3"] = BucketEvents.Type,
        ["SNS"] = TopicEvents.Type,
        ["SQS"] = PollEvents.Queue,
        ["Schedule"] = EventRules.OfFunctionSchedule,
        ["ScheduleV2"] = ScheduleV2.Type,
        ["SelfManagedKafka"] = PollEvents.OwnKafka,
    };

    public static Dictionary<string, SamEventType> OfStateMachines { get; } = new(StringComparer.Ordinal)
    {
        ["CloudWatchEvent"] = EventRules.OfStateMachinePattern,
        ["EventBridgeRule"] = EventRules.OfStateMachinePattern,
        ["Schedule"] = EventRules.OfStateMachineSchedule,
        ["ScheduleV2"] = ScheduleV2.Type,
    };

    /// <summary>Makes what an event stands for; tells what is wrong with it.</summary>
    public static void Add(SamEvent happening, Func<string, SamEventType?> find, List<SamResource> made)
    {
        var type = happening.Node["Type"];
        if (type is not { IsText: true } || find(type.Text) is not { } known)
        {
            happening.Run.Fault(
                type ?? happening.Node, $"Resource with id [{happening.Owner.LogicalId}] is invalid. Event with id [{happening.EventId}] is invalid. {(type is null ? "Resource dict missing key 'Type'." : $"Event Type is: {type.Text}.")}", "Write a type of event that SAM has.");
        }
        else if (known.Properties.Check(happening.Run, happening.Properties, happening.Node))
        {
            if (OfFunctions.ContainsKey(type.Text))
            {
                happening.Run.OtherEvents.Add(type.Text);
            }

            happening.Run.Guard(happening.Node, $"Resource with id [{happening.Owner.LogicalId}] is invalid. ", () => made.AddRange(known.Make(happening)));
        }
    }
}
