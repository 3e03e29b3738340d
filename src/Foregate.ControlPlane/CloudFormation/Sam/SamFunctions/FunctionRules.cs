// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;

/// <summary>What properties of a function go together, and what some of them must be.</summary>
internal static class FunctionRules
{
    private static readonly SamProperties s_capacity = new("CapacityProviderConfig", "Arn! PerExecutionEnvironmentMaxConcurrency ExecutionEnvironmentMemoryGiBPerVCpu");

    public static void Check(SamResource function)
    {
        Exclude(function, "CapacityProviderConfig", "ProvisionedConcurrencyConfig");
        Exclude(function, "CapacityProviderConfig", "VpcConfig");
        Require(function, "FunctionScalingConfig", "CapacityProviderConfig", "'FunctionScalingConfig' requires 'CapacityProviderConfig'.");
        Require(function, "VersionDeletionPolicy", "AutoPublishAlias", "'VersionDeletionPolicy' requires 'AutoPublishAlias'.");
        if (function["DeadLetterQueue"] is { IsTruthy: true } queue)
        {
            DeadLetterAction(queue);
        }

        if (function["ProvisionedConcurrencyConfig"] is { IsTruthy: true } provisioned && function["AutoPublishAlias"] is not { IsTruthy: true })
        {
            throw new SamRefusal(provisioned, "To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function.", "Write AutoPublishAlias.");
        }

        if (function["TenancyConfig"] is { IsTruthy: true })
        {
            CheckTenancy(function);
        }
    }

    /// <summary>The action that sends to a dead letter queue or topic.</summary>
    public static string DeadLetterAction(SamNode queue)
    {
        if (queue["Type"] is not { IsTruthy: true } type || queue["TargetArn"] is not { IsTruthy: true })
        {
            throw new SamRefusal(queue, "'DeadLetterQueue' requires Type and TargetArn properties to be specified.", "Write both.");
        }

        return type switch
        {
            { IsText: true, Text: "SQS" } => "sqs:SendMessage",
            { IsText: true, Text: "SNS" } => "sns:Publish",
            _ => throw new SamRefusal(type, "'DeadLetterQueue' requires Type of ['SQS', 'SNS'].", "Write one of them."),
        };
    }

    public static SamNode Capacity(SamNode capacity)
    {
        if (capacity.Entries.FirstOrDefault(entry => !s_capacity.Names.Contains(entry.Key)) is { Key: { } unknown })
        {
            throw new SamRefusal(capacity[unknown] ?? capacity, $"Invalid CapacityProviderConfig: {unknown} is not known.", $"Use {string.Join(", ", s_capacity.Names)}.");
        }

        return SamNode.Map(("LambdaManagedInstancesCapacityProviderConfig", SamNode.Map(
            ("CapacityProviderArn", capacity["Arn"] ?? throw new SamRefusal(capacity, "Invalid CapacityProviderConfig: Arn is missing.", "Write it.")),
            ("PerExecutionEnvironmentMaxConcurrency", capacity["PerExecutionEnvironmentMaxConcurrency"]),
            ("ExecutionEnvironmentMemoryGiBPerVCpu", capacity["ExecutionEnvironmentMemoryGiBPerVCpu"])))).At(capacity);
    }

    public static void CheckPackage(SamResource function)
    {
        if (function["PackageType"] is not { IsText: true, Text: "Image" })
        {
            if (function["Runtime"] is not { IsTruthy: true } || function["Handler"] is not { IsTruthy: true })
            {
                throw new SamRefusal(function.Place, "Runtime and Handler needs to be present when PackageType is of type `Zip`.", "Write both.");
            }

            if (function["ImageConfig"] is { IsTruthy: true } image)
            {
                throw new SamRefusal(image, "ImageUri or ImageConfig cannot be present when PackageType is of type `Zip`.", "Remove it.");
            }
        }
        else if ((function["Handler"] ?? function["Runtime"] ?? function["Layers"]) is { IsTruthy: true } other)
        {
            throw new SamRefusal(other, "Runtime, Handler, Layers cannot be present when PackageType is of type `Image`.", "Remove it.");
        }
    }

    private static void CheckTenancy(SamResource function)
    {
        foreach (var (property, cause) in (ReadOnlySpan<(string, string)>)
        [
            ("ProvisionedConcurrencyConfig", "Provisioned concurrency"), ("FunctionUrlConfig", "Function URL"), ("SnapStart", "SnapStart"),
        ])
        {
            if (function[property] is { IsTruthy: true } given)
            {
                throw new SamRefusal(given, $"{cause} is not supported for functions enabled with tenancy configuration.", "Remove the one or the other.");
            }
        }

        foreach (var entry in function["Events"] is { IsMap: true } events ? events.Entries : [])
        {
            if (entry.Value["Type"]?.Text is not ("Api" or "HttpApi"))
            {
                throw new SamRefusal(
                    entry.Value, $"Event source '{entry.Value["Type"]?.Text}' is not supported for functions enabled with tenancy configuration. Only Api and HttpApi event sources are supported.", "Remove the event.");
            }
        }
    }

    private static void Exclude(SamResource function, string one, string other)
    {
        if (function[one] is { } first && function[other] is not null)
        {
            throw new SamRefusal(first, $"Cannot specify '{one}' and '{other}' together.", "Keep one of them.");
        }
    }

    private static void Require(SamResource function, string one, string other, string cause)
    {
        if (function[one] is { } first && function[other] is null)
        {
            throw new SamRefusal(first, cause, $"Write {other}.");
        }
    }
}
