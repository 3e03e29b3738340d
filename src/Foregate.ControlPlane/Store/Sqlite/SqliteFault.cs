// SPDX-License-Identifier: Apache-2.0
using Microsoft.Data.Sqlite;

namespace Foregate.ControlPlane.Store.Sqlite;

/// <summary>Says what a failure of SQLite means for whoever runs the gateway.</summary>
internal static class SqliteFault
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Io = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    public static StoreException Explain(SqliteException exception, string file)
    {
        var (fault, text) = exception.SqliteErrorCode switch
        {
            Full => (StoreFault.Full, "has no room left to grow: free space on its disk; writes succeed again by themselves"),
            ReadOnly => (StoreFault.ReadOnly, "may not be written: make it and its directory writable for the user that runs Foregate; writes succeed again by themselves"),
            CannotOpen => (StoreFault.ReadOnly, "cannot be opened: make its directory reachable and writable for the user that runs Foregate"),
            Corrupt or NotADatabase => (StoreFault.Corrupt, "is damaged: stop Foregate, put the file aside together with its -wal file, and restore a backup"),
            Busy or Locked => (StoreFault.Busy, "is held by another program: find out which has it open"),
            Io => (StoreFault.Io, "could not be read or written: see the system's log for the disk; writes succeed again by themselves once it works"),
            _ => (StoreFault.Io, "failed"),
        };
        return new StoreException(fault, $"{file} {text} (SQLite: {exception.Message}, {exception.SqliteExtendedErrorCode}).", exception);
    }
}
