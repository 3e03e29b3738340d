// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>The role that the logs of an account's REST APIs are written with: update.</summary>
internal static partial class AccountRoles
{
    /// <summary>Whether the role may write logs is not asked: there is nobody to ask.</summary>
    /// <param name="cloudwatchRoleArn"><see langword="null"/> or empty for none.</param>
    public static OperationResult<AccountSettings> UpdateAccount(Account account, string? cloudwatchRoleArn)
    {
        var role = string.IsNullOrEmpty(cloudwatchRoleArn) ? null : cloudwatchRoleArn;
        if (role is not null && !Role().IsMatch(role))
        {
            return AwsError.InvalidArn();
        }

        var settings = new AccountSettings { CloudwatchRoleArn = role };
        return OperationResult<AccountSettings>.Done(account with { Settings = role is null ? null : settings }, settings);
    }

    [GeneratedRegex(@"\Aarn:[a-z0-9-]+:iam::[0-9]{12}:role/\S+\z")]
    private static partial Regex Role();
}
