// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Foregate.ControlPlane.Store.Rows;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.Definitions.ApiGateway;
using Microsoft.Data.Sqlite;

namespace Foregate.ControlPlane.Store.Sqlite;

/// <summary>The one connection that writes: WAL, every commit flushed before it returns. After a failure it is thrown away and opened anew.</summary>
internal sealed class StoreFile : IDisposable
{
    public const string FileName = "foregate.db";

    // The names of more rows than this say nothing to a reader of the journal.
    private const int NamedRows = 1000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    private StoreFile(SqliteConnection connection, string path)
    {
        _connection = connection;
        Path = path;
    }

    public string Path { get; }

    /// <summary>The version that last opened the file to write.</summary>
    public string Writer => Meta("writer") ?? StoreVersion.Own;

    /// <summary>The number of the last change.</summary>
    public long Sequence => (long)Command("SELECT coalesce(max(sequence), 0) FROM journal").ExecuteScalar()!;

    public static StoreFile Open(string directory, DateTimeOffset now)
    {
        var path = System.IO.Path.Combine(directory, FileName);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, DefaultTimeout = 5 }.ToString());
        var file = new StoreFile(connection, path);
        try
        {
            MakeForItsOwner(path);
            connection.Open();
            file.Run("PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; PRAGMA journal_size_limit = 67108864");
            StoreSchema.Check(connection, path);
            if (file.Command("PRAGMA journal_mode = WAL").ExecuteScalar() is not "wal")
            {
                throw new StoreException(StoreFault.Io, $"{path} cannot have a write-ahead log: put the data directory on a local disk.");
            }

            file.Run("PRAGMA synchronous = FULL");
            StoreSchema.Upgrade(connection, path, now);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Remembers the key that secrets are encrypted under, and refuses another.</summary>
    public void Accept(MasterKey key)
    {
        var known = Meta("key");
        if (known is not null && known != key.Fingerprint)
        {
            throw new StoreException(StoreFault.MasterKey, $"{Path} is encrypted under master key {known}, and {key.Fingerprint} was given: give the one of its time.");
        }

        if (known is null)
        {
            SetMeta("key", key.Fingerprint);
        }

        if (Meta("writer") != StoreVersion.Own)
        {
            SetMeta("writer", StoreVersion.Own);
        }
    }

    public string? Meta(string name) => Command("SELECT value FROM meta WHERE name = @name", ("@name", name)).ExecuteScalar() as string;

    /// <summary>Every account and its rows, which are read as they are asked for.</summary>
    public IEnumerable<(AccountKey Key, IEnumerable<StoredRow> Rows)> Accounts() => AccountIds().Select(account => (account.Key, Rows(account.Id, account.Key)));

    /// <summary>The JSON of a bundle; null when it is missing or not what its name says.</summary>
    public byte[]? Bundle(byte[] hash) =>
        Command("SELECT body FROM bundle WHERE hash = @hash", ("@hash", hash)).ExecuteScalar() is byte[] body && BundleBody.Unpack(body, hash) is { } json ? json : null;

    /// <summary>The accounts and ids of the API keys with a value.</summary>
    public IReadOnlyList<(AccountKey Account, string Id)> ApiKeys(string value, MasterKey key)
    {
        var found = new List<(AccountKey, string)>();
        using var reader = Command("SELECT account.account, account.region, row.path FROM row JOIN account ON account.id = row.account WHERE row.lookup = @lookup", ("@lookup", key.Lookup(value))).ExecuteReader();
        while (reader.Read())
        {
            var path = reader.GetString(2);
            found.Add((new AccountKey(reader.GetString(0), reader.GetString(1)), RowPath.Unescape(path[(path.LastIndexOf('/') + 1)..])));
        }

        return found;
    }

    /// <summary>The accounts that were changed after a change, those of access keys with an empty region.</summary>
    public IReadOnlyList<AccountKey> ChangedAfter(long sequence)
    {
        var keys = new List<AccountKey>();
        using var reader = Command("SELECT DISTINCT account, region FROM journal WHERE sequence > @sequence", ("@sequence", sequence)).ExecuteReader();
        while (reader.Read())
        {
            keys.Add(new AccountKey(reader.GetString(0), reader.GetString(1)));
        }

        return keys;
    }

    public IReadOnlyList<AccessKey> AccessKeys(MasterKey key)
    {
        var keys = new List<AccessKey>();
        using var reader = Command("SELECT id, account, secret, created, active FROM access_key ORDER BY id").ExecuteReader();
        while (reader.Read())
        {
            var id = reader.GetString(0);
            keys.Add(new AccessKey
            {
                Id = id,
                AccountId = reader.GetString(1),
                Secret = key.Unseal((byte[])reader.GetValue(2), SealedPlace.OfAccessKey(id)),
                Created = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                IsActive = reader.GetInt64(4) != 0,
            });
        }

        return keys;
    }

    /// <summary>Writes rows and their journal entry: all or nothing, and durable when it returns.</summary>
    /// <returns>The number of the change.</returns>
    public long Write(AccountKey account, IReadOnlyList<RowChange> changes, StoreChange change, DateTimeOffset now, MasterKey key, bool isWhole = false) => Commit(() =>
    {
        var id = AccountId(account);
        var loose = new HashSet<string>(StringComparer.Ordinal);
        if (isWhole)
        {
            Collect(loose, "SELECT DISTINCT bundle FROM row WHERE account = @account AND bundle IS NOT NULL", ("@account", id));
            Run("DELETE FROM row WHERE account = @account", ("@account", id));
        }

        foreach (var row in changes)
        {
            if (row.Body is null)
            {
                // '0' follows '/': all paths below, and nothing else.
                (string, object?)[] below = [("@account", id), ("@path", row.Path), ("@from", row.Path + "/"), ("@to", row.Path + "0")];
                Collect(loose, "SELECT DISTINCT bundle FROM row WHERE account = @account AND (path = @path OR (path > @from AND path < @to)) AND bundle IS NOT NULL", below);
                Run("DELETE FROM row WHERE account = @account AND (path = @path OR (path > @from AND path < @to))", below);
            }
            else
            {
                Put(account, id, row, key, loose);
            }
        }

        foreach (var hash in loose)
        {
            Run("DELETE FROM bundle WHERE hash = @hash AND NOT EXISTS (SELECT 1 FROM row WHERE bundle = @hash)", ("@hash", Convert.FromHexString(hash)));
        }

        var more = changes.Count > NamedRows ? $"\nand {changes.Count - NamedRows} more" : "";
        return Note(account, change, now, string.Join('\n', changes.Take(NamedRows)) + more);
    });

    /// <summary>Writes or removes an access key.</summary>
    public long Write(AccessKey access, bool isGone, StoreChange change, DateTimeOffset now, MasterKey key) => Commit(() =>
    {
        PutAccessKey(access, isGone, key);
        return Note(new AccountKey(access.AccountId, ""), change, now, (isGone ? "-" : "+") + "accessKeys/" + access.Id);
    });

    /// <summary>Makes the file's access keys these and no others.</summary>
    public long Write(IEnumerable<AccessKey> all, StoreChange change, DateTimeOffset now, MasterKey key) => Commit(() =>
    {
        Run("DELETE FROM access_key");
        foreach (var access in all)
        {
            PutAccessKey(access, isGone: false, key);
        }

        return Note(new AccountKey("", ""), change, now, "+accessKeys");
    });

    /// <summary>What API keys have used of their plans, day by day.</summary>
    public IReadOnlyList<UsageCount> Usage()
    {
        var counts = new List<UsageCount>();
        using var reader = Command(
            "SELECT account.account, account.region, plan, key, day, used, remaining, granted FROM usage JOIN account ON account.id = usage.account").ExecuteReader();
        while (reader.Read())
        {
            counts.Add(new UsageCount
            {
                AccountId = reader.GetString(0),
                Region = reader.GetString(1),
                UsagePlanId = reader.GetString(2),
                KeyId = reader.GetString(3),
                Day = DateOnly.FromDayNumber(reader.GetInt32(4)),
                Used = reader.GetInt64(5),
                Remaining = reader.IsDBNull(6) ? null : reader.GetInt64(6),
                Granted = reader.GetInt64(7),
            });
        }

        return counts;
    }

    /// <summary>Writes usage in the place of what was known of the same days: all of it or nothing. It is no change of a definition, and not in the journal.</summary>
    /// <param name="oldest">Days before this one are removed; <see langword="null"/> for none.</param>
    public void Write(IReadOnlyList<UsageCount> counts, DateOnly? oldest) => Commit(() =>
    {
        foreach (var count in counts)
        {
            Run(
                "INSERT OR REPLACE INTO usage (account, plan, key, day, used, remaining, granted) VALUES (@account, @plan, @key, @day, @used, @remaining, @granted)",
                ("@account", AccountId(new AccountKey(count.AccountId, count.Region))),
                ("@plan", count.UsagePlanId),
                ("@key", count.KeyId),
                ("@day", count.Day.DayNumber),
                ("@used", count.Used),
                ("@remaining", count.Remaining),
                ("@granted", count.Granted));
        }

        if (oldest is { } day)
        {
            Run("DELETE FROM usage WHERE day < @oldest", ("@oldest", day.DayNumber));
        }

        return 0;
    });

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    // SQLite would let others read it, and gives its logs the mode of the database.
    private static void MakeForItsOwner(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path))
        {
            return;
        }

        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            new FileStream(path, options).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.ReadOnly, $"{path} cannot be made: {exception.Message} Make its directory writable for the user that runs Foregate.", exception);
        }
    }

    private long Commit(Func<long> write)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        _transaction = transaction;
        try
        {
            var sequence = write();
            transaction.Commit();
            return sequence;
        }
        finally
        {
            _transaction = null;
        }
    }

    private void Put(AccountKey account, long id, RowChange row, MasterKey key, HashSet<string> loose)
    {
        var secret = row.Secret is null ? null : key.Seal(row.Secret, SealedPlace.Of(account, row.Path));
        if (row.BundleHash is not null)
        {
            Collect(loose, "SELECT bundle FROM row WHERE account = @account AND path = @path AND bundle IS NOT NULL", ("@account", id), ("@path", row.Path));
            if (Command("SELECT 1 FROM bundle WHERE hash = @hash", ("@hash", row.BundleHash)).ExecuteScalar() is null)
            {
                Run("INSERT INTO bundle (hash, body) VALUES (@hash, @body)", ("@hash", row.BundleHash), ("@body", BundleBody.Pack(row.Bundle!)));
            }
        }

        var stored = new StoredRow(row.Path, row.Body!, secret, row.BundleHash);
        Run(
            "INSERT OR REPLACE INTO row (account, path, body, bundle, secret, lookup, sum) VALUES (@account, @path, @body, @bundle, @secret, @lookup, @sum)",
            ("@account", id),
            ("@path", row.Path),
            ("@body", row.Body),
            ("@bundle", row.BundleHash),
            ("@secret", secret),
            ("@lookup", row.Secret is null ? null : key.Lookup(row.Secret)),
            ("@sum", Sum(account, stored)));
    }

    private void PutAccessKey(AccessKey access, bool isGone, MasterKey key)
    {
        if (isGone)
        {
            Run("DELETE FROM access_key WHERE id = @id", ("@id", access.Id));
            return;
        }

        Run(
            "INSERT OR REPLACE INTO access_key (id, account, secret, created, active) VALUES (@id, @account, @secret, @created, @active)",
            ("@id", access.Id),
            ("@account", access.AccountId),
            ("@secret", key.Seal(access.Secret, SealedPlace.OfAccessKey(access.Id))),
            ("@created", access.Created.ToUnixTimeMilliseconds()),
            ("@active", access.IsActive ? 1L : 0L));
    }

    private long Note(AccountKey account, StoreChange change, DateTimeOffset now, string rows) => (long)Command(
        "INSERT INTO journal (time, account, region, principal, operation, rows) VALUES (@time, @account, @region, @principal, @operation, @rows) RETURNING sequence",
        ("@time", now.ToUnixTimeMilliseconds()),
        ("@account", account.AccountId),
        ("@region", account.Region),
        ("@principal", change.Principal),
        ("@operation", change.Operation),
        ("@rows", rows)).ExecuteScalar()!;

    private long AccountId(AccountKey account)
    {
        (string, object?)[] names = [("@account", account.AccountId), ("@region", account.Region)];
        return (long)(Command("SELECT id FROM account WHERE account = @account AND region = @region", names).ExecuteScalar()
            ?? Command("INSERT INTO account (account, region) VALUES (@account, @region) RETURNING id", names).ExecuteScalar()!);
    }

    private List<(long Id, AccountKey Key)> AccountIds()
    {
        var accounts = new List<(long, AccountKey)>();
        using var reader = Command("SELECT id, account, region FROM account WHERE EXISTS (SELECT 1 FROM row WHERE row.account = account.id) ORDER BY id").ExecuteReader();
        while (reader.Read())
        {
            accounts.Add((reader.GetInt64(0), new AccountKey(reader.GetString(1), reader.GetString(2))));
        }

        return accounts;
    }

    // In the order of their paths, by bytes.
    private IEnumerable<StoredRow> Rows(long id, AccountKey key)
    {
        using var reader = Command("SELECT path, body, secret, bundle, sum FROM row WHERE account = @account ORDER BY path", ("@account", id)).ExecuteReader();
        while (reader.Read())
        {
            var row = new StoredRow(reader.GetString(0), (byte[])reader.GetValue(1), reader.GetValue(2) as byte[], reader.GetValue(3) as byte[]);
            if (!Sum(key, row).AsSpan().SequenceEqual((byte[])reader.GetValue(4)))
            {
                throw new StoreException(
                    StoreFault.Corrupt, $"{Path}: row '{row.Path}' of {key} is not what was written there. Stop Foregate, put the file aside together with its -wal file, and restore a backup.");
            }

            yield return row;
        }
    }

    private void Collect(HashSet<string> hashes, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        while (reader.Read())
        {
            hashes.Add(Convert.ToHexString((byte[])reader.GetValue(0)));
        }
    }

    // A damaged page that SQLite still takes for one is seen by this.
    private static byte[] Sum(AccountKey account, StoredRow row)
    {
        var head = $"{account}/{row.Path}\n{row.Body.Length} {row.Secret?.Length ?? -1} {row.Bundle?.Length ?? -1}\n";
        var secret = row.Secret ?? [];
        var bundle = row.Bundle ?? [];
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(head.Length) + row.Body.Length + secret.Length + bundle.Length);
        var length = Encoding.UTF8.GetBytes(head, bytes);
        foreach (var part in (ReadOnlySpan<byte[]>)[row.Body, secret, bundle])
        {
            part.CopyTo(bytes, length);
            length += part.Length;
        }

        var sum = SHA256.HashData(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return sum[..16];
    }

    private void SetMeta(string name, string value) => Run("INSERT OR REPLACE INTO meta (name, value) VALUES (@name, @value)", ("@name", name), ("@value", value));

    private void Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteNonQuery();

    // Each statement is prepared once.
    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in values)
            {
                command.Parameters.AddWithValue(name, DBNull.Value);
            }

            _commands.Add(sql, command);
        }

        // The type follows the value: a text parameter left from before must not turn bytes into text.
        foreach (var (name, value) in values)
        {
            var parameter = command.Parameters[name];
            parameter.ResetSqliteType();
            parameter.Value = value ?? DBNull.Value;
        }

        command.Transaction = _transaction;
        return command;
    }
}
