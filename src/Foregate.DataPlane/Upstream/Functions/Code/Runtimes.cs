// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Upstream.Functions.Code;

/// <summary>Which program runs which runtime.</summary>
internal static class Runtimes
{
    /// <param name="taskRoot">Where the code lies.</param>
    /// <param name="newFolder">Makes a folder for what is built.</param>
    /// <exception cref="FunctionFault">It cannot be run here.</exception>
    public static async Task<Launch> LaunchAsync(Function function, string taskRoot, Func<string> newFolder, FunctionHostOptions options, FunctionLog log, CancellationToken stop)
    {
        var path = Programs.SearchPath(options.Environment);
        var runtime = function.Runtime;
        if (runtime.StartsWith("provided", StringComparison.Ordinal))
        {
            return Bootstrap(function, taskRoot, path);
        }

        if (runtime.StartsWith("nodejs", StringComparison.Ordinal))
        {
            return await Scripts.NodeAsync(function, taskRoot, path, options, log, stop);
        }

        if (runtime.StartsWith("python", StringComparison.Ordinal))
        {
            return await Scripts.PythonAsync(function, taskRoot, path, options, log, stop);
        }

        if (runtime.StartsWith("dotnet", StringComparison.Ordinal))
        {
            return File.Exists(Path.Combine(taskRoot, "bootstrap"))
                ? Bootstrap(function, taskRoot, path)
                : await DotnetCode.LaunchAsync(function, taskRoot, path, newFolder, options, log, stop);
        }

        throw new FunctionFault($"The function {function.FunctionName} has the runtime {runtime}, which is not run here: provided.*, dotnet*, nodejs* and python* are.");
    }

    /// <summary>Writes inline code into the folder, as Lambda does: one file named index.</summary>
    public static string WriteInline(Function function, string folder)
    {
        var name = function.Runtime.StartsWith("nodejs", StringComparison.Ordinal) ? "index.js"
            : function.Runtime.StartsWith("python", StringComparison.Ordinal) ? "index.py"
            : throw new FunctionFault($"The function {function.FunctionName} has inline code, which only nodejs* and python* have: put the code into a folder.");
        File.WriteAllText(Path.Combine(folder, name), function.Code.InlineCode ?? throw new FunctionFault(
            $"The function {function.FunctionName} has no code: give it a folder, a zip archive or inline code."));
        return folder;
    }

    private static Launch Bootstrap(Function function, string taskRoot, string path)
    {
        var bootstrap = Path.Combine(taskRoot, "bootstrap");
        if (!Programs.IsExecutable(bootstrap))
        {
            throw new FunctionFault($"The function {function.FunctionName} ({function.Runtime}) needs an executable named bootstrap in {taskRoot}" +
                (File.Exists(bootstrap) ? ": the file there may not be executed (chmod +x)." : ": there is none."));
        }

        return new Launch { Program = bootstrap, TaskRoot = taskRoot, RuntimeFolder = taskRoot, SearchPath = path };
    }
}
