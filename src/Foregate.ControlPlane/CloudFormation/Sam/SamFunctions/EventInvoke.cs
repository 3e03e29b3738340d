// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;

/// <summary><c>EventInvokeConfig</c>: retries of asynchronous calls, and where their results go; a queue or topic that is not named is made.</summary>
internal static class EventInvoke
{
    private const int LongestCondition = 255;

    public static void Add(SamRun run, SamResource resource, SamResource function, SamResource? alias, SamNode config, List<SamResource> made, SamNode documents)
    {
        var resolved = run.Resolve(config);
        var invoke = new SamResource($"{function.LogicalId}EventInvokeConfig", "AWS::Lambda::EventInvokeConfig", resource.Attributes)
        {
            DependsOn = alias is null ? null : SamNode.List(alias.LogicalId),
            Place = config,
        };
        var destinations = SamNode.Map();
        if (resolved["DestinationConfig"] is { IsTruthy: true } given)
        {
            Map(given, "EventInvokeConfig.DestinationConfig");
            foreach (var name in (string[])["OnSuccess", "OnFailure"])
            {
                if (given[name] is { } one)
                {
                    Map(one, $"EventInvokeConfig.DestinationConfig.{name}");
                    var destination = Destination(run, resource, one, $"{invoke.LogicalId}{name}", invoke.LogicalId, made, documents);
                    destinations.Set(name, SamNode.Map(("Destination", destination)));
                    one.Set("Destination", destination);
                }
            }
        }

        invoke["FunctionName"] = function.Ref();
        invoke["Qualifier"] = alias?["Name"] ?? "$LATEST";
        invoke["DestinationConfig"] = destinations;
        invoke["MaximumEventAgeInSeconds"] = resolved["MaximumEventAgeInSeconds"];
        invoke["MaximumRetryAttempts"] = resolved["MaximumRetryAttempts"];
        made.Add(invoke);
    }

    private static void Map(SamNode node, string property)
    {
        if (!node.IsMap)
        {
            throw new SamRefusal(node, $"Property '{property}' should be a map.", "Write an object.");
        }
    }

    private static SamNode Destination(SamRun run, SamResource resource, SamNode config, string id, string hashed, List<SamResource> made, SamNode documents)
    {
        if (config["Type"] is not { IsText: true, Text: "SQS" or "SNS" or "EventBridge" or "Lambda" or "S3Bucket" } type)
        {
            throw new SamRefusal(config["Type"] ?? config, $"'Type: {config["Type"]?.Text ?? "None"}' must be one of ['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket'].", "Write one of them.");
        }

        var destination = config["Destination"];
        var (condition, otherwise) = Choice(run, destination, hashed);
        if (destination is null || condition is not null)
        {
            if (type.Text is not ("SQS" or "SNS"))
            {
                throw new SamRefusal(config, "Destination is required if Type is not ['SQS', 'SNS'].", "Write it.");
            }

            var target = new SamResource(
                type.Text == "SQS" ? $"{id}Queue" : $"{id}Topic", type.Text == "SQS" ? "AWS::SQS::Queue" : "AWS::SNS::Topic", resource.HandedOn()) { Place = config };
            if (Both(run, resource, condition) is { } both)
            {
                target.Attributes.Set("Condition", both);
            }

            made.Add(target);
            var arn = type.Text == "SQS" ? target.GetAtt("Arn") : target.Ref();
            destination = condition is null ? arn : SamNode.If(condition, arn, otherwise!);
        }

        documents.Items.Add(Policy(type.Text, id, destination));
        return destination;
    }

    private static SamNode Policy(string type, string id, SamNode destination) => type switch
    {
        "SQS" => PolicyDocuments.Allow($"{id}SQSPolicy", "sqs:SendMessage", destination),
        "SNS" => PolicyDocuments.Allow($"{id}SNSPolicy", "sns:publish", destination),
        "EventBridge" => PolicyDocuments.Allow($"{id}EventBridgePolicy", "events:PutEvents", destination),
        "Lambda" => PolicyDocuments.Allow($"{id}LambdaPolicy", "lambda:InvokeFunction", destination),
        _ => PolicyDocuments.Bucket($"{id}S3Policy", destination),
    };

    /// <summary>When a condition leaves one of two destinations out: the condition under which one is made, and the other destination.</summary>
    private static (string? Condition, SamNode? Otherwise) Choice(SamRun run, SamNode? destination, string hashed)
    {
        if (!Intrinsic.IsIf(destination))
        {
            return (null, null);
        }

        var (condition, then, otherwise) = Intrinsic.If(destination!, "Destination");
        if (Intrinsic.IsNoValue(then))
        {
            return Intrinsic.IsNoValue(otherwise) ? (null, null) : (condition.Text, otherwise);
        }

        if (!Intrinsic.IsNoValue(otherwise))
        {
            return (null, null);
        }

        var opposite = Name($"NOT{condition.Text}", hashed);
        run.AddCondition(opposite, SamNode.Map(("Fn::Not", SamNode.List(SamNode.Map(("Condition", condition.Text))))).At(destination));
        return (opposite, then);
    }

    private static string? Both(SamRun run, SamResource resource, string? condition)
    {
        if (resource.Attributes["Condition"] is not { } own || condition is null)
        {
            return condition ?? resource.Attributes["Condition"]?.Text;
        }

        var name = Name($"{own.Text}AND{condition}", resource.LogicalId);
        run.AddCondition(
            name,
            SamNode.Map(("Fn::And", SamNode.List(
                SamNode.Map(("Condition", SamNode.Map(("Condition", own.Text)))), SamNode.Map(("Condition", SamNode.Map(("Condition", condition)))))))
                .At(resource.Place));
        return name;
    }

    private static string Name(string prefix, string hashed)
    {
        var name = $"{prefix}{LogicalIds.Hash(hashed)}";
        return name.Length > LongestCondition ? name[..LongestCondition] : name;
    }
}
