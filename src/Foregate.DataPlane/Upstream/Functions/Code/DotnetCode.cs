// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Upstream.Functions.Code;

/// <summary>Functions in .NET: an executable assembly in the folder, or a project that is published first.</summary>
internal static class DotnetCode
{
    private const int ShownLines = 20;

    // Functions may share a project, whose intermediate files two builds at a time would break.
    private static readonly SemaphoreSlim s_building = new(1, 1);

    public static async Task<Launch> LaunchAsync(
        Function function, string taskRoot, string path, Func<string> newFolder, FunctionHostOptions options, FunctionLog log, CancellationToken stop)
    {
        if (function.Handler is { } handler && handler.Contains("::", StringComparison.Ordinal))
        {
            throw new FunctionFault($"The function {function.FunctionName} has the handler {handler} of a class library, which needs Lambda's own host: " +
                "make it an executable (OutputType Exe, LambdaBootstrapBuilder in Main) and let the handler be the assembly's name.");
        }

        var dotnet = Programs.Find("dotnet", path) ?? throw new FunctionFault(
            $"The function {function.FunctionName} ({function.Runtime}) needs .NET: no program dotnet is on the PATH. Install it, or publish the function with Native AOT as bootstrap.");
        var projects = Directory.GetFiles(taskRoot, "*.csproj");
        if (projects.Length > 1)
        {
            throw new FunctionFault($"{taskRoot} holds {projects.Length} projects: keep one, or give the function the folder that it is published to.");
        }

        var built = taskRoot;
        if (projects.Length == 1)
        {
            built = newFolder();
            await PublishAsync(function, dotnet, projects[0], built, options, log, stop);
            if (File.Exists(Path.Combine(built, "bootstrap")) && Directory.GetFiles(built, "*.runtimeconfig.json").Length == 0)
            {
                return new Launch { Program = Path.Combine(built, "bootstrap"), TaskRoot = built, RuntimeFolder = built, SearchPath = path };
            }
        }

        return new Launch
        {
            Program = dotnet,
            Arguments = [Assembly(function, built)],
            TaskRoot = built,
            RuntimeFolder = built,
            SearchPath = path,
            Environment = new(StringComparer.Ordinal) { ["DOTNET_ROLL_FORWARD"] = "Major", ["DOTNET_TieredPGO"] = "0" },
        };
    }

    private static async Task PublishAsync(Function function, string dotnet, string project, string folder, FunctionHostOptions options, FunctionLog log, CancellationToken stop)
    {
        var environment = new Dictionary<string, string>(options.Environment, StringComparer.Ordinal)
        {
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        };
        environment.TryAdd("HOME", Path.GetTempPath());
        var build = await BuildAsync(dotnet, project, folder, environment, log, stop);
        if (build.ExitCode != 0)
        {
            var lines = build.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            throw new FunctionFault($"{project}, the code of the function {function.FunctionName}, cannot be built:\n" + string.Join('\n', lines, 0, Math.Min(lines.Length, ShownLines)));
        }
    }

    private static async Task<Program> BuildAsync(
        string dotnet, string project, string folder, Dictionary<string, string> environment, FunctionLog log, CancellationToken stop)
    {
        await s_building.WaitAsync(stop);
        try
        {
            log.Notice(Guid.Empty, $"Building {project}.");

            // No build server may stay behind: it would outlive the gateway.
            return await Program.RunAsync(
                dotnet,
                ["publish", project, "-c", "Release", "-o", folder, "-v", "q", "--nologo", "-p:UseSharedCompilation=false", "-nodeReuse:false", "-p:PublishAot=false"],
                Path.GetDirectoryName(project)!,
                environment,
                stop);
        }
        finally
        {
            s_building.Release();
        }
    }

    /// <summary>The executable assembly that the handler names, or the only one.</summary>
    private static string Assembly(Function function, string folder)
    {
        if (function.Handler is { Length: > 0 } handler && File.Exists(Path.Combine(folder, handler + ".runtimeconfig.json")))
        {
            return Path.Combine(folder, handler + ".dll");
        }

        var configurations = Directory.GetFiles(folder, "*.runtimeconfig.json");
        return configurations.Length == 1
            ? configurations[0][..^".runtimeconfig.json".Length] + ".dll"
            : throw new FunctionFault($"The function {function.FunctionName} ({function.Runtime}) needs an executable assembly in {folder} named by its handler: " +
                $"{configurations.Length} are there. A class library does not run by itself: set OutputType to Exe.");
    }
}
