// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>The actions of AWS services that HTTP APIs call themselves, and what each needs and takes.</summary>
internal static class ServiceIntegrations
{
    private static readonly FrozenDictionary<string, (string Required, string Optional)> s_actions = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["EventBridge-PutEvents"] = ("Detail DetailType Source", "Time EventBusName Resources Region TraceHeader"),
        ["SQS-SendMessage"] = ("QueueUrl MessageBody", "DelaySeconds MessageAttributes MessageDeduplicationId MessageGroupId MessageSystemAttributes Region"),
        ["SQS-ReceiveMessage"] = ("QueueUrl", "AttributeNames MaxNumberOfMessages MessageAttributeNames ReceiveRequestAttemptId VisibilityTimeout WaitTimeSeconds Region"),
        ["SQS-DeleteMessage"] = ("ReceiptHandle QueueUrl", "Region"),
        ["SQS-PurgeQueue"] = ("QueueUrl", "Region"),
        ["AppConfig-GetConfiguration"] = ("Application Environment Configuration ClientId", "ClientConfigurationVersion Region"),
        ["Kinesis-PutRecord"] = ("StreamName Data PartitionKey", "SequenceNumberForOrdering ExplicitHashKey Region"),
        ["StepFunctions-StartExecution"] = ("StateMachineArn", "Name Input Region"),
        ["StepFunctions-StartSyncExecution"] = ("StateMachineArn", "Name Input Region TraceHeader"),
        ["StepFunctions-StopExecution"] = ("ExecutionArn", "Cause Error Region"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static AwsError? Check(Integration integration)
    {
        if (!s_actions.TryGetValue(integration.IntegrationSubtype!, out var action))
        {
            return AwsError.BadRequest(
                $"Invalid IntegrationSubtype specified: {integration.IntegrationSubtype}. Must be one of: [{string.Join(", ", s_actions.Keys.Order(StringComparer.Ordinal))}]");
        }

        if (integration.IntegrationType != IntegrationType.AwsProxy)
        {
            return AwsError.BadRequest("IntegrationSubtype is only supported with integrations of type AWS_PROXY");
        }

        if (integration.IntegrationUri is not null)
        {
            return AwsError.BadRequest("IntegrationUri is not supported with an IntegrationSubtype");
        }

        if (integration.CredentialsArn is null)
        {
            return AwsError.BadRequest("CredentialsArn is required with an IntegrationSubtype");
        }

        if (integration.PayloadFormatVersion != "1.0")
        {
            return AwsError.BadRequest("PayloadFormatVersion must be 1.0 with an IntegrationSubtype");
        }

        var required = action.Required.Split(' ');
        if (required.FirstOrDefault(name => !integration.RequestParameters.ContainsKey(name)) is { } missing)
        {
            return AwsError.BadRequest($"Parameter: {missing} is required with IntegrationSubtype: {integration.IntegrationSubtype}");
        }

        var known = action.Optional.Split(' ');
        return integration.RequestParameters.Keys.FirstOrDefault(name => !required.Contains(name) && !known.Contains(name)) is { } unknown
            ? AwsError.BadRequest($"Parameter: {unknown} does not fit schema for Operation: {integration.IntegrationSubtype}.")
            : null;
    }
}
