// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

public sealed class BackupFilesTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly Scratch _other = new();
    private readonly Scratch _shelf = new();

    public void Dispose()
    {
        _scratch.Dispose();
        _other.Dispose();
        _shelf.Dispose();
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("UPDATE beside SET path = '../outside'", "none of a data directory's")]
    [InlineData("UPDATE beside SET path = 'code/../../outside'", "none of a data directory's")]
    [InlineData("UPDATE beside SET path = 'foregate.lock'", "none of a data directory's")]
    [InlineData("UPDATE beside SET bytes = x'00'", "is damaged")]
    [InlineData("UPDATE beside SET piece = 1", "is damaged")]
    public void Puts_back_what_was_there_and_nothing_else(string tampering, string? refused)
    {
        var backup = Path.Combine(_shelf.Directory, "backup.db");
        using (var store = _scratch.Open())
        {
            Directory.CreateDirectory(Path.Combine(_scratch.Directory, "code"));
            File.WriteAllText(Path.Combine(_scratch.Directory, "code", "a.zip"), "archive");
            File.WriteAllText(Path.Combine(_scratch.Directory, "code", "b.partial"), "half");
            File.WriteAllText(Path.Combine(_scratch.Directory, "code", "empty.zip"), "");
            store.Backup(backup);
        }

        if (tampering.Length > 0)
        {
            using var connection = new SqliteConnection($"Data Source={backup};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = tampering + " WHERE path = 'code/a.zip'";
            command.ExecuteNonQuery();
        }

        if (refused is not null)
        {
            Assert.Contains(refused, Assert.Throws<StoreException>(() => StoreBackup.Restore(backup, _other.Directory)).Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(_other.Directory, "foregate.db*"));
            return;
        }

        StoreBackup.Restore(backup, _other.Directory);
        Assert.Equal(["a.zip", "empty.zip"], Directory.GetFiles(Path.Combine(_other.Directory, "code")).Select(Path.GetFileName).Order());
        Assert.Equal("archive", File.ReadAllText(Path.Combine(_other.Directory, "code", "a.zip")));
        File.Copy(Path.Combine(_scratch.Directory, "master.key"), Path.Combine(_other.Directory, "master.key"));
        _other.Open().Dispose();
    }
}
