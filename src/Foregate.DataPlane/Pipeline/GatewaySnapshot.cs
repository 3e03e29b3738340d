// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive;
using Foregate.Definitions;

namespace Foregate.DataPlane.Pipeline;

/// <summary>All compiled steps of one account: what the data plane reads once per request and the control plane swaps.</summary>
public sealed class GatewaySnapshot
{
    internal GatewaySnapshot(Account account, AddressTable addresses, IReadOnlyDictionary<string, CompiledApi> compiled, IReadOnlyList<CompilationFault> held)
    {
        Account = account;
        Addresses = addresses;
        Compiled = compiled;
        Held = held;
    }

    /// <summary>The definitions this snapshot was compiled from.</summary>
    public Account Account { get; }

    /// <summary>What the definitions say and the data plane does not serve yet, by AWS path.</summary>
    public IReadOnlyList<CompilationFault> Held { get; }

    internal AddressTable Addresses { get; }

    /// <summary>Its APIs by id, for the compilation after this one.</summary>
    internal IReadOnlyDictionary<string, CompiledApi> Compiled { get; }
}
