// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using Foregate.DataPlane.Upstream.Functions.Code;
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Code;

public sealed class CodeArchiveTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("foregate-zip-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Unpacks_files_and_folders()
    {
        CodeArchive.Unpack(Zip("a/b.txt", "c.txt"), _root + "/out");
        Assert.Equal("text", File.ReadAllText(_root + "/out/a/b.txt"));
        Assert.Equal("text", File.ReadAllText(_root + "/out/c.txt"));
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("a/../../evil.txt")]
    [InlineData("/tmp/evil.txt")]
    [InlineData("..\\evil.txt")]
    [InlineData("../out2/evil.txt")]
    public void Refuses_what_leads_out_of_the_folder(string name)
    {
        var fault = Assert.Throws<FunctionFault>(() => CodeArchive.Unpack(Zip(name), _root + "/out"));
        Assert.Contains("leads out of the function's folder", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_symbolic_links_and_what_is_too_large()
    {
        Assert.Contains("symbolic link", Assert.Throws<FunctionFault>(() => CodeArchive.Unpack(Zip(entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000), "link"), _root + "/out")).Message, StringComparison.Ordinal);
        Assert.Contains("more than 5 bytes", Assert.Throws<FunctionFault>(() => CodeArchive.Unpack(Zip("a", "b"), _root + "/out", maxBytes: 5)).Message, StringComparison.Ordinal);
        File.WriteAllText(_root + "/no.zip", "no");
        Assert.Contains("cannot be unpacked", Assert.Throws<FunctionFault>(() => CodeArchive.Unpack(_root + "/no.zip", _root + "/out")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_runs_from_its_archive()
    {
        FunctionGround.SkipWithout("python3");
        await using var ground = new FunctionGround();
        ground.Write("index.py", "def handler(event, context): return 'zipped'");
        var zip = _root + "/function.zip";
        ZipFile.CreateFromDirectory(ground.Code, zip);
        var function = ground.Host.For(ground.Define("python3.13", "index.handler", definition => definition with { Code = new FunctionCode { ZipPath = zip } }));
        Assert.Equal("\"zipped\"", await FunctionGround.Answer(function));
    }

    private string Zip(params string[] names) => Zip(_ => { }, names);

    private string Zip(Action<ZipArchiveEntry> change, params string[] names)
    {
        var path = $"{_root}/{Guid.NewGuid():N}.zip";
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var name in names)
        {
            var entry = zip.CreateEntry(name);
            change(entry);
            using var stream = entry.Open();
            stream.Write("text"u8);
        }

        return path;
    }
}
