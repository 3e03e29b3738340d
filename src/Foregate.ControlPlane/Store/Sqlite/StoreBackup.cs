// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Foregate.ControlPlane.Store.Files;
using Foregate.ControlPlane.Store.Secrets;
using Microsoft.Data.Sqlite;

namespace Foregate.ControlPlane.Store.Sqlite;

/// <summary>A copy of a store, and of the files beside it, in one file. The master key is not in it: without that, its secrets stay shut.</summary>
public sealed record StoreBackup
{
    public required string Path { get; init; }

    public required long Bytes { get; init; }

    /// <summary>The last change that is in it.</summary>
    public required long Sequence { get; init; }

    /// <summary>The file's, in hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Which master key its secrets need (<see cref="MasterKey.Fingerprint"/>).</summary>
    public required string MasterKey { get; init; }

    /// <summary>Puts a backup into a directory that has no store. The master key of its time has to be there, or be given, unless it is put there before the start.</summary>
    /// <exception cref="StoreException">The directory has a store, or the backup is damaged, too new or of another key. Nothing was restored.</exception>
    public static StoreBackup Restore(string backup, string directory, string? masterKey = null)
    {
        try
        {
            if (!File.Exists(backup))
            {
                throw new StoreException(StoreFault.Io, $"There is no file {backup}: name what 'foregate backup' wrote.");
            }

            SqliteStore.MakeDirectory(directory);
            using var taken = DirectoryLock.Take(directory);
            var target = System.IO.Path.Combine(directory, StoreFile.FileName);
            foreach (var name in new[] { StoreFile.FileName, AccountSnapshot.FileName })
            {
                if (File.Exists(System.IO.Path.Combine(directory, name)))
                {
                    throw new StoreException(StoreFault.Busy, $"{System.IO.Path.Combine(directory, name)} is there already: restore into an empty data directory.");
                }
            }

            var described = Describe(backup);
            Verify(backup, directory, masterKey, described);
            // The store's file comes last: without it, there is nothing there yet.
            var aside = target + ".restored";
            try
            {
                File.Delete(aside);
                DurableFile.Replace(aside, stream =>
                {
                    using var source = File.OpenRead(backup);
                    source.CopyTo(stream);
                });
                using (var copy = Connect(aside, SqliteOpenMode.ReadWrite))
                {
                    BackupFiles.Restore(copy, backup, directory);
                }

                DurableFile.Replace(target, stream =>
                {
                    using var source = File.OpenRead(aside);
                    source.CopyTo(stream);
                });
            }
            finally
            {
                Forget(aside);
            }

            return described with { Path = target };
        }
        catch (SqliteException exception)
        {
            throw SqliteFault.Explain(exception, backup);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.Io, $"{backup} could not be restored to {directory}: {exception.Message}", exception);
        }
    }

    /// <summary>Copies a directory's store to a file, be it used by a gateway or not.</summary>
    /// <param name="masterKey">From the environment; <see langword="null"/> takes the file in the directory.</param>
    /// <exception cref="StoreException">There is no store, the key is not its own, or the copy could not be written.</exception>
    public static StoreBackup Of(string directory, string path, string? masterKey = null)
    {
        if (!File.Exists(System.IO.Path.Combine(directory, StoreFile.FileName)))
        {
            throw new StoreException(StoreFault.Io, $"There is no store in {directory}: give the data directory of a gateway.");
        }

        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) == System.IO.Path.GetFullPath(directory).TrimEnd(System.IO.Path.DirectorySeparatorChar))
        {
            throw new StoreException(StoreFault.ReadOnly, $"{path} is in the data directory itself: put backups elsewhere, on another disk best of all.");
        }

        using var key = Secrets.MasterKey.Open(directory, masterKey, mayCreate: false);
        return Make(directory, path, key);
    }

    internal static StoreBackup Make(string directory, string path, MasterKey key)
    {
        var aside = path + ".new";
        try
        {
            File.Delete(aside);
            using (var source = Connect(System.IO.Path.Combine(directory, StoreFile.FileName), SqliteOpenMode.ReadOnly))
            using (var target = Connect(aside, SqliteOpenMode.ReadWriteCreate))
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(aside, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }

                source.BackupDatabase(target);
                BackupFiles.Add(directory, target);
                // A backup is one file, with no log beside it.
                Ask(target, "PRAGMA journal_mode = DELETE");
            }

            using (var written = new FileStream(aside, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            var described = Describe(aside);
            if (described.MasterKey != key.Fingerprint)
            {
                throw new StoreException(StoreFault.MasterKey, $"The store in {directory} is under master key {described.MasterKey}, and {key.Fingerprint} was given: give the one of its time.");
            }

            File.Move(aside, path, overwrite: true);
            DurableFile.FlushDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            return described with { Path = path };
        }
        catch (SqliteException exception)
        {
            throw SqliteFault.Explain(exception, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.Io, $"The backup {path} could not be written: {exception.Message}", exception);
        }
        finally
        {
            Forget(aside);
        }
    }

    // What was not made whole is of no use to anybody.
    private static void Forget(string aside)
    {
        try
        {
            File.Delete(aside);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next backup replaces it.
        }
    }

    private static StoreBackup Describe(string path)
    {
        using var connection = Connect(path, SqliteOpenMode.ReadOnly);
        if (StoreSchema.Check(connection, path) == 0)
        {
            throw new StoreException(StoreFault.Corrupt, $"{path} is no backup of a store: it is empty.");
        }

        using var file = File.OpenRead(path);
        return new StoreBackup
        {
            Path = path,
            Bytes = file.Length,
            Sequence = (long)Ask(connection, "SELECT coalesce(max(sequence), 0) FROM journal")!,
            MasterKey = Ask(connection, "SELECT value FROM meta WHERE name = 'key'") as string ?? throw new StoreException(StoreFault.Corrupt, $"{path} does not say which master key it needs."),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
        };
    }

    private static void Verify(string backup, string directory, string? masterKey, StoreBackup described)
    {
        using (var connection = Connect(backup, SqliteOpenMode.ReadOnly))
        {
            if (Ask(connection, "PRAGMA integrity_check") as string is not "ok" and var fault)
            {
                throw new StoreException(StoreFault.Corrupt, $"{backup} is damaged ({fault}): take another backup.");
            }
        }

        if (masterKey is null && !File.Exists(System.IO.Path.Combine(directory, Secrets.MasterKey.FileName)))
        {
            return;
        }

        using var key = Secrets.MasterKey.Open(directory, masterKey, mayCreate: false);
        if (key.Fingerprint != described.MasterKey)
        {
            throw new StoreException(StoreFault.MasterKey, $"{backup} needs master key {described.MasterKey}, and {key.Fingerprint} was given.");
        }

        // Everything is read once from a copy, as a start would.
        var trial = Directory.CreateTempSubdirectory("foregate-restore-");
        try
        {
            File.Copy(backup, System.IO.Path.Combine(trial.FullName, StoreFile.FileName));
            using var file = StoreFile.Open(trial.FullName, DateTimeOffset.UnixEpoch);
            SqliteStore.Load(file, file.Writer, key);
            _ = file.AccessKeys(key);
        }
        finally
        {
            trial.Delete(recursive: true);
        }
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
