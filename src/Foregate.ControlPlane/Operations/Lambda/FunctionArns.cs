// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Makes the ARNs of functions, their versions and aliases.</summary>
internal static class FunctionArns
{
    public static string Of(Account account, string functionName) => $"arn:aws:lambda:{account.Region}:{account.AccountId}:function:{functionName}";

    public static string Of(Account account, string functionName, string? qualifier) =>
        qualifier is null ? Of(account, functionName) : $"{Of(account, functionName)}:{qualifier}";
}
