// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Store;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.Store;

public sealed class AccountStoreTests
{
    private static readonly Account One = new() { AccountId = "1", Region = "r" };

    [Fact]
    public void Stores_what_was_computed_from_the_current_account_only()
    {
        var store = new AccountStore();
        Assert.Null(store.Current);
        Assert.True(store.TryReplace(null, One));
        Assert.False(store.TryReplace(null, One with { Region = "s" }));
        Assert.False(store.TryReplace(One with { }, One with { Region = "s" }));
        Assert.Same(One, store.Current);
        Assert.True(store.TryReplace(One, One with { Region = "s" }));
        Assert.Equal("s", store.Current!.Region);
    }

    [Fact]
    public void Loses_no_change_among_many_writers()
    {
        var store = new AccountStore();
        store.TryReplace(null, One with { Region = "" });
        Parallel.For(0, 1000, _ =>
        {
            while (true)
            {
                var current = store.Current!;
                if (store.TryReplace(current, current with { Region = current.Region + "." }))
                {
                    return;
                }
            }
        });
        Assert.Equal(1000, store.Current!.Region.Length);
    }
}
