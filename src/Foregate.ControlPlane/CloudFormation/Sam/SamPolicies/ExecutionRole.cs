// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;

/// <summary>The role that a function or a state machine gets when it names none.</summary>
internal static class ExecutionRole
{
    /// <summary>Makes it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="resource">The function or state machine: its Policies, RolePath and PermissionsBoundary are the role's.</param>
    /// <param name="assumedBy">Who may take it on.</param>
    /// <param name="managed">ARNs of managed policies that it has anyway.</param>
    /// <param name="documents">Policies that it has anyway.</param>
    /// <param name="tags">Its tags.</param>
    public static SamResource Make(SamRun run, SamResource resource, SamNode assumedBy, SamNode managed, SamNode documents, SamNode? tags)
    {
        var role = new SamResource($"{resource.LogicalId}Role", "AWS::IAM::Role", resource.HandedOn()) { Place = resource.Place };
        var index = 0;
        foreach (var (kind, policy) in Policies.Of(resource["Policies"]))
        {
            switch (kind)
            {
                case Policies.Kind.Document:
                    documents.Items.Add(Named(policy, $"{role.LogicalId}Policy{index}"));
                    break;
                case Policies.Kind.Managed:
                    var arn = Arn(policy, run.Partition);
                    if (!managed.Items.Exists(other => other.SameAs(arn)))
                    {
                        managed.Items.Add(arn);
                    }

                    break;
                default:
                    throw new SamRefusal(policy, $"Policy at index {index} in the 'Policies' property is not valid.", "Write a managed policy, a policy document with a Statement, or one of SAM's policy templates.");
            }

            index++;
        }

        role["AssumeRolePolicyDocument"] = assumedBy;
        role["ManagedPolicyArns"] = managed;
        role["Policies"] = documents.Count > 0 ? documents : null;
        role["Path"] = resource["RolePath"];
        role["PermissionsBoundary"] = resource["PermissionsBoundary"];
        role["Tags"] = tags;
        return role;
    }

    private static SamNode Named(SamNode policy, string name)
    {
        if (!Intrinsic.IsIf(policy))
        {
            return Document(policy);
        }

        var (condition, then, otherwise) = Intrinsic.If(policy, "Policies");
        return SamNode.If(condition, Intrinsic.IsNoValue(then) ? then : Document(then), Intrinsic.IsNoValue(otherwise) ? otherwise : Document(otherwise)).At(policy);

        SamNode Document(SamNode statements) => SamNode.Map(("PolicyName", name), ("PolicyDocument", statements)).At(statements);
    }

    private static SamNode Arn(SamNode policy, string partition)
    {
        if (policy.IsText)
        {
            return ((SamNode)ManagedPolicies.ArnOf(policy.Text, partition)).At(policy);
        }

        if (!Intrinsic.IsIf(policy))
        {
            return policy;
        }

        var (condition, then, otherwise) = Intrinsic.If(policy, "Policies");
        return SamNode.If(condition, then.IsText ? Arn(then, partition) : then, otherwise.IsText ? Arn(otherwise, partition) : otherwise).At(policy);
    }
}
