// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Names of functions: a name, a partial or a whole ARN, with or without a version or an alias.</summary>
internal static class FunctionArns
{
    public static string Of(Account account, string functionName) => $"arn:aws:lambda:{account.Region}:{account.AccountId}:function:{functionName}";

    /// <summary>The function's own name, and the version or alias behind it.</summary>
    public static (string FunctionName, string? Qualifier) Split(string name)
    {
        const string marker = "function:";
        var at = name.IndexOf(marker, StringComparison.Ordinal);
        var rest = at < 0 ? name : name[(at + marker.Length)..];
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (rest, null) : (rest[..colon], rest[(colon + 1)..]);
    }
}
