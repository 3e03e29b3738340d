// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Store.Files;
using Foregate.ControlPlane.Store.Rows;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Foregate.ControlPlane.Store.Sqlite;

/// <summary>
/// Holds the accounts in memory and on the disk: what is acknowledged is durable. Reading touches memory only. A failed write changes nothing in
/// memory; the next write opens the file anew, so that what passed by itself needs no restart.
/// </summary>
public sealed partial class SqliteStore : IAccountStore, IDisposable
{
    private readonly StoreOptions _options;
    private readonly DirectoryLock? _lock;
    private readonly Lock _writing = new();
    private readonly SnapshotWriter _snapshots;
    private ImmutableDictionary<AccountKey, Account> _accounts = AccountStore.Empty;
    private StoreFile? _file;
    private long _sequence;
    private bool _isClosed;

    private SqliteStore(StoreOptions options, DirectoryLock? directoryLock, MasterKey key)
    {
        _options = options;
        _lock = directoryLock;
        Key = key;
        AccessKeys = new AccessKeys(this, []);
        _snapshots = new SnapshotWriter(options, () => Snapshot().Write(options.Directory, Key));
    }

    /// <summary>Why the store is served from its last good snapshot and takes no changes; <see langword="null"/> when all is well.</summary>
    public StoreException? Broken { get; private set; }

    public IReadOnlyCollection<Account> Accounts => [.. Volatile.Read(ref _accounts).Values];

    public AccessKeys AccessKeys { get; private set; }

    /// <summary>The number of the last change.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>The key that all secrets of the directory are under.</summary>
    public MasterKey Key { get; }

    internal DateTimeOffset Now => _options.Time.GetUtcNow();

    /// <summary>
    /// Opens the directory's store, or makes one. A store that cannot be read is not started from: then the last good snapshot is served, read-only,
    /// and <see cref="Broken"/> says why.
    /// </summary>
    /// <exception cref="StoreException">Neither is there to serve, a newer version wrote it, the key is wrong, or another process has it.</exception>
    public static SqliteStore Open(StoreOptions options)
    {
        DirectoryLock? taken = null;
        MasterKey? key = null;
        StoreException broken;
        try
        {
            MakeDirectory(options.Directory);
            var isNew = !File.Exists(Path.Combine(options.Directory, StoreFile.FileName)) && !File.Exists(Path.Combine(options.Directory, AccountSnapshot.FileName));
            try
            {
                taken = DirectoryLock.Take(options.Directory);
            }
            catch (StoreException exception) when (exception.Fault == StoreFault.ReadOnly && File.Exists(Path.Combine(options.Directory, AccountSnapshot.FileName)))
            {
                key = MasterKey.Open(options.Directory, options.MasterKey, mayCreate: false);
                return Fallback(options, null, key, exception) ?? throw new StoreException(exception.Fault, exception.Message, exception);
            }

            key = MasterKey.Open(options.Directory, options.MasterKey, isNew);
            try
            {
                return FromFile(options, taken, key);
            }
            catch (SqliteException exception)
            {
                broken = SqliteFault.Explain(exception, Path.Combine(options.Directory, StoreFile.FileName));
            }
            catch (StoreException exception) when (exception.Fault is StoreFault.Corrupt or StoreFault.Io or StoreFault.ReadOnly or StoreFault.Full)
            {
                broken = exception;
            }

            return Fallback(options, taken, key, broken) ?? throw broken;
        }
        catch
        {
            key?.Dispose();
            taken?.Dispose();
            throw;
        }
    }

    public Account? Find(AccountKey key) => Volatile.Read(ref _accounts).GetValueOrDefault(key);

    public bool TryReplace(Account? expected, Account changed, StoreChange change)
    {
        var key = AccountKey.Of(changed);
        lock (_writing)
        {
            if (!ReferenceEquals(_accounts.GetValueOrDefault(key), expected))
            {
                return false;
            }

            var rows = RowChanges.Between(expected, changed);
            void Remember() => Volatile.Write(ref _accounts, _accounts.SetItem(key, changed));
            if (rows.Count == 0)
            {
                Remember();
                return true;
            }

            Write((file, master) => file.Write(key, rows, change, Now, master), Remember);
            return true;
        }
    }

    /// <summary>The API keys with a value, in all accounts, found by its HMAC: no value is decrypted for it.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<(AccountKey Account, string Id)> FindApiKeys(string value) => Use((file, master) => file.ApiKeys(value, master));

    /// <summary>What API keys have used of their usage plans; nothing when the last good snapshot is served, which has none of it.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<UsageCount> ReadUsage() => Broken is null ? Use(static (file, _) => file.Usage()) : [];

    /// <summary>Stores what API keys have used, in the place of what was known of the same days.</summary>
    /// <param name="oldest">Days before this one are forgotten; <see langword="null"/> for none.</param>
    /// <exception cref="StoreException">It could not be stored.</exception>
    public void WriteUsage(IReadOnlyList<UsageCount> counts, DateOnly? oldest)
    {
        if (Broken is { } broken)
        {
            throw new StoreException(broken.Fault, "The store takes no changes, the last good snapshot is served.", broken);
        }

        Use((file, _) =>
        {
            file.Write(counts, oldest);
            return 0;
        });
    }

    /// <summary>Copies the store to a file while it is used: a whole and consistent one, which <see cref="StoreBackup.Restore"/> takes.</summary>
    /// <exception cref="StoreException">It could not be written.</exception>
    public StoreBackup Backup(string path) => StoreBackup.Make(_options.Directory, path, Key);

    public void Dispose()
    {
        lock (_writing)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
        }

        _snapshots.Dispose();
        Drop();
        _lock?.Dispose();
        Key.Dispose();
    }

    /// <summary>Writes to the file, and remembers only what was written.</summary>
    internal void Write(Func<StoreFile, MasterKey, long> write, Action remember)
    {
        lock (_writing)
        {
            if (Broken is { } broken)
            {
                throw new StoreException(broken.Fault, $"The store takes no changes, the last good snapshot is served: {broken.Message} Then start Foregate again.", broken);
            }

            Volatile.Write(ref _sequence, Use(write));
            remember();
            _snapshots.Touch();
        }
    }

    private T Use<T>(Func<StoreFile, MasterKey, T> use)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            try
            {
                return use(_file ??= Reopen(), Key);
            }
            catch (SqliteException exception)
            {
                Drop();
                var explained = SqliteFault.Explain(exception, Path.Combine(_options.Directory, StoreFile.FileName));
                Log.Failed(_options.Logger, explained.Fault, explained);
                throw explained;
            }
            catch
            {
                Drop();
                throw;
            }
        }
    }

    private static SqliteStore FromFile(StoreOptions options, DirectoryLock taken, MasterKey key)
    {
        var file = StoreFile.Open(options.Directory, options.Time.GetUtcNow());
        try
        {
            var writer = file.Writer;
            file.Accept(key);
            var accounts = Load(file, writer, key);
            var store = new SqliteStore(options, taken, key) { _accounts = accounts, _sequence = file.Sequence, _file = file };
            store.AccessKeys = new AccessKeys(store, file.AccessKeys(key));
            if (store.Sequence > 0 && AccountSnapshot.Peek(options.Directory) != store.Sequence)
            {
                // The process before ended between a change and its snapshot.
                store._snapshots.Touch();
            }

            return store;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal static ImmutableDictionary<AccountKey, Account> Load(StoreFile file, string writer, MasterKey key)
    {
        var bundles = new Dictionary<string, object>(StringComparer.Ordinal);
        var accounts = AccountStore.Empty.ToBuilder();
        foreach (var (name, rows) in file.Accounts())
        {
            accounts.Add(name, RowNode.Build(new RowSource(name, file.Path, writer, key, bundles, file.Bundle), rows));
        }

        return accounts.ToImmutable();
    }

    private static SqliteStore? Fallback(StoreOptions options, DirectoryLock? taken, MasterKey key, StoreException broken)
    {
        AccountSnapshot? snapshot;
        try
        {
            snapshot = AccountSnapshot.Read(options.Directory, key);
        }
        catch (Exception exception) when (exception is StoreException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException(broken.Fault, $"{broken.Message} Nor can the last good snapshot be served: {exception.Message}", broken);
        }

        if (snapshot is null)
        {
            return null;
        }

        Log.ServedFromSnapshot(options.Logger, snapshot.Sequence, broken);
        var store = new SqliteStore(options, taken, key)
        {
            _accounts = AccountStore.Empty.AddRange(snapshot.Accounts.Select(account => KeyValuePair.Create(AccountKey.Of(account), account))),
            _sequence = snapshot.Sequence,
            Broken = broken,
        };
        store.AccessKeys = new AccessKeys(store, snapshot.AccessKeys);
        return store;
    }

    internal static void MakeDirectory(string directory)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory);
            }
            else
            {
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.ReadOnly, $"The data directory {directory} cannot be made: {exception.Message}", exception);
        }
    }

    // After a failure nobody knows what reached the disk: it is read again, and what was not acknowledged is taken back.
    private StoreFile Reopen()
    {
        var file = StoreFile.Open(_options.Directory, Now);
        try
        {
            file.Accept(Key);
            var found = file.Sequence;
            if (found < _sequence)
            {
                throw new StoreException(
                    StoreFault.Corrupt, $"{file.Path} ends at change {found}, and change {_sequence} was acknowledged: it was replaced or cut. Put it back, or restore a backup, and start Foregate again.");
            }

            if (found > _sequence)
            {
                TakeBack(file);
            }

            Log.Reopened(_options.Logger, file.Path, found);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void TakeBack(StoreFile file)
    {
        var change = new StoreChange("foregate", "TakeBack");
        var last = _sequence;
        foreach (var key in file.ChangedAfter(_sequence))
        {
            last = key.Region.Length == 0 ? file.Write(AccessKeys.All, change, Now, Key)
                : file.Write(key, _accounts.GetValueOrDefault(key) is { } account ? RowChanges.Between(null, account) : [], change, Now, Key, isWhole: true);
        }

        Volatile.Write(ref _sequence, last);
    }

    /// <summary>Lets go of the file, as after a failure.</summary>
    internal void Forget()
    {
        lock (_writing)
        {
            Drop();
        }
    }

    private void Drop()
    {
        try
        {
            _file?.Dispose();
        }
        catch (SqliteException exception)
        {
            Log.NotClosed(_options.Logger, exception);
        }

        _file = null;
    }

    private AccountSnapshot Snapshot()
    {
        // Taken in this order, the number never promises more than the accounts hold.
        var sequence = Sequence;
        return new AccountSnapshot { Sequence = sequence, Accounts = Accounts, AccessKeys = AccessKeys.All };
    }

    private static partial class Log
    {
        [LoggerMessage(3002, LogLevel.Error, "The store could not be used ({Fault}); what was asked of it was refused. What is served stays as it is.")]
        public static partial void Failed(ILogger logger, StoreFault fault, Exception exception);

        [LoggerMessage(3003, LogLevel.Critical, "The store cannot be read. The last good snapshot is served, as it was after change {Sequence}; changes are refused.")]
        public static partial void ServedFromSnapshot(ILogger logger, long sequence, Exception exception);

        [LoggerMessage(3004, LogLevel.Information, "{File} was opened again, at change {Sequence}.")]
        public static partial void Reopened(ILogger logger, string file, long sequence);

        [LoggerMessage(3005, LogLevel.Debug, "The file did not close without a failure.")]
        public static partial void NotClosed(ILogger logger, Exception exception);
    }
}
