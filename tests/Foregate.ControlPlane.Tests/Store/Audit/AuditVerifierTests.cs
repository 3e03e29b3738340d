// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Secrets;

namespace Foregate.ControlPlane.Tests.Store.Audit;

public sealed class AuditVerifierTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("foregate-audit-");
    private readonly MasterKey _key = new(new byte[32]);

    public AuditVerifierTests()
    {
        using var log = AuditLog.Open(_directory.FullName, _key, TimeProvider.System);
        for (var i = 1; i <= 10; i++)
        {
            log.Append(new AuditEntry { Principal = "AKIAEXAMPLE", AccountId = "000000000000", Region = "us-east-1", Source = "127.0.0.1", Operation = $"Operation{i}", Status = 200 });
        }
    }

    private string LogFile => AuditFiles.In(_directory.FullName)[0];

    public void Dispose()
    {
        _key.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void An_untouched_log_is_intact()
    {
        var verdict = AuditVerifier.Verify(_directory.FullName, _key);
        Assert.Equal((1, 10), (verdict.First, verdict.Last));
        Assert.Matches("^[0-9a-f]{64}$", verdict.LastHash);
        Assert.Null(verdict.Broken);
    }

    [Theory]
    [InlineData("change", "line 4: the entry was changed")]
    [InlineData("remove", "line 4: entry 5 does not follow entry 3")]
    [InlineData("repeat", "line 5: entry 4 does not follow entry 4")]
    [InlineData("swap", "line 4: entry 5 does not follow entry 3")]
    [InlineData("garbage", "line 4: the entry was changed")]
    public void The_first_entry_that_was_tampered_with_is_named(string how, string found)
    {
        var lines = File.ReadAllLines(LogFile).ToList();
        switch (how)
        {
            case "change":
                lines[3] = lines[3].Replace("Operation4", "Operation5", StringComparison.Ordinal);
                break;
            case "remove":
                lines.RemoveAt(3);
                break;
            case "repeat":
                lines.Insert(4, lines[3]);
                break;
            case "swap":
                (lines[3], lines[4]) = (lines[4], lines[3]);
                break;
            default:
                lines[3] = "x";
                break;
        }

        File.WriteAllText(LogFile, string.Join('\n', lines) + "\n");
        var verdict = AuditVerifier.Verify(_directory.FullName, _key);
        Assert.StartsWith($"{LogFile}, {found}", verdict.Broken, StringComparison.Ordinal);
        Assert.Equal(how == "repeat" ? 4 : 3, verdict.Last);
    }

    [Fact]
    public void Any_changed_byte_is_seen()
    {
        var bytes = File.ReadAllBytes(LogFile);
        for (var at = 0; at < bytes.Length; at += 7)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= 1;
            File.WriteAllBytes(LogFile, damaged);
            Assert.False(AuditVerifier.Verify(_directory.FullName, _key).IsIntact, $"byte {at}");
        }
    }

    [Fact]
    public void A_chain_made_without_the_key_is_seen()
    {
        using var forger = new MasterKey([1, .. new byte[31]]);
        Assert.Contains("line 1", AuditVerifier.Verify(_directory.FullName, forger).Broken, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_directory_has_nothing_to_doubt() =>
        Assert.Equal((0, true), (AuditVerifier.Verify(Path.Combine(_directory.FullName, "none"), _key).Last, AuditVerifier.Verify(Path.Combine(_directory.FullName, "none"), _key).IsIntact));
}
