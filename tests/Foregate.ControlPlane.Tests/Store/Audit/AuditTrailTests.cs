// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.ControlPlane.Tests.Store.Sqlite;

namespace Foregate.ControlPlane.Tests.Store.Audit;

public sealed class AuditTrailTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly MasterKey _key = new(new byte[32]);
    private readonly AuditLog _log;
    private readonly AuditTrail _trail;

    public AuditTrailTests()
    {
        // Each entry has a file of its own: the next one cannot be written while a folder has its name.
        _log = AuditLog.Open(_scratch.Directory, _key, TimeProvider.System, rotateAt: 1);
        _trail = new AuditTrail(_log);
    }

    public void Dispose()
    {
        _log.Dispose();
        _key.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void What_cannot_be_written_waits_and_goes_before_the_next()
    {
        Assert.Null(_trail.CatchUp());
        Assert.Null(_trail.Write(Entry("One")));
        var obstacle = Directory.CreateDirectory(AuditFiles.Name(_scratch.Directory, 2));
        Assert.Contains("cannot be written", _trail.Write(Entry("Two"))!.Message, StringComparison.Ordinal);
        Assert.NotNull(_trail.Write(Entry("Three")));
        Assert.NotNull(_trail.CatchUp());
        obstacle.Delete();
        Assert.Null(_trail.Write(Entry("Four")));
        Assert.Equal(["One", "Two", "Three", "Four"], Operations());
        Assert.Equal(4, AuditVerifier.Verify(_scratch.Directory, _key).Last);
    }

    [Fact]
    public void So_many_wait_and_how_many_more_there_were_is_told()
    {
        Assert.Null(_trail.Write(Entry("One")));
        var obstacle = Directory.CreateDirectory(AuditFiles.Name(_scratch.Directory, 2));
        for (var number = 0; number < AuditTrail.MaxWaiting + 7; number++)
        {
            Assert.NotNull(_trail.Write(Entry("More")));
        }

        obstacle.Delete();
        Assert.Null(_trail.CatchUp());
        Assert.Equal(AuditTrail.MaxWaiting + 2, _log.Sequence);
        Assert.Equal("LoseAuditEntries", Operations()[^1]);
        Assert.Contains("\"error\":\"7 more calls", File.ReadAllText(AuditFiles.In(_scratch.Directory)[^1]), StringComparison.Ordinal);
        Assert.True(AuditVerifier.Verify(_scratch.Directory, _key).IsIntact);
    }

    private static AuditEntry Entry(string operation) => new() { Principal = "AKIAEXAMPLE", AccountId = "000000000000", Region = "us-east-1", Source = "127.0.0.1", Operation = operation, Status = 200 };

    private string[] Operations() => [.. AuditFiles.In(_scratch.Directory).Select(file => File.ReadAllText(file)).Select(line => System.Text.Json.JsonElement.Parse(line).GetProperty("operation").GetString()!)];
}
