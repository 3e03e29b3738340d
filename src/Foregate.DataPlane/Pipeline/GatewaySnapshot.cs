// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive;
using Foregate.Definitions;

namespace Foregate.DataPlane.Pipeline;

/// <summary>All compiled steps of all accounts: what the data plane reads once per request and the control plane swaps.</summary>
public sealed class GatewaySnapshot
{
    private readonly Dictionary<(string AccountId, string Region), Account> _accounts;

    internal GatewaySnapshot(
        Dictionary<(string AccountId, string Region), Account> accounts, AddressTable addresses, IReadOnlyDictionary<string, CompiledApi> compiled, IReadOnlyList<CompilationFault> held)
    {
        _accounts = accounts;
        Addresses = addresses;
        Compiled = compiled;
        Held = held;
    }

    /// <summary>The definitions this snapshot was compiled from: one account in one region each.</summary>
    public IReadOnlyCollection<Account> Accounts => _accounts.Values;

    /// <summary>What the definitions say and the data plane does not serve yet, by AWS path.</summary>
    public IReadOnlyList<CompilationFault> Held { get; }

    internal AddressTable Addresses { get; }

    /// <summary>All APIs by id, for the compilation after this one.</summary>
    internal IReadOnlyDictionary<string, CompiledApi> Compiled { get; }

    /// <summary>What an account has defined in a region; null for nothing.</summary>
    public Account? Find(string accountId, string region) => _accounts.GetValueOrDefault((accountId, region));

    /// <summary>Whether another account has this public domain name: requests for it can lead to one of them only.</summary>
    public bool IsDomainNameTaken(string name, string accountId)
    {
        foreach (var ((owner, _), account) in _accounts)
        {
            if (owner != accountId && account.DomainNames.ContainsKey(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an API of another account, or of the same one in another region, has this id.</summary>
    public bool IsTakenElsewhere(string apiId, string accountId, string region) =>
        Compiled.TryGetValue(apiId, out var api) && (api.AccountId != accountId || api.Region != region);
}
