// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Audit;
using Foregate.StoreWriter;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

/// <summary>A process that is killed while it writes loses nothing that it acknowledged, and shows no half of what it did not.</summary>
public sealed class KillTests
{
    private static readonly int s_rounds = Environment.GetEnvironmentVariable("FOREGATE_TEST_ALL") == "1" ? 200 : 20;

    [Fact]
    public async Task A_killed_store_has_every_acknowledged_change_and_no_half_one()
    {
        using var scratch = new Scratch();
        var random = new Random(7);
        var acknowledged = 0;
        for (var round = 0; round < s_rounds; round++)
        {
            using (var writer = WriterProcess.Start("store", scratch.Directory))
            {
                Assert.Equal("open", await writer.ReadAsync());
                for (var writes = random.Next(1, 60); writes > 0; writes--)
                {
                    acknowledged = int.Parse((await writer.ReadAsync())!, null);
                }

                // Somewhere inside the next write.
                for (var spin = random.Next(200_000); spin > 0; spin--)
                {
                    Thread.SpinWait(1);
                }

                writer.Kill();
                acknowledged = (await writer.RestAsync()) is [.., var last] ? int.Parse(last, null) : acknowledged;
            }

            using var store = scratch.Open();
            Assert.Null(store.Broken);
            var found = Numbered.Of(store);
            Assert.True(found == acknowledged || found == acknowledged + 1, $"{acknowledged} was acknowledged and {found} is there");
            Assert.Equal("ok", scratch.Ask("PRAGMA integrity_check"));
            acknowledged = found;
        }

        Assert.Equal(1L, scratch.Ask("SELECT count(*) FROM bundle"));
    }

    [Fact]
    public async Task A_killed_audit_log_goes_on_behind_its_last_whole_entry()
    {
        using var scratch = new Scratch();
        var random = new Random(8);
        var acknowledged = 0L;
        for (var round = 0; round < s_rounds / 4; round++)
        {
            using var writer = WriterProcess.Start("audit", scratch.Directory);
            Assert.StartsWith("open ", await writer.ReadAsync(), StringComparison.Ordinal);
            for (var writes = random.Next(1, 300); writes > 0; writes--)
            {
                acknowledged = long.Parse((await writer.ReadAsync())!, null);
            }

            writer.Kill();
            acknowledged = (await writer.RestAsync()) is [.., var last] ? long.Parse(last, null) : acknowledged;
        }

        using var key = ControlPlane.Store.Secrets.MasterKey.Open(scratch.Directory, null, mayCreate: false);
        AuditLog.Open(Path.Combine(scratch.Directory, "audit"), key, TimeProvider.System).Dispose();
        var verdict = AuditVerifier.Verify(Path.Combine(scratch.Directory, "audit"), key);
        Assert.Null(verdict.Broken);
        Assert.True(verdict.Last >= acknowledged, $"{acknowledged} was acknowledged and {verdict.Last} is there");
        Assert.Equal(1, verdict.First);
    }
}
