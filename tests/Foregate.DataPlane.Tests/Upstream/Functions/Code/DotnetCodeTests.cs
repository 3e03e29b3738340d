// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Upstream.Functions.Local;
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Code;

public sealed class DotnetCodeTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
        </Project>
        """;

    // The Runtime API without any package.
    private const string Code = """
        var api = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation/";
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        while (true)
        {
            using var next = await client.GetAsync(api + "next");
            var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").First();
            var answer = "{\"pid\":" + Environment.ProcessId + ",\"got\":" + await next.Content.ReadAsStringAsync() + "}";
            using var taken = await client.PostAsync(api + id + "/response", new StringContent(answer));
        }
        """;

    [Fact]
    public async Task Builds_the_one_project_of_a_folder_and_runs_what_was_published()
    {
        FunctionGround.SkipWithout("dotnet");
        await using var ground = new FunctionGround();
        ground.Write("Echo.csproj", Project);
        ground.Write("Main.cs", Code);
        var built = ground.Host.For(ground.Define("dotnet10", "Echo"));
        var first = await AnswerOnceBuilt(built, """{"a":1}""");
        Assert.EndsWith("""got":{"a":1}}""", first, StringComparison.Ordinal);
        Assert.Contains("Building ", FunctionGround.Said(built), StringComparison.Ordinal);
        Assert.Equal(first, await FunctionGround.Answer(built, """{"a":1}"""));

        // The folder that it was published to is a function by itself, with its handler or without.
        var published = Directory.GetFiles(ground.Work, "Echo.dll", SearchOption.AllDirectories).Select(Path.GetDirectoryName).First();
        foreach (var handler in new[] { "Echo", null })
        {
            var ready = ground.Host.For(ground.Define("dotnet8", handler, definition => definition with
            {
                FunctionName = handler ?? "alone",
                Code = new FunctionCode { Folder = published },
            }));
            Assert.EndsWith("""got":{}}""", await FunctionGround.Answer(ready), StringComparison.Ordinal);
            Assert.DoesNotContain("Building ", FunctionGround.Said(ready), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Says_why_a_project_cannot_be_built()
    {
        FunctionGround.SkipWithout("dotnet");
        await using var ground = new FunctionGround();
        ground.Write("Echo.csproj", Project);
        ground.Write("Main.cs", "no();");
        var function = ground.Host.For(ground.Define("dotnet10", "Echo"));
        Assert.Equal(FunctionOutcome.Unavailable, (await FunctionGround.Invoke(function, milliseconds: 300_000)).Outcome);
        Assert.Contains("cannot be built", FunctionGround.Said(function), StringComparison.Ordinal);
        Assert.Contains("CS0103", FunctionGround.Said(function), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_ends_with_the_host()
    {
        FunctionGround.SkipWithout("dotnet");
        var ground = new FunctionGround(options => options with { PreparesAhead = true });
        ground.Write("Echo.csproj", Project);
        ground.Write("Main.cs", Code);
        var function = ground.Host.For(ground.Define("dotnet10", "Echo"));
        var waiting = FunctionGround.Invoke(function, milliseconds: 300_000);
        await FunctionGround.Until(() => FunctionGround.Said(function).Contains("Building ", StringComparison.Ordinal));
        await ground.DisposeAsync();
        Assert.Equal(FunctionOutcome.Unavailable, (await waiting).Outcome);
    }

    [Theory]
    [InlineData("Lib::Lib.Function::Handle", "needs Lambda's own host")]
    [InlineData("Echo", "no program dotnet is on the PATH")]
    public async Task Says_what_it_cannot_run_and_how_to_mend_it(string handler, string said)
    {
        await using var ground = new FunctionGround(options => options with { Environment = new Dictionary<string, string> { ["PATH"] = options.WorkFolder } });
        var function = ground.Host.For(ground.Define("dotnet10", handler));
        Assert.Equal(FunctionOutcome.Unavailable, (await FunctionGround.Invoke(function)).Outcome);
        Assert.Contains(said, FunctionGround.Said(function), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_one_project_and_an_executable_one()
    {
        FunctionGround.SkipWithout("dotnet");
        await using var ground = new FunctionGround();
        var none = ground.Host.For(ground.Define("dotnet10", "Echo"));
        Assert.Equal(FunctionOutcome.Unavailable, (await FunctionGround.Invoke(none)).Outcome);
        Assert.Contains("needs an executable assembly", FunctionGround.Said(none), StringComparison.Ordinal);
        ground.Write("A.csproj", Project);
        ground.Write("B.csproj", Project);
        var two = ground.Host.For(ground.Define("dotnet10", "Echo", definition => definition with { FunctionName = "g" }));
        Assert.Equal(FunctionOutcome.Unavailable, (await FunctionGround.Invoke(two)).Outcome);
        Assert.Contains("holds 2 projects", FunctionGround.Said(two), StringComparison.Ordinal);
    }

    private static async Task<string> AnswerOnceBuilt(LocalFunction function, string payload)
    {
        var (outcome, text) = await FunctionGround.Invoke(function, payload, milliseconds: 300_000);
        Assert.True(outcome == FunctionOutcome.Answered, $"{outcome}: {text}; {FunctionGround.Said(function)}");
        return text;
    }
}
