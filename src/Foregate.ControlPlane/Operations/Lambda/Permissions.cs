// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Who may invoke a function: add, remove. Stored as said; nothing checks them yet.</summary>
internal static partial class Permissions
{
    public static OperationResult<Permission> AddPermission(Account account, string functionName, Permission permission)
    {
        var (_, qualifier) = FunctionArns.Split(functionName);
        if (Functions.Find(account, functionName) is not { } function)
        {
            return AwsError.NoFunction(FunctionArns.Of(account, FunctionArns.Split(functionName).FunctionName));
        }

        if (!Action().IsMatch(permission.Action))
        {
            return AwsError.ValidationFailed(permission.Action, "action", "Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])");
        }

        if (permission.Principal.Length == 0)
        {
            return AwsError.InvalidParameter("The provided principal was invalid. Please check the principal and try again.");
        }

        if (function.Permissions.ContainsKey(permission.StatementId))
        {
            return AwsError.StatementExists(permission.StatementId);
        }

        permission = permission with { Qualifier = qualifier };
        function = function with { Permissions = function.Permissions.Add(permission.StatementId, permission) };
        return OperationResult<Permission>.Done(Functions.With(account, function), permission);
    }

    public static OperationResult<Permission> RemovePermission(Account account, string functionName, string statementId)
    {
        if (Functions.Find(account, functionName) is not { } function)
        {
            return AwsError.NoFunction(FunctionArns.Of(account, functionName));
        }

        if (!function.Permissions.TryGetValue(statementId, out var permission))
        {
            return AwsError.NoStatement(statementId);
        }

        return OperationResult<Permission>.Done(Functions.With(account, function with { Permissions = function.Permissions.Remove(statementId) }), permission);
    }

    [GeneratedRegex(@"\A(?:lambda:\*|lambda:[a-zA-Z]+|\*)\z")]
    private static partial Regex Action();
}
