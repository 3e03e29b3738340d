// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions;

namespace Foregate.ControlPlane.Store;

/// <summary>Names one account in one region: what is defined in one is invisible to every other.</summary>
public readonly record struct AccountKey(string AccountId, string Region)
{
    public static AccountKey Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new AccountKey(account.AccountId, account.Region);
    }

    public override string ToString() => $"{AccountId}/{Region}";
}
