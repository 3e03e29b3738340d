// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamOthers;

/// <summary><c>AWS::Serverless::CapacityProvider</c>: machines of the account's own that functions run on, and the role that manages them.</summary>
internal static class CapacityProvider
{
    private static readonly SamProperties s_network = new("VpcConfig", "SecurityGroupIds=list SubnetIds!=list");
    private static readonly SamProperties s_machines = new("InstanceRequirements", "Architectures=list AllowedTypes=list ExcludedTypes=list");
    private static readonly SamProperties s_scaling = new("ScalingConfig", "MaxVCpuCount=int AverageCPUUtilization=int");

    public static SamType Type { get; } = new(
        new SamProperties(
            SamNames.CapacityProvider,
            "CapacityProviderName==text|map VpcConfig!==map OperatorRole==text|map Tags==map PropagateTags==bool InstanceRequirements==map ScalingConfig==map"
            + " KmsKeyArn==text|map"),
        Transform);

    private static List<SamResource> Transform(SamRun run, SamResource resource)
    {
        var network = resource["VpcConfig"]!;
        var machines = resource["InstanceRequirements"];
        var scaling = resource["ScalingConfig"];
        var isRight = s_network.Check(run, network, network);
        isRight &= machines is null || s_machines.Check(run, machines, machines);
        isRight &= scaling is null || s_scaling.Check(run, scaling, scaling);
        if (machines?["AllowedTypes"] is not null && machines["ExcludedTypes"] is { } excluded)
        {
            throw new SamRefusal(excluded, "Cannot specify 'InstanceRequirements.AllowedTypes' and 'InstanceRequirements.ExcludedTypes' together.", "Keep one of them.");
        }

        var made = new List<SamResource>();
        if (!isRight)
        {
            return made;
        }

        var roleArn = resource["OperatorRole"] is { IsTruthy: true } given ? given : null;
        if (roleArn is null)
        {
            made.Add(Role(run, resource));
            roleArn = made[^1].GetAtt("Arn");
        }

        var provider = new SamResource(resource.LogicalId, "AWS::Lambda::CapacityProvider", resource.Attributes) { DependsOn = resource.DependsOn, Place = resource.Place };
        made.Add(provider);
        provider["CapacityProviderName"] = resource["CapacityProviderName"] is { IsTruthy: true } name ? name : null;
        provider["VpcConfig"] = SamNode.Map(("SubnetIds", network["SubnetIds"]), ("SecurityGroupIds", network["SecurityGroupIds"]));
        provider["PermissionsConfig"] = SamNode.Map(("CapacityProviderOperatorRoleArn", roleArn));
        provider["Tags"] = SamNode.List([.. Tags.List(resource["Tags"]).Items, CreatedBy()]);
        provider["InstanceRequirements"] = machines is not { IsTruthy: true } ? null : SamNode.Map(
            ("Architectures", machines["Architectures"]), ("AllowedInstanceTypes", machines["AllowedTypes"]), ("ExcludedInstanceTypes", machines["ExcludedTypes"]));
        provider["CapacityProviderScalingConfig"] = scaling is { IsTruthy: true } ? Scaling(scaling) : null;
        provider["KmsKeyArn"] = resource["KmsKeyArn"] is { IsTruthy: true } key ? key : null;
        if (resource["PropagateTags"] is { IsTruthy: true } && resource["Tags"] is { IsTruthy: true } tags)
        {
            foreach (var one in made)
            {
                one["Tags"] = Combined(one["Tags"]!, Tags.List(tags));
            }
        }

        return made;
    }

    private static SamResource Role(SamRun run, SamResource resource)
    {
        var managed = SamNode.List(ManagedPolicies.Arn("", "AWSLambdaManagedEC2ResourceOperator", run.Partition));
        var role = ExecutionRole.Make(run, resource, PolicyDocuments.AssumedBy("lambda"), managed, SamNode.List(), SamNode.List(CreatedBy()));
        role.LogicalId = $"{resource.LogicalId}OperatorRole";
        return role;
    }

    private static SamNode Scaling(SamNode scaling) => SamNode.Map(
        ("MaxVCpuCount", scaling["MaxVCpuCount"]),
        ("ScalingMode", scaling["AverageCPUUtilization"] is null ? "Auto" : "Manual"),
        ("ScalingPolicies", scaling["AverageCPUUtilization"] is { } target
            ? SamNode.List(SamNode.Map(("PredefinedMetricType", "LambdaCapacityProviderAverageCPUUtilization"), ("TargetValue", target)))
            : null));

    private static SamNode CreatedBy() => SamNode.Map(("Key", "lambda:createdBy"), ("Value", "SAM"));

    private static SamNode Combined(SamNode own, SamNode propagated)
    {
        var list = SamNode.List([.. own.Items]);
        foreach (var tag in propagated.Items)
        {
            list.Items.RemoveAll(other => other["Key"]!.SameAs(tag["Key"]));
            list.Items.Add(tag);
        }

        return list;
    }
}
