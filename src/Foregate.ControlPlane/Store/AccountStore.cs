// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Store;

/// <summary>Holds the accounts in memory, for as long as the process lives.</summary>
public sealed class AccountStore : IAccountStore
{
    // By reference: an account that says the same as the one before still takes its place.
    private ImmutableDictionary<AccountKey, Account> _accounts = Empty;

    internal static ImmutableDictionary<AccountKey, Account> Empty { get; } = ImmutableDictionary.Create<AccountKey, Account>(null, ReferenceEqualityComparer.Instance);

    public IReadOnlyCollection<Account> Accounts => [.. Volatile.Read(ref _accounts).Values];

    public Account? Find(AccountKey key) => Volatile.Read(ref _accounts).GetValueOrDefault(key);

    public bool TryReplace(Account? expected, Account changed, StoreChange change)
    {
        var key = AccountKey.Of(changed);
        while (true)
        {
            var before = Volatile.Read(ref _accounts);
            if (!ReferenceEquals(before.GetValueOrDefault(key), expected))
            {
                return false;
            }

            if (ReferenceEquals(Interlocked.CompareExchange(ref _accounts, before.SetItem(key, changed), before), before))
            {
                return true;
            }
        }
    }
}
