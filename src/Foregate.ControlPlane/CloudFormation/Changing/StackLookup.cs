// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Changing;

/// <summary>Finds stacks by what callers call them: a name is that of a stack that is there, an ARN can be a deleted one's too.</summary>
internal static partial class StackLookup
{
    private const string NamePattern = "[a-zA-Z][-a-zA-Z0-9]*";

    public static Stack? Find(Account account, string nameOrId) =>
        account.Stacks.GetValueOrDefault(nameOrId)
        ?? (nameOrId.StartsWith("arn:", StringComparison.Ordinal) && nameOrId.Split('/') is [_, var name, ..] && account.Stacks.GetValueOrDefault(name) is { } stack && stack.StackId == nameOrId ? stack : null);

    /// <summary>One that is there; <see langword="null"/> for deleted ones too.</summary>
    public static Stack? FindLiving(Account account, string nameOrId) => Find(account, nameOrId) is { DeletionTime: null } stack ? stack : null;

    /// <summary>Why a new stack cannot be called so.</summary>
    public static AwsError? CheckName(string name) =>
        name.Length > 128 ? StackError.Violation(name, "stackName", "Member must have length less than or equal to 128")
        : Name().IsMatch(name) ? null
        : StackError.Violation(name, "stackName", $"Member must satisfy regular expression pattern: {NamePattern}");

    [GeneratedRegex(@"\A[a-zA-Z][-a-zA-Z0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
