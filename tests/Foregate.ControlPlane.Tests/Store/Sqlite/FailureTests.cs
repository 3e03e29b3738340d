// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.StoreWriter;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

/// <summary>Disks that are full, fail or may not be written: a clear refusal, nothing changed, and everything well again by itself.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_full_disk_refuses_and_takes_changes_again_once_there_is_room()
    {
        Assert.SkipUnless(IsRoot && OperatingSystem.IsLinux(), "Only root may mount a small disk.");
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", _scratch.Directory) == 0, "A small disk cannot be mounted here.");
        try
        {
            using (var store = _scratch.Open())
            {
                var number = 1;
                Assert.True(store.TryReplace(null, Numbered.Next(null, number), StoreChange.OfTheGateway));
                var ballast = Path.Combine(_scratch.Directory, "ballast");
                FillUp(ballast);
                StoreException? refusal = null;
                while (refusal is null)
                {
                    var before = store.Find(Numbered.Key)!;
                    try
                    {
                        store.TryReplace(before, Numbered.Next(before, number + 1), StoreChange.OfTheGateway);
                        number++;
                    }
                    catch (StoreException exception)
                    {
                        refusal = exception;
                    }
                }

                Assert.Equal(StoreFault.Full, refusal.Fault);
                Assert.Contains("no room left", refusal.Message, StringComparison.Ordinal);
                Assert.Equal(number, Numbered.Of(store));
                var full = store.Find(Numbered.Key)!;
                Assert.Throws<StoreException>(() => store.TryReplace(full, Numbered.Next(full, number + 1), StoreChange.OfTheGateway));
                File.Delete(ballast);
                Assert.True(store.TryReplace(full, Numbered.Next(full, number + 1), StoreChange.OfTheGateway));
                Assert.Equal(number + 1, Numbered.Of(store));
            }

            using var again = _scratch.Open();
            Assert.Null(again.Broken);
            Assert.True(Numbered.Of(again) > 1);
        }
        finally
        {
            await RunAsync("umount", _scratch.Directory);
        }
    }

    [Fact]
    public async Task A_file_that_may_not_grow_refuses_and_keeps_what_was_acknowledged()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Limits are lowered by a shell.");
        _scratch.Open().Dispose();

        // Blocks of 1024 bytes; the signal that would end the process is not taken.
        using var writer = WriterProcess.Start("store", _scratch.Directory, "bash", "-c", "trap '' XFSZ; ulimit -f 200; exec \"$@\"", "-");
        Assert.Equal("open", await writer.ReadAsync());
        var acknowledged = 0;
        string line;
        while (!(line = (await writer.ReadAsync())!).StartsWith("failed", StringComparison.Ordinal))
        {
            acknowledged = int.Parse(line, null);
        }

        Assert.StartsWith($"failed Io {acknowledged + 1} unchanged ", line, StringComparison.Ordinal);
        writer.Say("end");
        await writer.RestAsync();
        writer.Dispose();
        using var store = _scratch.Open();
        Assert.Equal(acknowledged, Numbered.Of(store));
    }

    [Theory]
    [InlineData("fdatasync,fsync")]
    [InlineData("pwrite64")]
    public async Task A_disk_that_fails_once_refuses_one_change_and_takes_the_next(string call)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not here.");
        _scratch.Open().Dispose();

        // The 30th call of each kind fails; the store is long open by then.
        using var writer = WriterProcess.Start("store", _scratch.Directory, "strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", $"trace={call}", "-P", _scratch.Database + "-wal", "-e", $"inject={call}:error=EIO:when=30");
        if (await writer.ReadAsync() != "open")
        {
            Assert.Skip("strace may not trace here.");
        }

        var acknowledged = 0;
        string line;
        while (!(line = (await writer.ReadAsync())!).StartsWith("failed", StringComparison.Ordinal))
        {
            acknowledged = int.Parse(line, null);
        }

        Assert.StartsWith($"failed Io {acknowledged + 1} unchanged ", line, StringComparison.Ordinal);
        writer.Say("go on");

        // Each thread of the writer has a call that fails, so that it may fail again, but never for good.
        var goal = acknowledged + 5;
        for (var failures = 0; acknowledged < goal;)
        {
            line = (await writer.ReadAsync())!;
            if (line.StartsWith("failed", StringComparison.Ordinal))
            {
                Assert.StartsWith($"failed Io {acknowledged + 1} unchanged ", line, StringComparison.Ordinal);
                Assert.True(++failures < 5, line);
                writer.Say("go on");
                continue;
            }

            Assert.Equal($"{acknowledged + 1}", line);
            acknowledged++;
        }

        writer.Kill();
        acknowledged = LastAcknowledged(await writer.RestAsync(), acknowledged);
        writer.Dispose();
        await FreedAsync();
        using var store = _scratch.Open();
        Assert.True(Numbered.Of(store) >= acknowledged, $"{acknowledged} was acknowledged and {Numbered.Of(store)} is there");
    }

    [Fact]
    public async Task A_disk_that_never_takes_a_checkpoint_loses_nothing()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not here.");
        _scratch.Open().Dispose();
        using var writer = WriterProcess.Start("store", _scratch.Directory, "strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64,fdatasync,fsync", "-P", _scratch.Database, "-e", "inject=pwrite64,fdatasync,fsync:error=EIO");
        if (await writer.ReadAsync() != "open")
        {
            Assert.Skip("strace may not trace here.");
        }

        // Enough for several checkpoints: what is written is in the log ahead until then.
        var acknowledged = 0;
        while (acknowledged < 600)
        {
            acknowledged = int.Parse((await writer.ReadAsync())!, null);
        }

        writer.Kill();
        acknowledged = LastAcknowledged(await writer.RestAsync(), acknowledged);
        writer.Dispose();
        await FreedAsync();
        using var store = _scratch.Open();
        Assert.True(Numbered.Of(store) >= acknowledged, $"{acknowledged} was acknowledged and {Numbered.Of(store)} is there");
        Assert.Equal("ok", _scratch.Ask("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_full_disk_refuses_calls_to_the_audit_log_and_leaves_its_chain_whole()
    {
        Assert.SkipUnless(IsRoot && OperatingSystem.IsLinux(), "Only root may mount a small disk.");
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", _scratch.Directory) == 0, "A small disk cannot be mounted here.");
        try
        {
            using var key = new MasterKey(new byte[32]);
            var entry = new AuditEntry { Principal = "AKIAEXAMPLE", AccountId = "000000000000", Region = "us-east-1", Source = "127.0.0.1", Operation = "GetRestApis", Status = 200 };
            using (var log = AuditLog.Open(_scratch.Directory, key, TimeProvider.System))
            {
                log.Append(entry);
                var ballast = Path.Combine(_scratch.Directory, "ballast");
                FillUp(ballast);
                StoreException? refusal = null;
                while (refusal is null)
                {
                    try
                    {
                        log.Append(entry);
                    }
                    catch (StoreException exception)
                    {
                        refusal = exception;
                    }
                }

                Assert.Equal(StoreFault.Full, refusal.Fault);
                var before = log.Sequence;
                Assert.Equal(before, AuditVerifier.Verify(_scratch.Directory, key).Last);
                File.Delete(ballast);
                log.Append(entry);
                Assert.Equal(before + 1, log.Sequence);
            }

            Assert.Null(AuditVerifier.Verify(_scratch.Directory, key).Broken);
        }
        finally
        {
            await RunAsync("umount", _scratch.Directory);
        }
    }

    [Fact]
    public async Task A_directory_that_may_not_be_written_is_refused_and_with_a_snapshot_served_without_changes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && IsRoot && File.Exists("/usr/bin/setpriv"), "Another user is needed, and only root may become one.");
        var directory = Directory.CreateDirectory(Path.Combine(_scratch.Directory, "data")).FullName;
        await RunAsync("chmod", "755", _scratch.Directory);
        Assert.Equal(0, await RunAsync("chown", "65534:65534", directory));
        string[] nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        using (var writer = WriterProcess.Start("store", directory, nobody))
        {
            var said = await writer.ReadAsync();
            Assert.SkipUnless(said == "open", $"Another user cannot run it here: {said} {(said is null ? await writer.ErrorsAsync() : "")}");
            for (var i = 0; i < 5; i++)
            {
                await writer.ReadAsync();
            }

            while (!File.Exists(Path.Combine(directory, "last-good.snapshot")))
            {
                await writer.ReadAsync();
            }
        }

        await RunAsync("chmod", "555", directory);
        await RunAsync("chmod", "400", Path.Combine(directory, "foregate.lock"));
        using (var reader = WriterProcess.Start("store", directory, nobody))
        {
            Assert.StartsWith("broken ReadOnly ", await reader.ReadAsync(), StringComparison.Ordinal);
            var refusal = (await reader.ReadAsync())!;
            Assert.StartsWith("failed ReadOnly ", refusal, StringComparison.Ordinal);
            Assert.Contains("unchanged", refusal, StringComparison.Ordinal);
        }

        File.Delete(Path.Combine(directory, "last-good.snapshot"));
        using var refused = WriterProcess.Start("store", directory, nobody);
        Assert.StartsWith("refused ReadOnly ", await refused.ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "damaged")]
    [InlineData(4096, "")]
    public void A_damaged_file_is_refused_and_the_last_good_snapshot_served(int at, string words)
    {
        using (var store = _scratch.Open())
        {
            store.AccessKeys.MakeFirst("000000000000");
            Assert.True(store.TryReplace(null, Numbered.Next(null, 1), StoreChange.OfTheGateway));
        }

        Damage(_scratch.Database, at, 8192);
        using (var broken = _scratch.Open())
        {
            Assert.Equal(StoreFault.Corrupt, broken.Broken!.Fault);
            Assert.Contains(_scratch.Database, broken.Broken.Message, StringComparison.Ordinal);
            Assert.Contains("restore a backup", broken.Broken.Message, StringComparison.Ordinal);
            Assert.Contains(words, broken.Broken.Message, StringComparison.Ordinal);
            Assert.Equal(1, Numbered.Of(broken));
            Assert.Equal(40, Assert.Single(broken.AccessKeys.All).Secret.Length);
            var before = broken.Find(Numbered.Key)!;
            var refusal = Assert.Throws<StoreException>(() => broken.TryReplace(before, Numbered.Next(before, 2), StoreChange.OfTheGateway));
            Assert.Equal(StoreFault.Corrupt, refusal.Fault);
            Assert.Equal(1, Numbered.Of(broken));
        }

        Damage(_scratch.Snapshot, 100, 1);
        Assert.Contains("Nor can the last good snapshot be served", Assert.Throws<StoreException>(_scratch.Open).Message, StringComparison.Ordinal);
        File.Delete(_scratch.Snapshot);
        Assert.Equal(StoreFault.Corrupt, Assert.Throws<StoreException>(_scratch.Open).Fault);
    }

    [Fact]
    public void A_row_that_changed_on_the_disk_is_refused()
    {
        using (var store = _scratch.Open())
        {
            Assert.True(store.TryReplace(null, Numbered.Next(null, 1), StoreChange.OfTheGateway));
        }

        File.Delete(_scratch.Snapshot);
        _scratch.Ask("UPDATE row SET body = CAST(replace(body, '\"1\"', '\"2\"') AS BLOB) WHERE path = 'restApis/api'");
        var refusal = Assert.Throws<StoreException>(_scratch.Open);
        Assert.Contains("row 'restApis/api' of 000000000000/us-east-1 is not what was written there", refusal.Message, StringComparison.Ordinal);
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static void Damage(string file, int at, int length)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        var junk = new byte[Math.Min(length, stream.Length - at)];
        new Random(3).NextBytes(junk);
        stream.Position = at;
        stream.Write(junk);
    }

    private static void FillUp(string path)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                stream.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    // Between the end of its tracer and its own, every call that was traced fails: what the writer says of that is no acknowledgement.
    private static int LastAcknowledged(IReadOnlyList<string> rest, int before) =>
        rest.Where(said => !said.StartsWith("failed", StringComparison.Ordinal)).Select(said => int.Parse(said, null)).LastOrDefault(before);

    // The writer is its tracer's child, for whose end nobody here can wait: its lock tells.
    private async Task FreedAsync() => Assert.Equal(0, await RunAsync("flock", "-w", "30", Path.Combine(_scratch.Directory, "foregate.lock"), "true"));

    private static async Task<int> RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
