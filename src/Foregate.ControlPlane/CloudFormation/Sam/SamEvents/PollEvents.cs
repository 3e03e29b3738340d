// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamEvents;

/// <summary>Events that Lambda polls for: an event source mapping, and what the function's role must be allowed for it.</summary>
internal static class PollEvents
{
    private const string Common =
        "BatchSize=int StartingPosition StartingPositionTimestamp Enabled=bool MaximumBatchingWindowInSeconds=int MaximumRetryAttempts=int"
        + " BisectBatchOnFunctionError=bool MaximumRecordAgeInSeconds=int DestinationConfig=map ParallelizationFactor=int Topics=list Queues=list"
        + " SourceAccessConfigurations=list SecretsManagerKmsKeyId=text TumblingWindowInSeconds=int FunctionResponseTypes=list KafkaBootstrapServers=list"
        + " FilterCriteria=map KmsKeyArn ConsumerGroupId=text ScalingConfig=map ProvisionedPollerConfig=map SchemaRegistryConfig=map MetricsConfig=map"
        + " LoggingConfig=map ";

    private static readonly string[] s_passed =
    [
        "StartingPosition", "StartingPositionTimestamp", "BatchSize", "Enabled", "MaximumBatchingWindowInSeconds", "MaximumRetryAttempts",
        "BisectBatchOnFunctionError", "MaximumRecordAgeInSeconds", "ParallelizationFactor", "Topics", "Queues", "SourceAccessConfigurations",
        "TumblingWindowInSeconds", "FunctionResponseTypes", "FilterCriteria", "KmsKeyArn", "ScalingConfig", "ProvisionedPollerConfig", "MetricsConfig", "LoggingConfig",
    ];

    public static SamEventType Kinesis { get; } = Of("Kinesis", "Stream! StartingPosition!", "Stream", "AWSLambdaKinesisExecutionRole", null);

    public static SamEventType DynamoDB { get; } = Of("DynamoDB", "Stream! StartingPosition!", "Stream", "AWSLambdaDynamoDBExecutionRole", null);

    public static SamEventType Queue { get; } = Of("SQS", "Queue!", "Queue", "AWSLambdaSQSQueueExecutionRole", null);

    public static SamEventType Kafka { get; } = Of("MSK", "Stream! StartingPosition!", "Stream", "AWSLambdaMSKExecutionRole", PollPolicies.Kafka);

    public static SamEventType Broker { get; } = Of("MQ", "Broker! DynamicPolicyName==bool", "Broker", null, PollPolicies.Broker);

    public static SamEventType OwnKafka { get; } = Of("SelfManagedKafka", "", null, null, PollPolicies.OwnKafka);

    public static SamEventType DocumentDB { get; } = Of("DocumentDB", "Cluster! DatabaseName! CollectionName FullDocument", "Cluster", null, PollPolicies.DocumentDB);

    private static SamEventType Of(string type, string own, string? source, string? managed, Func<SamEvent, SamNode?>? policy) =>
        new(new SamProperties($"an event of type {type}", Common + own), happening => Make(happening, type, source, managed, policy));

    private static List<SamResource> Make(SamEvent happening, string type, string? source, string? managed, Func<SamEvent, SamNode?>? policy)
    {
        var mapping = happening.New(happening.LogicalId, "AWS::Lambda::EventSourceMapping");
        mapping["FunctionName"] = happening.Target.Ref();
        mapping["EventSourceArn"] = source is null ? null : happening[source];
        foreach (var property in s_passed)
        {
            mapping[property] = happening[property];
        }

        if (happening["FilterCriteria"] is { IsTruthy: true } filter && !Intrinsic.Is(filter) && filter.Keys is not ["Filters"])
        {
            throw happening.Refuse("FilterCriteria", "FilterCriteria field has a wrong format.", "Write Filters under it.");
        }

        if (happening["KafkaBootstrapServers"] is { IsTruthy: true } servers)
        {
            mapping["SelfManagedEventSource"] = SamNode.Map(("Endpoints", SamNode.Map(("KafkaBootstrapServers", servers))));
        }

        Consumer(happening, mapping, type);
        var destination = Destination(happening, mapping);
        if (type == "DocumentDB")
        {
            mapping["DocumentDBEventSourceConfig"] = SamNode.Map(
                ("DatabaseName", happening["DatabaseName"]),
                ("CollectionName", happening["CollectionName"] is { IsTruthy: true } collection ? collection : null),
                ("FullDocument", happening["FullDocument"] is { IsTruthy: true } full ? full : null));
        }

        Allow(happening.Role!, managed is null ? null : (SamNode)ManagedPolicies.Arn("service-role/", managed, happening.Run.Partition), policy?.Invoke(happening), destination);
        return [mapping];
    }

    private static void Consumer(SamEvent happening, SamResource mapping, string type)
    {
        var property = type switch { "MSK" => "AmazonManagedKafkaEventSourceConfig", "SelfManagedKafka" => "SelfManagedKafkaEventSourceConfig", _ => null };
        var group = happening["ConsumerGroupId"] is { IsTruthy: true } given ? given : null;
        if (property is null)
        {
            if (group is not null)
            {
                throw happening.Refuse("ConsumerGroupId", $"Property ConsumerGroupId not defined for resource of type {type}.", "Remove it.");
            }

            return;
        }

        var config = SamNode.Map(("ConsumerGroupId", group), ("SchemaRegistryConfig", happening["SchemaRegistryConfig"] is { IsTruthy: true } registry ? registry : null));
        mapping[property] = config.Count > 0 ? config : null;
    }

    /// <summary>Where what fails goes: as the mapping has it, and the policy that it takes.</summary>
    private static SamNode? Destination(SamEvent happening, SamResource mapping)
    {
        if (happening["DestinationConfig"] is not { IsTruthy: true } config)
        {
            return null;
        }

        if (config["OnFailure"] is not { IsMap: true } failure)
        {
            throw happening.Refuse("DestinationConfig", "Property 'DestinationConfig.OnFailure' should be a map.", "Write an object with a Destination.");
        }

        mapping["DestinationConfig"] = config;
        if (failure["Type"] is not { IsTruthy: true } type)
        {
            return null;
        }

        failure.Remove("Type");
        var destination = failure["Destination"] ?? SamNode.Null();
        return type.Text switch
        {
            "SQS" => PolicyDocuments.Allow($"{happening.LogicalId}SQSPolicy", "sqs:SendMessage", destination),
            "SNS" => PolicyDocuments.Allow($"{happening.LogicalId}SNSPolicy", "sns:publish", destination),
            "S3" => PolicyDocuments.Bucket($"{happening.LogicalId}S3Policy", destination),
            "Kafka" => null,
            _ => throw new SamRefusal(type, $"Event with id [{happening.EventId}] is invalid. The only valid values for 'Type' are 'SQS', 'SNS', 'S3', and 'Kafka'.", "Write one of them."),
        };
    }

    private static void Allow(SamResource role, SamNode? managed, params ReadOnlySpan<SamNode?> policies)
    {
        if (managed is not null && !role["ManagedPolicyArns"]!.Items.Exists(other => other.SameAs(managed)))
        {
            role["ManagedPolicyArns"]!.Items.Add(managed);
        }

        foreach (var policy in policies)
        {
            if (policy is not null)
            {
                var all = role["Policies"] ?? SamNode.List();
                role["Policies"] = all;
                if (!all.Items.Exists(other => policy["PolicyDocument"]!.SameAs(other["PolicyDocument"])))
                {
                    all.Items.Add(policy);
                }
            }
        }
    }
}
