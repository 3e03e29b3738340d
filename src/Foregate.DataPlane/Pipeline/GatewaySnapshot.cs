// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive;
using Foregate.Definitions;

namespace Foregate.DataPlane.Pipeline;

/// <summary>All compiled steps of one account: what the data plane reads once per request and the control plane swaps.</summary>
public sealed class GatewaySnapshot
{
    internal GatewaySnapshot(Account account, AddressTable addresses)
    {
        Account = account;
        Addresses = addresses;
    }

    /// <summary>The definitions this snapshot was compiled from.</summary>
    public Account Account { get; }

    internal AddressTable Addresses { get; }
}
