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

    /// <summary>
    /// Does something as though the account had a role for logs, where it has none: AWS wants it told once, outside of templates and documents, and here nothing is written with it.
    /// </summary>
    public static T WithLogRole<T>(Account account, Func<Account, T> use) => use(
        account.Settings?.CloudwatchRoleArn is null ? account with { Settings = new AccountSettings { CloudwatchRoleArn = $"arn:aws:iam::{account.AccountId}:role/logs" } } : account);

    /// <summary>As above, of an operation: the account that comes of it has the role that it had.</summary>
    public static OperationResult<T> WithLogRole<T>(Account account, Func<Account, OperationResult<T>> operation)
        where T : class
    {
        var result = WithLogRole<OperationResult<T>>(account, operation);
        return result.Error is null ? OperationResult<T>.Done(result.Account! with { Settings = account.Settings }, result.Response!) : result;
    }

    [GeneratedRegex(@"\Aarn:[a-z0-9-]+:iam::[0-9]{12}:role/\S+\z")]
    private static partial Regex Role();
}
