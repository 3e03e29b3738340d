// SPDX-License-Identifier: Apache-2.0
using Foregate.Hosting;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting;

public sealed class DocumentFileTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_look_sees_a_write_a_replacement_and_a_removal()
    {
        var file = new DocumentFile(_folder.Write("a.yaml", "one"));
        var first = file.Look();
        Assert.Equal(first, file.Look());
        _folder.Write("a.yaml", "three");
        var second = file.Look();
        Assert.NotEqual(first, second);
        _folder.Replace("a.yaml", "eleven");
        Assert.NotEqual(second, file.Look());
        File.Delete(_folder["a.yaml"]);
        Assert.Null(file.Look());
    }

    [Fact]
    public void A_look_follows_links_to_their_end()
    {
        _folder.Write("one.yaml", "x");
        _folder.Write("two.yaml", "x");
        File.CreateSymbolicLink(_folder["link.yaml"], "one.yaml");
        var file = new DocumentFile(_folder["link.yaml"]);
        Assert.Equal(_folder["one.yaml"], file.Look()!.Value.Target);
        File.Delete(_folder["link.yaml"]);
        File.CreateSymbolicLink(_folder["link.yaml"], "two.yaml");
        Assert.Equal(_folder["two.yaml"], file.Look()!.Value.Target);
    }

    [Fact]
    public void What_has_no_end_is_not_read_to_its_end()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no /dev/zero here.");
        Assert.Contains("it has more than 67108864 bytes", new DocumentFile("/dev/zero").Read().Failure!.Cause, StringComparison.Ordinal);
        using (var sparse = File.Create(_folder["large.yaml"]))
        {
            sparse.SetLength(1L << 36);
        }

        Assert.Contains("it has more than 67108864 bytes", new DocumentFile(_folder["large.yaml"]).Read().Failure!.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_says_why()
    {
        Assert.Contains("there is no such file", new DocumentFile(_folder["no.yaml"]).Read().Failure!.Cause, StringComparison.Ordinal);
        Assert.Contains("it is a folder", new DocumentFile(_folder.Path).Read().Failure!.Cause, StringComparison.Ordinal);
        var (bytes, failure) = new DocumentFile(_folder.Write("a.yaml", "text")).Read();
        Assert.Equal("text"u8.ToArray(), bytes);
        Assert.Null(failure);
    }
}
