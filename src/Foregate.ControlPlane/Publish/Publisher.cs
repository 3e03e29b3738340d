// SPDX-License-Identifier: Apache-2.0

using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Publish;

/// <summary>Compiles an account and hands the snapshot over to the data plane. What does not compile changes nothing.</summary>
public sealed class Publisher(Gateway gateway)
{
    private readonly Lock _publishing = new();

    /// <summary>What is being served; <see langword="null"/> before the first publication.</summary>
    public Account? Current { get; private set; }

    /// <summary>Serves the account from now on, or says why not.</summary>
    public Publication Publish(Account account)
    {
        lock (_publishing)
        {
            var (snapshot, faults) = gateway.Compile(account);
            if (snapshot is null)
            {
                return new Publication { Faults = [.. faults] };
            }

            var changes = RouteChanges.Between(Current, account);
            gateway.Swap(snapshot);
            Current = account;
            return new Publication { Changes = changes };
        }
    }
}
