// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.Iam;

namespace Foregate.ControlPlane.Operations.Iam;

/// <summary>Roles: create, get, change, tag, delete. They are what somebody said, and grant nothing.</summary>
internal static class Roles
{
    /// <summary>What CreateRole takes.</summary>
    internal sealed record CreateRoleRequest
    {
        public required string RoleName { get; init; }

        public required string AssumeRolePolicyDocument { get; init; }

        public string? Path { get; init; }

        public string? Description { get; init; }

        public int? MaxSessionDuration { get; init; }

        public string? PermissionsBoundary { get; init; }

        public required ImmutableSortedDictionary<string, string> Tags { get; init; }
    }

    public static string Arn(Account account, Role role) => $"arn:aws:iam::{account.AccountId}:role{role.Path}{role.RoleName}";

    public static OperationResult<Role> CreateRole(Account account, CreateRoleRequest request, OperationContext context)
    {
        // Names are told apart as they are written, and taken without regard to case.
        if (account.Roles.Keys.Any(name => name.Equals(request.RoleName, StringComparison.OrdinalIgnoreCase)))
        {
            return IamErrors.RoleExists(request.RoleName);
        }

        if (PolicyDocuments.CheckTrust(request.AssumeRolePolicyDocument) is { } malformed)
        {
            return malformed;
        }

        return Put(account, new Role
        {
            RoleName = request.RoleName,
            RoleId = "AROA" + Identifiers.Next(17, static _ => false, "role", account.AccountId, request.RoleName, context.IdSeed ?? "").ToUpperInvariant(),
            Path = request.Path ?? "/",
            AssumeRolePolicyDocument = request.AssumeRolePolicyDocument,
            Description = request.Description is { Length: > 0 } description ? description : null,
            MaxSessionDuration = request.MaxSessionDuration ?? 3600,
            PermissionsBoundary = request.PermissionsBoundary,
            CreateDate = context.Now,
            Tags = request.Tags,
        });
    }

    public static OperationResult<Role> GetRole(Account account, string name) =>
        account.Roles.TryGetValue(name, out var role) ? OperationResult<Role>.Done(account, role) : IamErrors.NoRole(name);

    /// <summary>What is <see langword="null"/> stays.</summary>
    public static OperationResult<Role> UpdateRole(Account account, string name, string? description, int? maxSessionDuration) => Change(account, name, role => role with
    {
        Description = description is null ? role.Description : description.Length > 0 ? description : null,
        MaxSessionDuration = maxSessionDuration ?? role.MaxSessionDuration,
    });

    public static OperationResult<Role> UpdateAssumeRolePolicy(Account account, string name, string document) =>
        account.Roles.ContainsKey(name) && PolicyDocuments.CheckTrust(document) is { } malformed
            ? malformed
            : Change(account, name, role => role with { AssumeRolePolicyDocument = document });

    public static OperationResult<Role> PutPermissionsBoundary(Account account, string name, string? policyArn) =>
        Change(account, name, role => role with { PermissionsBoundary = policyArn });

    public static OperationResult<Role> TagRole(Account account, string name, ImmutableSortedDictionary<string, string> tags) =>
        Change(account, name, role => role with { Tags = role.Tags.SetItems(tags) });

    public static OperationResult<Role> UntagRole(Account account, string name, ImmutableArray<string> keys) =>
        Change(account, name, role => role with { Tags = role.Tags.RemoveRange(keys) });

    public static OperationResult<Role> DeleteRole(Account account, string name)
    {
        if (!account.Roles.TryGetValue(name, out var role))
        {
            return IamErrors.NoRole(name);
        }

        return role.AttachedPolicies.Length > 0 ? IamErrors.Conflict("Cannot delete entity, must detach all policies first.")
            : role.Policies.Count > 0 ? IamErrors.Conflict("Cannot delete entity, must delete policies first.")
            : OperationResult<Role>.Done(account with { Roles = account.Roles.Remove(name) }, role);
    }

    public static OperationResult<Role> Change(Account account, string name, Func<Role, Role> change) =>
        account.Roles.TryGetValue(name, out var role) ? Put(account, change(role)) : IamErrors.NoRole(name);

    private static OperationResult<Role> Put(Account account, Role role) =>
        OperationResult<Role>.Done(account with { Roles = account.Roles.SetItem(role.RoleName, role) }, role);
}
