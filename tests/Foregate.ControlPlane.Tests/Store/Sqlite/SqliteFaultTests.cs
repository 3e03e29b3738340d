// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

public sealed class SqliteFaultTests
{
    [Theory]
    [InlineData(13, StoreFault.Full, "free space")]
    [InlineData(8, StoreFault.ReadOnly, "writable")]
    [InlineData(14, StoreFault.ReadOnly, "reachable")]
    [InlineData(10, StoreFault.Io, "disk")]
    [InlineData(11, StoreFault.Corrupt, "restore a backup")]
    [InlineData(26, StoreFault.Corrupt, "restore a backup")]
    [InlineData(5, StoreFault.Busy, "another program")]
    [InlineData(1, StoreFault.Io, "failed")]
    public void Says_what_and_where_and_how_to_mend_it(int code, StoreFault fault, string words)
    {
        var explained = SqliteFault.Explain(new SqliteException("as it says", code, code | (3 << 8)), "/data/foregate.db");
        Assert.Equal(fault, explained.Fault);
        Assert.StartsWith("/data/foregate.db ", explained.Message, StringComparison.Ordinal);
        Assert.Contains(words, explained.Message, StringComparison.Ordinal);
        Assert.Contains("as it says", explained.Message, StringComparison.Ordinal);
    }
}
