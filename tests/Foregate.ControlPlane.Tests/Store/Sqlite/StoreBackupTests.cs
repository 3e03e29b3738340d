// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Sqlite;
using Foregate.StoreWriter;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

public sealed class StoreBackupTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly Scratch _other = new();
    private readonly Scratch _shelf = new();

    private string BackupFile => Path.Combine(_shelf.Directory, "backup.db");

    public void Dispose()
    {
        _scratch.Dispose();
        _other.Dispose();
        _shelf.Dispose();
    }

    [Fact]
    public void A_backup_of_a_running_store_is_whole_and_restores()
    {
        StoreBackup backup;
        using (var store = _scratch.Open())
        {
            Write(store, 1);
            var writing = Task.Run(() =>
            {
                for (var number = 2; number < 200; number++)
                {
                    Write(store, number);
                }
            });
            backup = store.Backup(BackupFile);
            backup = store.Backup(BackupFile);
            Assert.Equal(store.Key.Fingerprint, backup.MasterKey);
#pragma warning disable xUnit1031 // the writer must be seen to end before the store does
            writing.Wait();
#pragma warning restore xUnit1031
        }

        Assert.Equal([BackupFile], Directory.GetFiles(_shelf.Directory));
        File.Copy(Path.Combine(_scratch.Directory, "master.key"), Path.Combine(_other.Directory, "master.key"));
        var restored = StoreBackup.Restore(BackupFile, _other.Directory);
        Assert.Equal((backup.Sha256, backup.Sequence), (restored.Sha256, restored.Sequence));
        using var again = _other.Open();
        Assert.Equal(backup.Sequence, again.Sequence);
        Assert.Equal(backup.Sequence, Numbered.Of(again));
        Write(again, 1000);
    }

    [Fact]
    public void A_directory_with_a_store_is_not_restored_into()
    {
        using (var store = _scratch.Open())
        {
            store.Backup(BackupFile);
        }

        Assert.Contains("empty data directory", Assert.Throws<StoreException>(() => StoreBackup.Restore(BackupFile, _scratch.Directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_backup_or_another_key_restores_nothing()
    {
        using (var store = _scratch.Open())
        {
            Write(store, 1);
            store.Backup(BackupFile);
        }

        Assert.Equal(StoreFault.MasterKey, Assert.Throws<StoreException>(() => StoreBackup.Restore(BackupFile, _other.Directory, new string('0', 64))).Fault);
        var bytes = File.ReadAllBytes(BackupFile);
        bytes.AsSpan(8192, 4096).Fill(0x5a);
        File.WriteAllBytes(BackupFile, bytes);
        Assert.Equal(StoreFault.Corrupt, Assert.Throws<StoreException>(() => StoreBackup.Restore(BackupFile, _other.Directory)).Fault);
        File.WriteAllText(BackupFile, "not a backup, though longer than its head is, which SQLite wants to see before it says what it is".PadRight(2000));
        Assert.Equal(StoreFault.Corrupt, Assert.Throws<StoreException>(() => StoreBackup.Restore(BackupFile, _other.Directory)).Fault);
        Assert.False(File.Exists(_other.Database));
    }

    [Fact]
    public void A_restored_store_without_its_master_key_does_not_start_with_another()
    {
        using (var store = _scratch.Open())
        {
            store.Backup(BackupFile);
        }

        StoreBackup.Restore(BackupFile, _other.Directory);
        Assert.Contains("is missing", Assert.Throws<StoreException>(_other.Open).Message, StringComparison.Ordinal);
    }

    private static void Write(SqliteStore store, int number)
    {
        var before = store.Find(Numbered.Key);
        Assert.True(store.TryReplace(before, Numbered.Next(before, number), StoreChange.OfTheGateway));
    }
}
