// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.Lambda;

namespace Foregate.Definitions.Tests.Lambda;

public sealed class FunctionTests
{
    private static readonly Function s_function = new() { FunctionName = "f", Runtime = "nodejs22.x", Handler = "index.handler", Code = new FunctionCode { Folder = "/now" } };

    [Fact]
    public void An_alias_names_what_the_version_was_when_it_was_published()
    {
        var function = s_function with
        {
            ReservedConcurrentExecutions = 3,
            Versions = s_function.Versions.Add(1, s_function with { Version = "1", Code = new FunctionCode { Folder = "/then" } }),
            Aliases = s_function.Aliases.Add("live", new Alias { Name = "live", FunctionVersion = "1" }).Add("next", new Alias { Name = "next", FunctionVersion = "$LATEST" }),
        };
        Assert.Equal(("1", "/then", 3), (function.Named("live")!.Version, function.Named("1")!.Code.Folder, function.Named("1")!.ReservedConcurrentExecutions));
        Assert.All([null, "$LATEST", "next"], qualifier => Assert.Same(function, function.Named(qualifier)));
        Assert.All(["2", "none", "-1", "+1", " 1"], qualifier => Assert.Null(function.Named(qualifier)));
    }

    [Fact]
    public void What_only_tells_of_a_function_does_not_change_how_it_runs()
    {
        var function = s_function with { Environment = s_function.Environment.Add("A", "1") };
        var same = s_function with
        {
            Environment = s_function.Environment.Add("A", "2").SetItem("A", "1"),
            RevisionId = "x",
            LastModified = DateTimeOffset.UnixEpoch,
            Tags = s_function.Tags.Add("a", "b"),
            LatestVersion = 4,
        };
        Assert.True(function.RunsAs(same));
        Assert.False(function.RunsAs(same with { Version = "1" }));
        Assert.False(function.RunsAs(same with { Environment = same.Environment.SetItem("A", "2") }));
        Assert.False(function.RunsAs(same with { Code = new FunctionCode { Folder = "/then" } }));
        Assert.False(function.RunsAs(same with { Timeout = 9 }));
        Assert.False(function.RunsAs(same with { MemorySize = 256 }));
        Assert.False(function.RunsAs(same with { ReservedConcurrentExecutions = 1 }));
    }
}
