// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Secrets;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.Store.Audit;

public sealed class AuditLogTests : IDisposable
{
    private static readonly AuditEntry s_entry = new() { Principal = "AKIAEXAMPLE", AccountId = "000000000000", Region = "us-east-1", Source = "127.0.0.1", Operation = "GetRestApis", Status = 200 };
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("foregate-audit-");
    private readonly MasterKey _key = new(new byte[32]);

    public void Dispose()
    {
        _key.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void An_entry_is_a_line_of_json_that_names_the_one_before()
    {
        using (var log = Open())
        {
            log.Append(s_entry);
            log.Append(s_entry with { Status = 403, Error = "AccessDeniedException", Principal = "\ud800" + new string('x', 5000), RequestDigest = "aa", ResponseDigest = "bb" });
        }

        var lines = File.ReadAllLines(Assert.Single(AuditFiles.In(_directory.FullName)));
        using var first = JsonDocument.Parse(lines[0]);
        using var second = JsonDocument.Parse(lines[1]);
        Assert.Equal("2026-01-01T00:00:00.0000000Z", first.RootElement.GetProperty("time").GetString());
        Assert.Equal("GetRestApis", first.RootElement.GetProperty("operation").GetString());
        Assert.Equal(new string('0', 64), first.RootElement.GetProperty("previous").GetString());
        Assert.Equal(first.RootElement.GetProperty("hash").GetString(), second.RootElement.GetProperty("previous").GetString());
        Assert.Equal(256, second.RootElement.GetProperty("principal").GetString()!.Length);
        Assert.Equal("AccessDeniedException", second.RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public void The_chain_goes_on_over_restarts_and_files()
    {
        for (var start = 0; start < 5; start++)
        {
            using var log = Open(rotateAt: 2000);
            for (var i = 0; i < 20; i++)
            {
                log.Append(s_entry);
            }
        }

        Assert.True(AuditFiles.In(_directory.FullName).Length > 5);
        var verdict = AuditVerifier.Verify(_directory.FullName, _key);
        Assert.Equal((true, 1, 100), (verdict.IsIntact, verdict.First, verdict.Last));

        // Older files may go into an archive.
        File.Delete(AuditFiles.In(_directory.FullName)[0]);
        verdict = AuditVerifier.Verify(_directory.FullName, _key);
        Assert.Equal((true, 100), (verdict.IsIntact, verdict.Last));
        Assert.True(verdict.First > 1);
    }

    [Fact]
    public void A_torn_last_line_is_cut_off_and_told()
    {
        using (var log = Open())
        {
            log.Append(s_entry);
        }

        var file = AuditFiles.In(_directory.FullName)[0];
        File.AppendAllText(file, "{\"sequence\":2,\"time\":\"20");
        var torn = AuditVerifier.Verify(_directory.FullName, _key);
        Assert.Contains("line 2: the line is torn", torn.Broken, StringComparison.Ordinal);
        using (var log = Open())
        {
            Assert.Contains("24 bytes", log.Mended, StringComparison.Ordinal);
            log.Append(s_entry);
        }

        var verdict = AuditVerifier.Verify(_directory.FullName, _key);
        Assert.Equal((true, 3), (verdict.IsIntact, verdict.Last));
        Assert.Contains("MendAuditLog", File.ReadAllLines(file)[1], StringComparison.Ordinal);
        using var again = Open();
        Assert.Null(again.Mended);
    }

    [Fact]
    public void A_file_that_was_begun_and_is_empty_is_gone_on_with()
    {
        using (var log = Open())
        {
            log.Append(s_entry);
        }

        File.WriteAllText(AuditFiles.Name(_directory.FullName, 2), "");
        using (var log = Open())
        {
            log.Append(s_entry);
            Assert.Equal(2, log.Sequence);
        }

        Assert.True(AuditVerifier.Verify(_directory.FullName, _key).IsIntact);
    }

    [Fact]
    public void Is_not_continued_behind_an_entry_that_was_changed()
    {
        using (var log = Open())
        {
            log.Append(s_entry);
        }

        var file = AuditFiles.In(_directory.FullName)[0];
        File.WriteAllText(file, File.ReadAllText(file).Replace("200", "201", StringComparison.Ordinal));
        Assert.Equal(StoreFault.Corrupt, Assert.Throws<StoreException>(() => Open()).Fault);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_a_clear_refusal()
    {
        var file = Path.Combine(_directory.FullName, "file");
        File.WriteAllText(file, "");
        Assert.Contains(file, Assert.Throws<StoreException>(() => AuditLog.Open(file, _key, TimeProvider.System)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_writers_leave_one_chain()
    {
        using (var log = Open(rotateAt: 10_000))
        {
            Parallel.For(0, 1000, _ => log.Append(s_entry));
        }

        Assert.Equal(1000, AuditVerifier.Verify(_directory.FullName, _key).Last);
    }

    private AuditLog Open(long rotateAt = 1 << 20) => AuditLog.Open(_directory.FullName, _key, new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), rotateAt);
}
