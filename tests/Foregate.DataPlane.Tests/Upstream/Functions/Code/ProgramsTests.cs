// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Functions.Code;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Code;

public sealed class ProgramsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("foregate-programs-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Finds_the_first_that_may_be_executed_along_the_path()
    {
        Write("a/tool", isExecutable: false);
        Write("b/tool", isExecutable: true);
        Write("c/tool", isExecutable: true);
        Assert.Equal($"{_root}/b/tool", Programs.Find("tool", $"{_root}/none::{_root}/a:{_root}/b:{_root}/c"));
        Assert.Null(Programs.Find("tool", $"{_root}/a"));
        Assert.Null(Programs.Find("other", $"{_root}/b"));
    }

    [Fact]
    public void Looks_where_systems_keep_programs_when_no_path_is_said()
    {
        Assert.Equal("/mine", Programs.SearchPath(new Dictionary<string, string> { ["PATH"] = "/mine" }));
        Assert.Equal("/usr/local/bin:/usr/bin:/bin", Programs.SearchPath(new Dictionary<string, string>()));
    }

    private void Write(string name, bool isExecutable)
    {
        var file = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | (isExecutable ? UnixFileMode.UserExecute : UnixFileMode.None));
        }
    }
}
