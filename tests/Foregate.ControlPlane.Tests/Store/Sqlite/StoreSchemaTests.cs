// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Sqlite;

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
