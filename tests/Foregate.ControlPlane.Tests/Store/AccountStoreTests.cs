// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Store;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Store;

public sealed class AccountStoreTests
{
    private static readonly Account One = new() { AccountId = "1", Region = "r" };
    private static readonly StoreChange Change = StoreChange.OfTheGateway;

    [Fact]
    public void Stores_what_was_computed_from_the_current_account_only()
    {
        var store = new AccountStore();
        var key = AccountKey.Of(One);
        var other = One with { ThrottleSettings = new ThrottleSettings() };
        Assert.Null(store.Find(key));
        Assert.True(store.TryReplace(null, One, Change));
        Assert.False(store.TryReplace(null, other, Change));
        Assert.False(store.TryReplace(One with { }, other, Change));
        Assert.Same(One, store.Find(key));
        Assert.True(store.TryReplace(One, other, Change));
        Assert.Same(other, store.Find(key));
        var same = other with { };
        Assert.True(store.TryReplace(other, same, Change));
        Assert.Same(same, store.Find(key));
    }

    [Fact]
    public void Keeps_accounts_and_regions_apart()
    {
        var store = new AccountStore();
        Account[] accounts = [One, One with { Region = "s" }, One with { AccountId = "2" }];
        Assert.All(accounts, account => Assert.True(store.TryReplace(null, account, Change)));
        Assert.All(accounts, account => Assert.Same(account, store.Find(AccountKey.Of(account))));
        Assert.Equal(3, store.Accounts.Count);
    }

    [Fact]
    public void Loses_no_change_among_many_writers()
    {
        var store = new AccountStore();
        var key = AccountKey.Of(One);
        store.TryReplace(null, One with { ThrottleSettings = new ThrottleSettings { BurstLimit = 0 } }, Change);
        Parallel.For(0, 1000, _ =>
        {
            while (true)
            {
                var current = store.Find(key)!;
                if (store.TryReplace(current, current with { ThrottleSettings = new ThrottleSettings { BurstLimit = current.ThrottleSettings!.BurstLimit + 1 } }, Change))
                {
                    return;
                }
            }
        });
        Assert.Equal(1000, store.Find(key)!.ThrottleSettings!.BurstLimit);
    }
}
