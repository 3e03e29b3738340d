// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions;
using Foregate.Definitions.Iam;

namespace Foregate.ControlPlane.Operations.Iam;

/// <summary>The policies that a role has: those of its own, and those that are attached to it.</summary>
internal static class RolePolicies
{
    public static OperationResult<Role> PutRolePolicy(Account account, string roleName, string policyName, string document) =>
        account.Roles.ContainsKey(roleName) && PolicyDocuments.CheckPermissions(document) is { } malformed
            ? malformed
            : Roles.Change(account, roleName, role => role with { Policies = role.Policies.SetItem(policyName, document) });

    /// <summary>The document.</summary>
    public static OperationResult<string> GetRolePolicy(Account account, string roleName, string policyName)
    {
        if (!account.Roles.TryGetValue(roleName, out var role))
        {
            return IamErrors.NoRole(roleName);
        }

        return role.Policies.TryGetValue(policyName, out var document) ? OperationResult<string>.Done(account, document) : IamErrors.NoRolePolicy(policyName);
    }

    public static OperationResult<Role> DeleteRolePolicy(Account account, string roleName, string policyName) =>
        account.Roles.TryGetValue(roleName, out var role) && !role.Policies.ContainsKey(policyName)
            ? IamErrors.NoRolePolicy(policyName)
            : Roles.Change(account, roleName, found => found with { Policies = found.Policies.Remove(policyName) });

    /// <summary>A policy of AWS's own is taken by its ARN: which ones there are is not asked.</summary>
    public static OperationResult<Role> AttachRolePolicy(Account account, string roleName, string arn)
    {
        if (account.Roles.ContainsKey(roleName) && !Policies.IsOfAws(arn) && !account.Policies.ContainsKey(arn))
        {
            return IamErrors.NotAttachable(arn);
        }

        return Roles.Change(account, roleName, role => role.AttachedPolicies.Contains(arn)
            ? role
            : role with { AttachedPolicies = role.AttachedPolicies.Add(arn).Sort(StringComparer.Ordinal) });
    }

    public static OperationResult<Role> DetachRolePolicy(Account account, string roleName, string arn) =>
        account.Roles.TryGetValue(roleName, out var role) && !role.AttachedPolicies.Contains(arn)
            ? IamErrors.NotAttached(arn)
            : Roles.Change(account, roleName, found => found with { AttachedPolicies = found.AttachedPolicies.Remove(arn) });
}
