// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;

/// <summary><c>Policies</c> of a function or state machine: managed policies, policy documents, policy templates, or conditions between such.</summary>
internal static class Policies
{
    public enum Kind
    {
        Unknown,
        Managed,
        Document,
        Template,
    }

    /// <summary>The policies one by one, templates written out.</summary>
    public static List<(Kind Kind, SamNode Policy)> Of(SamNode? policies)
    {
        var list = new List<(Kind, SamNode)>();
        if (policies is not { IsTruthy: true })
        {
            return list;
        }

        foreach (var policy in policies.IsList ? policies.Items : [policies])
        {
            var kind = KindOf(policy);
            list.Add(kind == Kind.Template ? (Kind.Document, Written(policy)) : (kind, policy));
        }

        return list;
    }

    private static Kind KindOf(SamNode policy)
    {
        if (policy.IsText)
        {
            return Kind.Managed;
        }

        if (Intrinsic.IsIf(policy))
        {
            var (_, then, otherwise) = Intrinsic.If(policy, "Policies");
            var (first, second) = (KindOf(then), KindOf(otherwise));
            return first == second || Intrinsic.IsNoValue(otherwise) ? first
                : Intrinsic.IsNoValue(then) ? second
                : throw new SamRefusal(policy, "Different policy types within the same Fn::If statement is unsupported.", "Separate different policy types into different Fn::If statements.");
        }

        if (Intrinsic.Is(policy))
        {
            return Kind.Managed;
        }

        return policy.Has("Statement") ? Kind.Document : policy is { IsMap: true, Count: 1 } && PolicyTemplates.Has(policy.Keys[0]) ? Kind.Template : Kind.Unknown;
    }

    private static SamNode Written(SamNode policy)
    {
        if (!Intrinsic.IsIf(policy))
        {
            return PolicyTemplates.Policy(policy.Keys[0], policy[policy.Keys[0]], policy);
        }

        var (condition, then, otherwise) = Intrinsic.If(policy, "Policies");
        return SamNode.If(condition, Intrinsic.IsNoValue(then) ? then : Written(then), Intrinsic.IsNoValue(otherwise) ? otherwise : Written(otherwise)).At(policy);
    }
}
