// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Stacks;

/// <summary>What stacks export, and who imports it: no two export one name, and what is imported stays as it is.</summary>
internal static class StackExports
{
    /// <summary>The exports of all stacks: name and value.</summary>
    public static IEnumerable<(string Name, string Value, Stack Stack)> All(Account account) =>
        account.Stacks.Values.SelectMany(static stack => stack.Outputs.Where(static output => output.ExportName is not null).Select(output => (output.ExportName!, output.Value, stack)));

    /// <summary>Why a stack cannot become what it shall, by output.</summary>
    public static IEnumerable<(string Output, string Cause)> Conflicts(Account account, Stack? before, Stack after)
    {
        foreach (var output in after.Outputs.Where(static output => output.ExportName is not null))
        {
            var other = All(account).FirstOrDefault(export => export.Name == output.ExportName && export.Stack.StackId != after.StackId).Stack;
            if (other is not null)
            {
                yield return (output.Key, $"Export with name {output.ExportName} is already exported by stack {other.StackName}.");
            }
        }

        foreach (var output in before?.Outputs ?? [])
        {
            if (output.ExportName is { } name && Importers(account, name) is { Length: > 0 } users
                && after.Outputs.FirstOrDefault(now => now.ExportName == name) is var now && now?.Value != output.Value)
            {
                yield return (output.Key, $"Export {name} cannot be {(now is null ? "deleted" : "updated")} as it is in use by {users}.");
            }
        }
    }

    /// <summary>Why the stack cannot go: another one imports what it exports.</summary>
    public static string? InUse(Account account, Stack stack)
    {
        foreach (var output in stack.Outputs)
        {
            if (output.ExportName is { } name && Importers(account, name) is { Length: > 0 } users)
            {
                return $"Export {name} cannot be deleted as it is in use by {users}.";
            }
        }

        return null;
    }

    /// <summary>The names of the stacks that import what is exported by this name; empty for none.</summary>
    public static string Importers(Account account, string name) =>
        string.Join(", ", account.Stacks.Values.Where(stack => stack.Imports.Contains(name)).Select(static stack => stack.StackName));
}
