// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.ControlPlane.Store.Sqlite;
using Foregate.DataPlane.Pipeline;
using Microsoft.Extensions.Logging;

namespace Foregate.Hosting.Storage;

/// <summary>The data directory's store while the gateway serves it: definitions, access keys and the audit log.</summary>
internal sealed class OpenStore : IDisposable
{
    /// <summary>The folder of the audit log in a data directory.</summary>
    public const string AuditFolder = "audit";

    private readonly AuditLog? _auditLog;

    private OpenStore(SqliteStore accounts, AuditLog? auditLog)
    {
        Accounts = accounts;
        _auditLog = auditLog;
        Audit = auditLog is null ? null : new AuditTrail(auditLog);
    }

    public SqliteStore Accounts { get; }

    /// <summary>Null when the store is broken and its directory cannot be written: then nothing is changed either.</summary>
    public AuditTrail? Audit { get; }

    /// <summary>Opens the directory's store, or says why it cannot be served.</summary>
    public static (OpenStore? Store, Failure? Failure) Open(string directory, string? masterKey, ILoggerProvider log)
    {
        SqliteStore? accounts = null;
        try
        {
            var path = Path.GetFullPath(directory);
            accounts = SqliteStore.Open(new StoreOptions { Directory = path, MasterKey = masterKey, Logger = log.CreateLogger(typeof(SqliteStore).FullName!) });
            var auditLog = OpenAudit(accounts, Path.Combine(path, AuditFolder));
            if (auditLog?.Mended is { } mended)
            {
                Console.Error.WriteLine($"notice: {mended}.");
            }

            return (new OpenStore(accounts, auditLog), null);
        }
        catch (StoreException exception)
        {
            accounts?.Dispose();
            return (null, exception.Fault == StoreFault.ReadOnly ? Failures.DataDirectory(directory, exception.Message) : Failures.Store(directory, exception.Message));
        }
    }

    /// <summary>The first access key of a new store, which nobody has seen yet; null when it has one, or takes no changes.</summary>
    public AccessKey? MakeFirstKey(string accountId)
    {
        try
        {
            return Accounts.Broken is null ? Accounts.AccessKeys.MakeFirst(accountId) : null;
        }
        catch (StoreException exception)
        {
            Console.Error.WriteLine($"No access key could be made: {exception.Message} It is made at the next start.");
            return null;
        }
    }

    /// <summary>Counts on from what the store knows of the usage of API keys, or says why it cannot be read.</summary>
    /// <param name="store">Null when nothing is kept.</param>
    /// <param name="directory">The store's, when there is one.</param>
    public static (UsageKeeper? Usage, Failure? Failure) KeepUsage(Gateway gateway, OpenStore? store, string? directory, ILoggerProvider log)
    {
        try
        {
            if (store?.Accounts.Broken is not null)
            {
                Console.Error.WriteLine("notice: What API keys have used of their plans is not in the last good snapshot: it is counted from nothing, and not kept.");
            }

            return (new UsageKeeper(gateway, store?.Accounts, TimeProvider.System, log.CreateLogger(typeof(UsageKeeper).FullName!)), null);
        }
        catch (StoreException exception)
        {
            return (null, Failures.Store(directory!, exception.Message));
        }
    }

    public void Dispose()
    {
        _auditLog?.Dispose();
        Accounts.Dispose();
    }

    private static AuditLog? OpenAudit(SqliteStore accounts, string directory)
    {
        try
        {
            return AuditLog.Open(directory, accounts.Key, TimeProvider.System);
        }
        catch (StoreException exception) when (accounts.Broken is not null)
        {
            Console.Error.WriteLine($"No call is audited: {exception.Message}");
            return null;
        }
    }
}
