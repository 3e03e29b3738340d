// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

/// <summary>A data directory that is gone after the test.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("foregate-store-");

    public string Directory => _directory.FullName;

    public string Database => Path.Combine(Directory, "foregate.db");

    public string Snapshot => Path.Combine(Directory, "last-good.snapshot");

    public StoreOptions Options => new() { Directory = Directory };

    public SqliteStore Open() => SqliteStore.Open(Options);

    /// <summary>What another program would read there.</summary>
    public object? Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
