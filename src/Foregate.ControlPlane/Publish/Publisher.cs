// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Publish;

/// <summary>Compiles an account, stores it and hands the snapshot over to the data plane. What does not compile, or cannot be stored, changes nothing.</summary>
/// <param name="store">What acknowledged changes are kept in; in memory when none is given.</param>
public sealed class Publisher(Gateway gateway, IAccountStore? store = null)
{
    private readonly Lock _publishing = new();
    private readonly IAccountStore _store = store ?? new AccountStore();
    private Account? _current;

    /// <summary>What is being served; <see langword="null"/> before the first publication.</summary>
    public Account? Current => Volatile.Read(ref _current);

    /// <summary>All that is kept, served or held.</summary>
    public IReadOnlyCollection<Account> Accounts => _store.Accounts;

    /// <summary>Serves the account from now on, whatever was served before, or says why not.</summary>
    public Publication Publish(Account account)
    {
        lock (_publishing)
        {
            return Publish(Current, account);
        }
    }

    /// <summary>
    /// Stores the account, and serves it from now on, if <paramref name="expected"/>, from which it was computed, is still the current one. An account that
    /// is computed from another one than the served is stored and held.
    /// </summary>
    /// <param name="change">Who asked for it, for the store's journal; the gateway itself when none is given.</param>
    public Publication Publish(Account? expected, Account account, StoreChange? change = null)
    {
        lock (_publishing)
        {
            var served = Current;
            var stored = _store.Find(AccountKey.Of(account));
            var isHeld = served is not null && !ReferenceEquals(expected, served) && AccountKey.Of(served) != AccountKey.Of(account);
            if (isHeld ? !ReferenceEquals(expected, stored) : !IsCurrent(expected, served, stored, account))
            {
                return new Publication { IsOutdated = true };
            }

            var (snapshot, faults) = gateway.Compile(account);
            if (snapshot is null)
            {
                return new Publication { Faults = [.. faults] };
            }

            var told = gateway.Snapshot?.Held ?? [];
            var changes = RouteChanges.Between(expected, account);
            try
            {
                if (!_store.TryReplace(stored, account, change ?? StoreChange.OfTheGateway))
                {
                    return new Publication { IsOutdated = true };
                }
            }
            catch (StoreException exception)
            {
                return new Publication { Unstored = exception };
            }

            if (!isHeld)
            {
                Volatile.Write(ref _current, account);
                gateway.Swap(snapshot);
            }

            return new Publication { Changes = changes, IsHeld = isHeld, NewlyHeld = [.. snapshot.Held.Except(told)] };
        }
    }

    // Served and, where it is the same account, stored: somebody else may have written to the store.
    private static bool IsCurrent(Account? expected, Account? served, Account? stored, Account account) =>
        ReferenceEquals(expected, served) && (expected is null || AccountKey.Of(expected) != AccountKey.Of(account) || ReferenceEquals(stored, expected));
}
