// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>A resource of another service: nothing is made, but names and ARNs look as AWS's would.</summary>
internal static class ExternalResource
{
    private static readonly string[] s_names =
    [
        "TableName", "BucketName", "QueueName", "TopicName", "RoleName", "UserPoolName", "StateMachineName", "LogGroupName", "Name", "StreamName", "FunctionName", "EventBusName", "KeyName",
    ];

    public static ResourceValue Value(TemplateResource resource, DocumentNode properties, Scope scope)
    {
        var name = NameOf(properties) ?? $"{scope.StackName}-{resource.LogicalId}";
        var arn = Arn(resource.Type, name, scope);
        var reference = resource.Type switch
        {
            "AWS::SNS::Topic" or "AWS::StepFunctions::StateMachine" or "AWS::ElasticLoadBalancingV2::LoadBalancer" or "AWS::SecretsManager::Secret" => arn,
            "AWS::SQS::Queue" => $"https://sqs.{scope.Region}.{Scope.UrlSuffix}/{scope.AccountId}/{name}",
            _ => name,
        };
        return new ResourceValue(reference, ("Arn", arn))
        {
            Otherwise = attribute => attribute.EndsWith("Arn", StringComparison.Ordinal) ? arn : attribute.EndsWith("Name", StringComparison.Ordinal) ? name : $"{name}-{attribute}",
        };
    }

    private static string? NameOf(DocumentNode properties)
    {
        foreach (var key in s_names)
        {
            if (properties.TryGet(key, out var entry) && entry.Value.Kind == NodeKind.String)
            {
                return entry.Value.Text;
            }
        }

        return null;
    }

    private static string Arn(string type, string name, Scope scope)
    {
        var service = type.Split("::") is [_, var second, ..] ? second.ToLowerInvariant() : "custom";
        var place = $"{scope.Region}:{scope.AccountId}";
        return type switch
        {
            "AWS::S3::Bucket" => $"arn:aws:s3:::{name}",
            "AWS::IAM::Role" => $"arn:aws:iam::{scope.AccountId}:role/{name}",
            "AWS::DynamoDB::Table" => $"arn:aws:dynamodb:{place}:table/{name}",
            "AWS::Cognito::UserPool" => $"arn:aws:cognito-idp:{place}:userpool/{name}",
            "AWS::StepFunctions::StateMachine" => $"arn:aws:states:{place}:stateMachine:{name}",
            "AWS::Logs::LogGroup" => $"arn:aws:logs:{place}:log-group:{name}:*",
            "AWS::Kinesis::Stream" => $"arn:aws:kinesis:{place}:stream/{name}",
            _ => $"arn:aws:{service}:{place}:{name}",
        };
    }
}
