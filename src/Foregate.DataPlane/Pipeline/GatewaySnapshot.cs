// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive;
using Foregate.Definitions;

namespace Foregate.DataPlane.Pipeline;

/// <summary>All compiled steps of one account: what the data plane reads once per request and the control plane swaps.</summary>
public sealed class GatewaySnapshot
{
    internal GatewaySnapshot(Account account, AddressTable addresses, IReadOnlyDictionary<string, ApiAddress> compiled)
    {
        Account = account;
        Addresses = addresses;
        Compiled = compiled;
    }

    /// <summary>The definitions this snapshot was compiled from.</summary>
    public Account Account { get; }

    internal AddressTable Addresses { get; }

    /// <summary>Its APIs by id, for the compilation after this one.</summary>
    internal IReadOnlyDictionary<string, ApiAddress> Compiled { get; }
}
