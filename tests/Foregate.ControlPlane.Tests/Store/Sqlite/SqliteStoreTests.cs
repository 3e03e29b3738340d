// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Sqlite;
using Foregate.ControlPlane.Tests.Codecs;
using Foregate.ControlPlane.Tests.Store.Rows;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.StoreWriter;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

public sealed class SqliteStoreTests : IDisposable
{
    private static readonly StoreChange s_change = new("AKIAEXAMPLE", "UpdateRestApi");
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Any_history_of_changes_is_there_after_a_restart() => Gen.Int.Sample(
        seed =>
        {
            using var scratch = new Scratch();
            var any = new AnyAccount(seed);
            var account = any.Next();
            using (var store = scratch.Open())
            {
                Assert.True(store.TryReplace(null, account, s_change));
                for (var i = 0; i < 4; i++)
                {
                    var changed = any.Changed(account);
                    Assert.True(store.TryReplace(account, changed, s_change));
                    account = changed;
                }
            }

            using var again = scratch.Open();
            AnyAccount.Same(account, Assert.Single(again.Accounts));
            Assert.Equal(0L, scratch.Ask("SELECT count(*) FROM bundle WHERE hash NOT IN (SELECT bundle FROM row WHERE bundle IS NOT NULL)"));
        },
        iter: Math.Clamp(Check.Iter / 1000, 20, 200),
        threads: 1);

    [Fact]
    public void Accounts_and_regions_are_invisible_to_each_other()
    {
        Account[] accounts = [.. new[] { ("111111111111", "us-east-1"), ("111111111111", "eu-west-1"), ("222222222222", "us-east-1") }
            .Select((name, i) => RowChangesTests.Account(i + 1, 2) with { AccountId = name.Item1, Region = name.Item2 })];
        using (var store = _scratch.Open())
        {
            Assert.All(accounts, account => Assert.True(store.TryReplace(null, account, s_change)));
            Assert.False(store.TryReplace(null, accounts[0] with { }, s_change));
        }

        using var again = _scratch.Open();
        Assert.All(accounts, account => AnyAccount.Same(account, again.Find(AccountKey.Of(account))));
        Assert.Null(again.Find(new AccountKey("222222222222", "eu-west-1")));
    }

    [Fact]
    public void Every_change_is_in_the_journal_with_who_and_what()
    {
        using var store = _scratch.Open();
        var account = RowChangesTests.Account(1, 1);
        store.TryReplace(null, account, s_change);
        var changed = account with { ApiKeys = account.ApiKeys.Add("k", new ApiKey { Id = "k", Value = "a-secret-of-the-caller", CreatedDate = default, LastUpdatedDate = default }) };
        store.TryReplace(account, changed, new StoreChange("AKIAOTHER", "CreateApiKey"));
        Assert.Equal(2L, store.Sequence);
        Assert.Equal("2 000000000000 us-east-1 AKIAOTHER CreateApiKey +apiKeys/k", _scratch.Ask("SELECT sequence || ' ' || account || ' ' || region || ' ' || principal || ' ' || operation || ' ' || rows FROM journal WHERE sequence = 2"));
        Assert.True(store.TryReplace(changed, changed with { }, s_change));
        Assert.Equal(2L, store.Sequence);
    }

    [Fact]
    public void Deployments_with_the_same_content_are_one_bundle_until_none_is_left()
    {
        using var store = _scratch.Open();
        var account = RowChangesTests.Account(1, 30);
        var api = account.RestApis["api0"];
        var twice = account with { RestApis = account.RestApis.SetItem("api0", api with { Deployments = api.Deployments.Add("e", api.Deployments["d"] with { Id = "e" }) }) };
        store.TryReplace(null, account, s_change);
        store.TryReplace(account, twice, s_change);
        Assert.Equal(1L, _scratch.Ask("SELECT count(*) FROM bundle"));
        store.TryReplace(twice, account, s_change);
        Assert.Equal(1L, _scratch.Ask("SELECT count(*) FROM bundle"));
        store.TryReplace(account, account with { RestApis = account.RestApis.Clear() }, s_change);
        Assert.Equal(0L, _scratch.Ask("SELECT count(*) FROM bundle"));
        Assert.Equal(1L, _scratch.Ask("SELECT count(*) FROM row"));
    }

    [Fact]
    public void Nothing_secret_lies_in_any_file()
    {
        string secret;
        using (var store = _scratch.Open())
        {
            secret = store.AccessKeys.MakeFirst("000000000000")!.Secret;
            store.TryReplace(null, Numbered.Next(null, 1), s_change);
        }

        Assert.True(File.Exists(_scratch.Snapshot));
        foreach (var file in Directory.GetFiles(_scratch.Directory))
        {
            Assert.True(OperatingSystem.IsWindows() || Path.GetFileName(file) == "foregate.lock" || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), $"others may read {file}");
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("value-that-nobody-may-read", text, StringComparison.Ordinal);
        }

        using var again = _scratch.Open();
        Assert.Equal("value-that-nobody-may-read-1", again.Find(Numbered.Key)!.ApiKeys["key"].Value);
        Assert.Equal(again.Key.Lookup("value-that-nobody-may-read-1"), _scratch.Ask("SELECT lookup FROM row WHERE path = 'apiKeys/key'"));
    }

    [Fact]
    public void An_api_key_is_found_by_its_value()
    {
        using var store = _scratch.Open();
        var account = Numbered.Next(null, 1);
        store.TryReplace(null, account, s_change);
        Assert.Equal([(Numbered.Key, "key")], store.FindApiKeys("value-that-nobody-may-read-1"));
        Assert.Empty(store.FindApiKeys("value-that-nobody-may-read-2"));
        store.TryReplace(account, account with { ApiKeys = account.ApiKeys.Clear() }, s_change);
        Assert.Empty(store.FindApiKeys("value-that-nobody-may-read-1"));
    }

    [Fact]
    public void A_snapshot_that_is_missing_or_behind_is_written_after_the_next_start()
    {
        byte[] behind;
        using (var store = _scratch.Open())
        {
            store.TryReplace(null, Numbered.Next(null, 1), s_change);
        }

        behind = File.ReadAllBytes(_scratch.Snapshot);
        using (var store = _scratch.Open())
        {
            var before = store.Find(Numbered.Key);
            store.TryReplace(before, Numbered.Next(before, 2), s_change);
        }

        File.WriteAllBytes(_scratch.Snapshot, behind);
        _scratch.Open().Dispose();
        Assert.Equal(2, AccountSnapshot.Peek(_scratch.Directory));
        File.Delete(_scratch.Snapshot);
        _scratch.Open().Dispose();
        Assert.Equal(2, AccountSnapshot.Peek(_scratch.Directory));
        var written = File.GetLastWriteTimeUtc(_scratch.Snapshot);
        _scratch.Open().Dispose();
        Assert.Equal(written, File.GetLastWriteTimeUtc(_scratch.Snapshot));
    }

    [Fact]
    public void A_second_process_is_refused()
    {
        using var store = _scratch.Open();
        Assert.Equal(StoreFault.Busy, Assert.Throws<StoreException>(_scratch.Open).Fault);
    }

    [Fact]
    public void Another_master_key_is_refused_and_a_lost_one_is_not_made_anew()
    {
        _scratch.Open().Dispose();
        Assert.Equal(StoreFault.MasterKey, Assert.Throws<StoreException>(() => Open(_scratch.Options with { MasterKey = new string('a', 64) })).Fault);
        File.Delete(Path.Combine(_scratch.Directory, "master.key"));
        Assert.Contains("is missing", Assert.Throws<StoreException>(_scratch.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_was_put_there_by_others_is_refused()
    {
        using (var store = _scratch.Open())
        {
            store.TryReplace(null, Numbered.Next(null, 1), s_change);
        }

        File.Delete(_scratch.Snapshot);
        _scratch.Ask("INSERT INTO row SELECT account, 'restApis/api/portals/p', body, NULL, NULL, NULL, sum FROM row WHERE path = ''");
        var refusal = Assert.Throws<StoreException>(_scratch.Open);
        Assert.Contains("is not what was written there", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_acknowledged_is_taken_back_after_a_failure()
    {
        using var store = _scratch.Open();
        var first = Numbered.Next(null, 1);
        store.TryReplace(null, first, s_change);

        // As after a commit of which nobody knows whether it reached the disk.
        store.Forget();
        _scratch.Ask("INSERT INTO journal (time, account, region, principal, operation, rows) VALUES (0, '000000000000', 'us-east-1', 'x', 'y', '')");
        _scratch.Ask("DELETE FROM row WHERE path LIKE 'restApis/%'");
        Assert.True(store.TryReplace(first, Numbered.Next(first, 2), s_change));
        store.Dispose();
        using var again = _scratch.Open();
        Assert.Equal(2, Numbered.Of(again));
    }

    [Fact]
    public void A_file_that_lost_acknowledged_changes_is_refused()
    {
        using var store = _scratch.Open();
        var first = Numbered.Next(null, 1);
        store.TryReplace(null, first, s_change);
        store.Forget();
        _scratch.Ask("DELETE FROM journal");
        var refusal = Assert.Throws<StoreException>(() => store.TryReplace(first, Numbered.Next(first, 2), s_change));
        Assert.Equal(StoreFault.Corrupt, refusal.Fault);
        Assert.Same(first, store.Find(Numbered.Key));
    }

    private static ControlPlane.Store.Sqlite.SqliteStore Open(ControlPlane.Store.Sqlite.StoreOptions options) => ControlPlane.Store.Sqlite.SqliteStore.Open(options);
}
