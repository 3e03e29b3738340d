// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Upstream.Functions.Code;
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Code;

public sealed class CodeSourceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("foregate-source-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Sees_a_change_once_and_only_after_the_code_was_laid_out()
    {
        using var source = Source(new FunctionCode { Folder = Path.Combine(_root, "code") });
        Write("1");
        var launch = await source.PrepareAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Path.Combine(_root, "code"), launch.TaskRoot);
        Assert.False(await source.HasChangedAsync(TimeProvider.System));
        Write("12");
        Assert.True(await source.HasChangedAsync(TimeProvider.System));
        Assert.NotSame(launch, await source.PrepareAsync(TestContext.Current.CancellationToken));
        Assert.False(await source.HasChangedAsync(TimeProvider.System));
    }

    [Theory]
    [InlineData("none", null, "which does not exist: correct its CodeUri")]
    [InlineData(null, "none.zip", "cannot be unpacked")]
    [InlineData(null, null, "inline code, which only nodejs* and python* have")]
    public async Task Says_what_is_wrong_with_the_code(string? folder, string? zip, string said)
    {
        using var source = Source(new FunctionCode
        {
            Folder = folder is null ? null : Path.Combine(_root, folder),
            ZipPath = zip is null ? null : Path.Combine(_root, zip),
            InlineCode = folder is null && zip is null ? "x" : null,
        });
        var fault = await Assert.ThrowsAsync<FunctionFault>(() => source.PrepareAsync(TestContext.Current.CancellationToken));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    private CodeSource Source(FunctionCode code) => new(
        new Function { FunctionName = "f", Runtime = "provided.al2023", Code = code },
        new FunctionHostOptions { Region = "r", AccountId = "1", WorkFolder = Path.Combine(_root, "work") },
        new FunctionLogs(TimeProvider.System).Of("f"));

    private void Write(string text)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "code")).FullName, "bootstrap");
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
