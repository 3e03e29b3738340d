// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Security.Cryptography;
using Foregate.ControlPlane.Store.Files;
using Microsoft.Data.Sqlite;

namespace Foregate.ControlPlane.Store.Sqlite;

/// <summary>
/// What lies beside a store and belongs to it: archives of functions and S3's objects. In a backup it is a table of pieces, which is gone from a store that was
/// restored.
/// </summary>
internal static class BackupFiles
{
    // A database's value must fit into memory.
    private const int PieceBytes = 8 * 1024 * 1024;

    private const string Table = "beside";

    private const string Contents = "objects/content";

    // Bytes before the index that names them: what is deleted meanwhile is there still. What comes meanwhile is looked for once more.
    private static readonly string[] s_folders = ["code", Contents, "objects/buckets", Contents];

    /// <summary>Puts everything beside a store into the copy of it.</summary>
    public static void Add(string directory, SqliteConnection copy)
    {
        using var all = copy.BeginTransaction();
        Run(copy, $"CREATE TABLE {Table} (path TEXT NOT NULL, piece INTEGER NOT NULL, bytes BLOB NOT NULL, sha256 BLOB NOT NULL, PRIMARY KEY (path, piece)) WITHOUT ROWID");
        var piece = new byte[PieceBytes];
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in s_folders)
        {
            var path = Path.Combine(directory, folder);
            foreach (var file in Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [])
            {
                if (Path.GetExtension(file) is not (".partial" or ".new") && added.Add(file))
                {
                    Add(copy, file, Path.GetRelativePath(directory, file).Replace(Path.DirectorySeparatorChar, '/'), piece);
                }
            }
        }

        all.Commit();
    }

    /// <summary>Puts it back into a directory, and takes it out of the store's file.</summary>
    /// <exception cref="StoreException">A piece is damaged, or names a place outside the directory.</exception>
    public static void Restore(SqliteConnection copy, string backup, string directory)
    {
        if (!IsThere(copy))
        {
            return;
        }

        using (var paths = copy.CreateCommand())
        {
            paths.CommandText = $"SELECT DISTINCT path FROM {Table}";
            using var each = paths.ExecuteReader();
            while (each.Read())
            {
                Restore(copy, backup, directory, each.GetString(0));
            }
        }

        Run(copy, $"DROP TABLE {Table}");
        Run(copy, "VACUUM");
    }

    private static void Add(SqliteConnection copy, string file, string path, byte[] piece)
    {
        FileStream content;
        try
        {
            content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // It was deleted since the folder was read.
            return;
        }

        using (content)
        {
            for (var number = 0; ; number++)
            {
                var length = content.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
                if (length == 0 && number > 0)
                {
                    return;
                }

                using var insert = copy.CreateCommand();
                insert.CommandText = $"INSERT INTO {Table} VALUES (@path, @piece, @bytes, @sha256)";
                insert.Parameters.AddWithValue("@path", path);
                insert.Parameters.AddWithValue("@piece", number);
                insert.Parameters.AddWithValue("@bytes", piece[..length]);
                insert.Parameters.AddWithValue("@sha256", SHA256.HashData(piece.AsSpan(0, length)));
                insert.ExecuteNonQuery();
            }
        }
    }

    private static void Restore(SqliteConnection copy, string backup, string directory, string path)
    {
        var target = Path.GetFullPath(Path.Combine(directory, path));
        if (!Array.Exists(s_folders, folder => target.StartsWith(Path.GetFullPath(Path.Combine(directory, folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            throw new StoreException(StoreFault.Corrupt, $"{backup} has a file {path}, which is none of a data directory's: take another backup.");
        }

        MakeFolder(Path.GetDirectoryName(target)!);
        DurableFile.Replace(target, stream =>
        {
            using var pieces = copy.CreateCommand();
            pieces.CommandText = $"SELECT piece, bytes, sha256 FROM {Table} WHERE path = @path ORDER BY piece";
            pieces.Parameters.AddWithValue("@path", path);
            using var each = pieces.ExecuteReader();
            for (var number = 0; each.Read(); number++)
            {
                var bytes = each.GetFieldValue<byte[]>(1);
                if (each.GetInt32(0) != number || !SHA256.HashData(bytes).AsSpan().SequenceEqual(each.GetFieldValue<byte[]>(2)))
                {
                    throw new StoreException(StoreFault.Corrupt, string.Create(CultureInfo.InvariantCulture, $"{backup} is damaged (piece {number} of {path}): take another backup."));
                }

                stream.Write(bytes);
            }
        });
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static bool IsThere(SqliteConnection copy)
    {
        using var command = copy.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{Table}'";
        return command.ExecuteScalar() is > 0L;
    }

    private static void Run(SqliteConnection copy, string sql)
    {
        using var command = copy.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
