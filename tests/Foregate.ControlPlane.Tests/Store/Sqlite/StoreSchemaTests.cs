// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Sqlite;
using Foregate.StoreWriter;
using Microsoft.Data.Sqlite;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

public sealed class StoreSchemaTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Every_step_is_noted_with_the_version_that_made_it()
    {
        _scratch.Open().Dispose();
        Assert.Equal((long)StoreSchema.Version, _scratch.Ask("SELECT count(*) FROM step WHERE writer <> ''"));
        Assert.Equal((long)StoreSchema.Version, _scratch.Ask("PRAGMA user_version"));
        Assert.Equal("wal", _scratch.Ask("PRAGMA journal_mode"));
    }

    [Fact]
    public void An_older_schema_is_brought_forward_step_by_step_and_a_step_that_fails_changes_nothing()
    {
        using (var store = _scratch.Open())
        {
            Assert.True(store.TryReplace(null, Numbered.Next(null, 1), StoreChange.OfTheGateway));
        }

        using (var connection = new SqliteConnection($"Data Source={_scratch.Database};Pooling=False"))
        {
            connection.Open();
            var time = DateTimeOffset.UnixEpoch;
            string[] steps = [.. Enumerable.Repeat("", StoreSchema.Version), "CREATE TABLE first (x); INSERT INTO first VALUES (1)", "CREATE TABLE second (x); SELECT nothing FROM nowhere"];
            Assert.Throws<SqliteException>(() => StoreSchema.Upgrade(connection, _scratch.Database, time, steps));
            Assert.Equal((long)StoreSchema.Version + 1, _scratch.Ask("PRAGMA user_version"));
            Assert.Equal(1L, _scratch.Ask("SELECT x FROM first"));
            Assert.Equal(0L, _scratch.Ask("SELECT count(*) FROM sqlite_schema WHERE name = 'second'"));
            Assert.Equal((long)StoreSchema.Version + 1, _scratch.Ask("SELECT count(*) FROM step"));
            Assert.Equal(1L, _scratch.Ask("SELECT count(*) FROM row WHERE path = 'restApis/api'"));
        }
    }

    [Fact]
    public void A_newer_schema_is_refused_and_left_as_it_is()
    {
        _scratch.Open().Dispose();
        _scratch.Ask("PRAGMA user_version = 99");
        var refusal = Assert.Throws<StoreException>(_scratch.Open);
        Assert.Equal(StoreFault.TooNew, refusal.Fault);
        Assert.Contains("schema version 99", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(99L, _scratch.Ask("PRAGMA user_version"));
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        _scratch.Ask("CREATE TABLE theirs (x)");
        var refusal = Assert.Throws<StoreException>(() => SqliteStore.Open(_scratch.Options with { MasterKey = new string('a', 64) }));
        Assert.Contains("another program", refusal.Message, StringComparison.Ordinal);
    }
}
