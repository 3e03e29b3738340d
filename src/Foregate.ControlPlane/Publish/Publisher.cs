// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Publish;

/// <summary>Compiles an account, stores it and hands the snapshot over to the data plane. What does not compile changes nothing.</summary>
public sealed class Publisher(Gateway gateway)
{
    private readonly Lock _publishing = new();
    private readonly AccountStore _store = new();

    /// <summary>What is being served; <see langword="null"/> before the first publication.</summary>
    public Account? Current => _store.Current;

    /// <summary>Serves the account from now on, whatever was served before, or says why not.</summary>
    public Publication Publish(Account account)
    {
        lock (_publishing)
        {
            return Publish(Current, account);
        }
    }

    /// <summary>Serves the account from now on if <paramref name="expected"/>, from which it was computed, is still being served.</summary>
    public Publication Publish(Account? expected, Account account)
    {
        lock (_publishing)
        {
            if (!ReferenceEquals(expected, Current))
            {
                return new Publication { IsOutdated = true };
            }

            var (snapshot, faults) = gateway.Compile(account);
            if (snapshot is null)
            {
                return new Publication { Faults = [.. faults] };
            }

            var changes = RouteChanges.Between(expected, account);
            if (!_store.TryReplace(expected, account))
            {
                return new Publication { IsOutdated = true };
            }

            gateway.Swap(snapshot);
            return new Publication { Changes = changes };
        }
    }
}
