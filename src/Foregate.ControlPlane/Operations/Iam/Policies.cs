// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Globalization;
using Foregate.Definitions;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Iam;

namespace Foregate.ControlPlane.Operations.Iam;

/// <summary>Policies that several roles can have, with their versions: create, get, change, tag, delete. They grant nothing.</summary>
internal static class Policies
{
    private const int MostVersions = 5;

    /// <summary>Whether an ARN names a policy that AWS has made.</summary>
    public static bool IsOfAws(string arn) => arn.StartsWith("arn:aws:iam::aws:policy/", StringComparison.Ordinal);

    /// <summary>How many roles have it.</summary>
    public static int Attachments(Account account, string arn) => account.Roles.Values.Count(role => role.AttachedPolicies.Contains(arn));

    /// <summary>How many roles may do no more than it says.</summary>
    public static int Boundaries(Account account, string arn) => account.Roles.Values.Count(role => role.PermissionsBoundary == arn);

    public static OperationResult<Policy> CreatePolicy(
        Account account, string name, string? path, string? description, string document, ImmutableSortedDictionary<string, string> tags, OperationContext context)
    {
        if (account.Policies.Values.Any(policy => policy.PolicyName.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            return IamErrors.PolicyExists(name);
        }

        if (PolicyDocuments.CheckPermissions(document) is { } malformed)
        {
            return malformed;
        }

        return Put(account, new Policy
        {
            Arn = $"arn:aws:iam::{account.AccountId}:policy{path ?? "/"}{name}",
            PolicyName = name,
            PolicyId = "ANPA" + Identifiers.Next(17, static _ => false, "policy", account.AccountId, name, context.IdSeed ?? "").ToUpperInvariant(),
            Path = path ?? "/",
            Description = description is { Length: > 0 } ? description : null,
            CreateDate = context.Now,
            UpdateDate = context.Now,
            DefaultVersionId = "v1",
            Versions = OrdinalMap.Empty<PolicyVersion>().Add("v1", new PolicyVersion { VersionId = "v1", Document = document, CreateDate = context.Now }),
            VersionCount = 1,
            Tags = tags,
        });
    }

    public static OperationResult<Policy> GetPolicy(Account account, string arn) =>
        account.Policies.TryGetValue(arn, out var policy) ? OperationResult<Policy>.Done(account, policy) : IamErrors.NoPolicy(arn);

    public static OperationResult<Policy> TagPolicy(Account account, string arn, ImmutableSortedDictionary<string, string> tags) =>
        Change(account, arn, policy => policy with { Tags = policy.Tags.SetItems(tags) });

    public static OperationResult<Policy> UntagPolicy(Account account, string arn, ImmutableArray<string> keys) =>
        Change(account, arn, policy => policy with { Tags = policy.Tags.RemoveRange(keys) });

    public static OperationResult<Policy> DeletePolicy(Account account, string arn)
    {
        if (!account.Policies.TryGetValue(arn, out var policy))
        {
            return IamErrors.NoPolicy(arn);
        }

        return Attachments(account, arn) > 0 || Boundaries(account, arn) > 0 ? IamErrors.Conflict("Cannot delete a policy attached to entities.")
            : policy.Versions.Count > 1
                ? IamErrors.Conflict(
                    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.")
                : OperationResult<Policy>.Done(account with { Policies = account.Policies.Remove(arn) }, policy);
    }

    /// <summary>Gives the policy; the new version is the one with the largest number.</summary>
    public static OperationResult<Policy> CreatePolicyVersion(Account account, string arn, string document, bool isDefault, OperationContext context)
    {
        if (!account.Policies.TryGetValue(arn, out var policy))
        {
            return IamErrors.NoPolicy(arn);
        }

        if (PolicyDocuments.CheckPermissions(document) is { } malformed)
        {
            return malformed;
        }

        if (policy.Versions.Count >= MostVersions)
        {
            return IamErrors.TooManyVersions();
        }

        var id = "v" + (policy.VersionCount + 1).ToString(CultureInfo.InvariantCulture);
        return Put(account, policy with
        {
            Versions = policy.Versions.Add(id, new PolicyVersion { VersionId = id, Document = document, CreateDate = context.Now }),
            VersionCount = policy.VersionCount + 1,
            DefaultVersionId = isDefault ? id : policy.DefaultVersionId,
            UpdateDate = context.Now,
        });
    }

    public static OperationResult<PolicyVersion> GetPolicyVersion(Account account, string arn, string id)
    {
        if (!account.Policies.TryGetValue(arn, out var policy))
        {
            return IamErrors.NoPolicy(arn);
        }

        return policy.Versions.TryGetValue(id, out var version) ? OperationResult<PolicyVersion>.Done(account, version) : IamErrors.NoVersion(arn, id);
    }

    public static OperationResult<Policy> SetDefaultPolicyVersion(Account account, string arn, string id, OperationContext context) =>
        GetPolicyVersion(account, arn, id).Error is { } missing
            ? missing
            : Change(account, arn, policy => policy with { DefaultVersionId = id, UpdateDate = context.Now });

    public static OperationResult<Policy> DeletePolicyVersion(Account account, string arn, string id)
    {
        if (GetPolicyVersion(account, arn, id).Error is { } missing)
        {
            return missing;
        }

        return account.Policies[arn].DefaultVersionId == id
            ? IamErrors.Conflict("Cannot delete the default version of a policy.")
            : Change(account, arn, policy => policy with { Versions = policy.Versions.Remove(id) });
    }

    private static OperationResult<Policy> Change(Account account, string arn, Func<Policy, Policy> change) =>
        account.Policies.TryGetValue(arn, out var policy) ? Put(account, change(policy)) : IamErrors.NoPolicy(arn);

    private static OperationResult<Policy> Put(Account account, Policy policy) =>
        OperationResult<Policy>.Done(account with { Policies = account.Policies.SetItem(policy.Arn, policy) }, policy);
}
