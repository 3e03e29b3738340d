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

    /// <summary>Serves the account from now on, whatever was served before, or says why not.</summary>
    public Publication Publish(Account account)
    {
        lock (_publishing)
        {
            return Publish(Current, account);
        }
    }

    /// <summary>Serves the account from now on if <paramref name="expected"/>, from which it was computed, is still being served.</summary>
    /// <param name="change">Who asked for it, for the store's journal; the gateway itself when none is given.</param>
    public Publication Publish(Account? expected, Account account, StoreChange? change = null)
    {
        lock (_publishing)
        {
            if (!ReferenceEquals(expected, Current))
            {
                return new Publication { IsOutdated = true };
            }

            var key = AccountKey.Of(account);
            var stored = _store.Find(key);
            if (expected is not null && AccountKey.Of(expected) == key && !ReferenceEquals(stored, expected))
            {
                return new Publication { IsOutdated = true };
            }

            var (snapshot, faults) = gateway.Compile(account);
            if (snapshot is null)
            {
                return new Publication { Faults = [.. faults] };
            }

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

            Volatile.Write(ref _current, account);
            gateway.Swap(snapshot);
            return new Publication { Changes = changes };
        }
    }
}
