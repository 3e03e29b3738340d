// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Files;

namespace Foregate.ControlPlane.Tests.Store.Files;

public sealed class DurableFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("foregate-file-");

    private string Target => Path.Combine(_directory.FullName, "file");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Takes_the_place_of_the_file_before_for_its_owner_only()
    {
        DurableFile.Replace(Target, stream => stream.Write("one"u8));
        DurableFile.Replace(Target, stream => stream.Write("two"u8));
        Assert.Equal("two", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_directory.FullName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
        }
    }

    [Fact]
    public void A_file_that_could_not_be_written_whole_leaves_the_one_before()
    {
        DurableFile.Replace(Target, stream => stream.Write("one"u8));
        Assert.Throws<IOException>(() => DurableFile.Replace(Target, stream =>
        {
            stream.Write("tw"u8);
            throw new IOException("full");
        }));
        Assert.Equal("one", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_directory.FullName));
    }

    [Fact]
    public void A_directory_that_is_not_there_cannot_be_flushed() =>
        Assert.Throws<IOException>(() => DurableFile.FlushDirectory(Path.Combine(_directory.FullName, "none")));
}
