// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Lines;

namespace Foregate.DataPlane.Tests.Finish.Lines;

public sealed class AppendStreamTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void Writes_at_the_end_of_what_is_there()
    {
        File.WriteAllText(_path, "old\n");
        using (var stream = new AppendStream(_path))
        {
            stream.Write("one\n"u8);
            stream.Write("two\n"u8);
            Assert.Equal(12, stream.Length);
        }

        Assert.Equal("old\none\ntwo\n", File.ReadAllText(_path));
    }

    [Fact]
    public void Goes_on_at_the_new_end_after_others_truncated_the_file()
    {
        using var stream = new AppendStream(_path);
        stream.Write("one\n"u8);
        using (var other = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            other.SetLength(0);
        }

        stream.Write("two\n"u8);
        using var reader = new StreamReader(new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        Assert.Equal("two\n", reader.ReadToEnd());
    }

    [Fact]
    public void A_full_disk_is_an_error_of_the_write()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        using var stream = new AppendStream("/dev/full");
        Assert.Throws<IOException>(() => stream.Write("line\n"u8));
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_refused_at_once() =>
        Assert.Throws<DirectoryNotFoundException>(() => new AppendStream(Path.Combine(_path, "missing", "access.log")));

    public void Dispose() => File.Delete(_path);
}
