// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Functions.Code;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Code;

public sealed class CodeFingerprintTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("foregate-print-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("index.js", true)]
    [InlineData("src/deep/index.js", true)]
    [InlineData("node_modules/dep/index.js", false)]
    [InlineData("src/node_modules/dep/index.js", false)]
    [InlineData("bin/Release/a.dll", false)]
    [InlineData("obj/a.json", false)]
    [InlineData("__pycache__/a.pyc", false)]
    [InlineData(".git/HEAD", false)]
    [InlineData(".venv/lib/a.py", false)]
    public void Changes_with_files_but_not_with_packages_and_what_builds_leave(string name, bool counts)
    {
        Write("kept.js", "1");
        var before = CodeFingerprint.Of(_root);
        Write(name, "1");
        var added = CodeFingerprint.Of(_root);
        Write(name, "12");
        var longer = CodeFingerprint.Of(_root);
        File.SetLastWriteTimeUtc(Path.Combine(_root, name), DateTime.UnixEpoch);
        var touched = CodeFingerprint.Of(_root);
        Assert.Equal(counts ? 4 : 1, new HashSet<long> { before, added, longer, touched }.Count);
    }

    [Fact]
    public void Tells_names_apart_and_is_the_same_for_the_same()
    {
        Write("a/b.js", "1");
        File.SetLastWriteTimeUtc(Path.Combine(_root, "a/b.js"), DateTime.UnixEpoch);
        var before = CodeFingerprint.Of(_root);
        Assert.Equal(before, CodeFingerprint.Of(_root));
        File.Move(Path.Combine(_root, "a/b.js"), Path.Combine(_root, "a/c.js"));
        Assert.NotEqual(before, CodeFingerprint.Of(_root));
    }

    [Fact]
    public void Knows_a_single_file_and_one_that_is_not_there()
    {
        Write("a.zip", "1");
        var file = Path.Combine(_root, "a.zip");
        var before = CodeFingerprint.Of(file);
        Write("a.zip", "12");
        Assert.NotEqual(before, CodeFingerprint.Of(file));
        Assert.Equal(0, CodeFingerprint.Of(file + ".none"));
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
