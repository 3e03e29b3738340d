// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

public sealed class AccessKeysTests : IDisposable
{
    private static readonly StoreChange s_change = new("AKIAEXAMPLE", "UpdateAccessKey");
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Access_keys_are_found_by_id_and_outlive_a_restart()
    {
        string id;
        using (var store = _scratch.Open())
        {
            var key = store.AccessKeys.MakeFirst("000000000000")!;
            id = key.Id;
            Assert.Matches("^AKIA[A-Z2-7]{16}$", key.Id);
            Assert.Matches("^[A-Za-z0-9+/]{40}$", key.Secret);
            Assert.Null(store.AccessKeys.MakeFirst("000000000000"));
            Assert.DoesNotContain(key.Secret, key.ToString(), StringComparison.Ordinal);
            store.AccessKeys.Put(key with { IsActive = false }, s_change);
            var second = store.AccessKeys.Make("111111111111", s_change);
            Assert.True(store.AccessKeys.Remove(second.Id, s_change));
            Assert.False(store.AccessKeys.Remove(second.Id, s_change));
        }

        using var again = _scratch.Open();
        Assert.False(again.AccessKeys.Find(id)!.IsActive);
        Assert.Equal(40, again.AccessKeys.Find(id)!.Secret.Length);
        Assert.Single(again.AccessKeys.All);
        Assert.Null(again.AccessKeys.Find("AKIAOTHER"));
    }

    [Fact]
    public void A_change_that_was_not_acknowledged_is_taken_back()
    {
        using var store = _scratch.Open();
        var key = store.AccessKeys.MakeFirst("000000000000")!;
        store.Forget();
        _scratch.Ask("INSERT INTO journal (time, account, region, principal, operation, rows) VALUES (0, '000000000000', '', 'x', 'y', '')");
        _scratch.Ask("DELETE FROM access_key");
        store.AccessKeys.Make("000000000000", s_change);
        store.Dispose();
        using var again = _scratch.Open();
        Assert.Equal(2, again.AccessKeys.All.Count);
        Assert.Equal(key.Secret, again.AccessKeys.Find(key.Id)!.Secret);
    }

    [Fact]
    public void The_journal_names_the_key_and_not_its_secret()
    {
        using var store = _scratch.Open();
        var key = store.AccessKeys.MakeFirst("000000000000")!;
        Assert.Equal($"foregate FirstAccessKey +accessKeys/{key.Id}", _scratch.Ask("SELECT principal || ' ' || operation || ' ' || rows FROM journal"));
    }
}
