// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Store;
using Foregate.DataPlane;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Publish;

/// <summary>
/// Compiles an account, stores it and hands the snapshot over to the data plane, which serves all accounts side by side. What does not compile, or cannot be
/// stored, changes nothing.
/// </summary>
/// <param name="store">What acknowledged changes are kept in; in memory when none is given.</param>
public sealed class Publisher(Gateway gateway, IAccountStore? store = null)
{
    private readonly Lock _publishing = new();
    private readonly IAccountStore _store = store ?? new AccountStore();

    /// <summary>What API keys use; in memory when no other is given.</summary>
    public UsageKeeper Usage { get; init; } = new(gateway);

    /// <summary>What the account has defined in its region; <see langword="null"/> for nothing yet.</summary>
    public Account? Find(AccountKey key) => _store.Find(key);

    /// <summary>Who serves what is published.</summary>
    public Gateway Gateway => gateway;

    /// <summary>All that are kept, in all regions.</summary>
    public IReadOnlyCollection<Account> Accounts => _store.Accounts;

    /// <summary>What the account has defined in its region, be it nothing.</summary>
    public Account Read(AccountKey key) => Find(key) ?? new Account { AccountId = key.AccountId, Region = key.Region };

    /// <summary>Whether an API of another account, or in another region, has this id: no two have the same, as each is a host name.</summary>
    public bool IsTakenElsewhere(string apiId, AccountKey key) => gateway.Snapshot?.IsTakenElsewhere(apiId, key.AccountId, key.Region) ?? false;

    /// <summary>Whether another account has this public domain name.</summary>
    public bool IsDomainNameTaken(string name, AccountKey key) => gateway.Snapshot?.IsDomainNameTaken(name, key.AccountId) ?? false;

    /// <summary>Forgets what a stage of a REST API has cached of answers.</summary>
    public void FlushStageCache(AccountKey key, string restApiId, string stageName) => gateway.FlushStageCache(key.AccountId, key.Region, restApiId, stageName);

    /// <summary>Forgets what a stage of a REST API has kept of its authorizers' decisions.</summary>
    public void FlushStageAuthorizersCache(AccountKey key, string restApiId, string stageName) => gateway.FlushStageAuthorizersCache(key.AccountId, key.Region, restApiId, stageName);

    /// <summary>Serves what the store holds.</summary>
    /// <returns>What it holds and is not served: APIs that under the options of this start, or by this version, do not compile are among it.</returns>
    public ImmutableArray<CompilationFault> Start()
    {
        lock (_publishing)
        {
            var snapshot = gateway.CompileAll(_store.Accounts);
            gateway.Swap(snapshot);
            return [.. snapshot.Held];
        }
    }

    /// <summary>Serves the account from now on, whatever was served of it before, or says why not.</summary>
    public Publication Publish(Account account)
    {
        lock (_publishing)
        {
            return Publish(Find(AccountKey.Of(account)), account);
        }
    }

    /// <summary>Stores the account, and serves it from now on, if <paramref name="expected"/>, from which it was computed, is still the current one.</summary>
    /// <param name="expected">Of no account when nothing is defined yet.</param>
    /// <param name="change">Who asked for it, for the store's journal; the gateway itself when none is given.</param>
    public Publication Publish(Account? expected, Account account, StoreChange? change = null)
    {
        lock (_publishing)
        {
            var stored = Find(AccountKey.Of(account));
            if (stored is not null && !ReferenceEquals(expected, stored))
            {
                return new Publication { IsOutdated = true };
            }

            var (snapshot, faults) = gateway.Compile(account);
            if (snapshot is null)
            {
                return new Publication { Faults = [.. faults] };
            }

            var told = gateway.Snapshot?.Held ?? [];
            var changes = RouteChanges.Between(stored, account);
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

            gateway.Swap(snapshot);
            return new Publication { Changes = changes, NewlyHeld = [.. snapshot.Held.Except(told)] };
        }
    }
}
