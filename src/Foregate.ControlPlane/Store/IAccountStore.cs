// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions;

namespace Foregate.ControlPlane.Store;

/// <summary>Holds every account's current definition. Reading is free; a change is stored only if nothing else was stored since it was computed.</summary>
public interface IAccountStore
{
    /// <summary>All accounts, in no particular order.</summary>
    IReadOnlyCollection<Account> Accounts { get; }

    /// <summary>What is stored of the account in the region; <see langword="null"/> before its first change.</summary>
    Account? Find(AccountKey key);

    /// <summary>Stores <paramref name="changed"/> if <paramref name="expected"/> is still the current one of its account and region. Stored when it returns.</summary>
    /// <returns>False when somebody else was faster: compute the change again from <see cref="Find"/>.</returns>
    /// <exception cref="StoreException">It could not be stored, and nothing changed.</exception>
    bool TryReplace(Account? expected, Account changed, StoreChange change);
}
