// SPDX-License-Identifier: Apache-2.0
using Microsoft.Data.Sqlite;

namespace Foregate.ControlPlane.Store.Sqlite;

/// <summary>The tables, and the numbered steps that lead there from any older version. A newer one is refused: what it wrote is not understood.</summary>
internal static class StoreSchema
{
    // "FGRT", so that other people's databases are told apart.
    private const long ApplicationId = 0x46475254;

    // Steps are never changed once released; new ones are added at the end.
    private static readonly string[] s_steps =
    [
        """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE step (version INTEGER PRIMARY KEY, time INTEGER NOT NULL, writer TEXT NOT NULL);
        CREATE TABLE account (id INTEGER PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, UNIQUE (account, region));
        CREATE TABLE row (
          account INTEGER NOT NULL, path TEXT NOT NULL, body BLOB NOT NULL, bundle BLOB, secret BLOB, lookup BLOB, sum BLOB NOT NULL,
          PRIMARY KEY (account, path)) WITHOUT ROWID;
        CREATE INDEX row_bundle ON row (bundle) WHERE bundle IS NOT NULL;
        CREATE INDEX row_lookup ON row (lookup) WHERE lookup IS NOT NULL;
        CREATE TABLE bundle (hash BLOB PRIMARY KEY, body BLOB NOT NULL);
        CREATE TABLE journal (
          sequence INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, account TEXT NOT NULL, region TEXT NOT NULL,
          principal TEXT NOT NULL, operation TEXT NOT NULL, rows TEXT NOT NULL);
        CREATE TABLE access_key (id TEXT PRIMARY KEY, account TEXT NOT NULL, secret BLOB NOT NULL, created INTEGER NOT NULL, active INTEGER NOT NULL) WITHOUT ROWID;
        """,
        """
        CREATE TABLE usage (
          account INTEGER NOT NULL, plan TEXT NOT NULL, key TEXT NOT NULL, day INTEGER NOT NULL,
          used INTEGER NOT NULL, remaining INTEGER, granted INTEGER NOT NULL,
          PRIMARY KEY (account, plan, key, day)) WITHOUT ROWID;
        """,
    ];

    public static int Version => s_steps.Length;

    /// <summary>Brings the file to this version's tables.</summary>
    /// <exception cref="StoreException">A newer version, or another program, wrote it.</exception>
    public static void Upgrade(SqliteConnection connection, string file, DateTimeOffset now) => Upgrade(connection, file, now, s_steps);

    /// <summary>Takes the steps that the file lacks, each whole or not at all.</summary>
    internal static void Upgrade(SqliteConnection connection, string file, DateTimeOffset now, ReadOnlySpan<string> steps)
    {
        var version = Check(connection, file);
        for (; version < steps.Length; version++)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            Run(connection, steps[(int)version]);
            using (var note = connection.CreateCommand())
            {
                note.CommandText = "INSERT INTO step (version, time, writer) VALUES (@version, @time, @writer)";
                note.Parameters.AddWithValue("@version", version + 1);
                note.Parameters.AddWithValue("@time", now.ToUnixTimeMilliseconds());
                note.Parameters.AddWithValue("@writer", StoreVersion.Own);
                note.ExecuteNonQuery();
            }

            Run(connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1}");
            transaction.Commit();
        }
    }

    /// <summary>The version of the file's tables; 0 for an empty file.</summary>
    public static long Check(SqliteConnection connection, string file)
    {
        var application = Ask(connection, "PRAGMA application_id");
        var version = Ask(connection, "PRAGMA user_version");
        if (application != ApplicationId && (application != 0 || version != 0 || Ask(connection, "SELECT count(*) FROM sqlite_schema") != 0))
        {
            throw new StoreException(StoreFault.Corrupt, $"{file} is a database of another program: name another data directory.");
        }

        return version <= s_steps.Length ? version : throw new StoreException(
            StoreFault.TooNew, $"{file} has schema version {version}, and this version of Foregate ({StoreVersion.Own}) knows {s_steps.Length}: start the version that wrote it, or restore a backup from before. Nothing was changed.");
    }

    private static long Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
