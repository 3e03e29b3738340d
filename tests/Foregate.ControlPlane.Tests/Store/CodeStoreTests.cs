// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Tests.Operations;
using Foregate.ControlPlane.Tests.Operations.Lambda;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.Store;

public sealed class CodeStoreTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"foregate-{Guid.NewGuid():N}");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public void The_same_archive_is_kept_once_and_whole()
    {
        var store = new CodeStore(_folder, _time);
        var zip = Zips.Of("one");
        var path = store.Keep(zip);
        Assert.Equal(path, store.Keep(zip));
        Assert.NotEqual(path, store.Keep(Zips.Of("two")));
        Assert.Equal(zip, File.ReadAllBytes(path));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
        }
    }

    [Fact]
    public void A_file_that_was_cut_short_is_written_again()
    {
        var store = new CodeStore(_folder, _time);
        var zip = Zips.Of("one");
        File.WriteAllBytes(store.Keep(zip), zip[..10]);
        Assert.Equal(zip, File.ReadAllBytes(store.Keep(zip)));
    }

    [Fact]
    public void What_no_function_and_no_version_names_goes_after_a_while()
    {
        var store = new CodeStore(_folder, _time);
        var context = Ground.Context with { KeepCode = store.Keep };
        Functions.CreateFunction(Ground.Empty, Zips.Request() with { Publish = true }, context).Done(out var account);
        Functions.UpdateFunctionCode(account, "f", new Functions.UpdateFunctionCodeRequest { ZipFile = Zips.Of("two") }, context).Done(out account);
        Functions.UpdateFunctionCode(account, "f", new Functions.UpdateFunctionCodeRequest { ZipFile = Zips.Of("three") }, context).Done(out account);
        File.WriteAllText(Path.Combine(_folder, "mine.txt"), "x");
        Assert.Equal(0, store.Sweep([account]));
        _time.Advance(TimeSpan.FromHours(2));
        store.Keep(Zips.Of("four"));
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "mine.txt"), DateTime.UnixEpoch);
        Assert.Equal(1, store.Sweep([account]));
        Assert.True(File.Exists(account.F().Code.ZipPath));
        Assert.True(File.Exists(account.F().Versions[1].Code.ZipPath));
        Assert.Equal(4, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_sweep_of_nothing_is_no_fault() => Assert.Equal(0, new CodeStore(_folder, _time).Sweep([]));
}
