// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Upstream.Functions.Code;

/// <summary>Functions in Node.js and Python: the nearest interpreter that is installed, and our bootstrap for it.</summary>
internal static class Scripts
{
    private const int MaxMinor = 30;

    public static async Task<Launch> NodeAsync(Function function, string taskRoot, string path, FunctionHostOptions options, FunctionLog log, CancellationToken stop)
    {
        var wanted = function.Runtime["nodejs".Length..].TrimEnd('x').TrimEnd('.');
        var program = Programs.Find("node" + wanted, path) ?? Programs.Find("node", path) ?? throw Missing(function, "Node.js", "node");
        var said = await Program.RunAsync(program, ["--version"], taskRoot, options.Environment, stop);
        var version = said.Output.Trim().TrimStart('v');
        Notice(function, log, "Node.js", wanted, version, version.Split('.')[0]);
        var folder = Path.Combine(options.BootstrapFolder, "nodejs");
        return Interpreted(function, taskRoot, path, program, ["--enable-source-maps"], Path.Combine(folder, "bootstrap.mjs"), folder, new(StringComparer.Ordinal)
        {
            ["NODE_PATH"] = Path.Combine(taskRoot, "node_modules"),
        });
    }

    public static async Task<Launch> PythonAsync(Function function, string taskRoot, string path, FunctionHostOptions options, FunctionLog log, CancellationToken stop)
    {
        var wanted = function.Runtime["python".Length..];
        Program? found = null;
        foreach (var name in Candidates(wanted))
        {
            // A name on the path may be a shim without an interpreter behind it.
            if (Programs.Find(name, path) is { } file && await Program.RunAsync(file, ["-c", "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"], taskRoot, options.Environment, stop) is { ExitCode: 0 } said)
            {
                found = said with { Name = file };
                break;
            }
        }

        var answer = (found ?? throw Missing(function, "Python 3", "python3")).Output.Trim().Split(' ', 2);
        Notice(function, log, "Python", wanted, answer[0], answer[0]);
        var folder = Path.Combine(options.BootstrapFolder, "python");
        return Interpreted(function, taskRoot, path, answer.Length > 1 ? answer[1] : found.Name, ["-u"], Path.Combine(folder, "bootstrap.py"), folder, new(StringComparer.Ordinal)
        {
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["PYTHONPATH"] = taskRoot,
        });
    }

    // The version that is wanted, then the ones after it, which run its code, then whatever there is.
    private static List<string> Candidates(string wanted)
    {
        var names = new List<string> { "python" + wanted };
        if (wanted.Split('.') is [var major, var minor] && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            for (var next = number + 1; next < MaxMinor; next++)
            {
                names.Add(string.Create(CultureInfo.InvariantCulture, $"python{major}.{next}"));
            }
        }

        names.Add("python3");
        return names;
    }

    private static Launch Interpreted(
        Function function, string taskRoot, string path, string program, string[] arguments, string bootstrap, string folder, Dictionary<string, string> environment)
    {
        if (function.Handler is not { Length: > 0 } handler || handler.LastIndexOf('.') <= 0)
        {
            throw new FunctionFault($"The function {function.FunctionName} ({function.Runtime}) needs a Handler of the form file.function.");
        }

        return File.Exists(bootstrap)
            ? new Launch { Program = program, Arguments = [.. arguments, bootstrap], TaskRoot = taskRoot, RuntimeFolder = folder, SearchPath = path, Environment = environment }
            : throw new FunctionFault($"{bootstrap} is missing, which belongs to the program: install it again.");
    }

    private static void Notice(Function function, FunctionLog log, string language, string wanted, string version, string near)
    {
        if (near != wanted)
        {
            log.Notice(Guid.Empty, $"The function {function.FunctionName} asks for {language} {wanted} and runs with {version}, the nearest that is installed.");
        }
    }

    private static FunctionFault Missing(Function function, string language, string program) => new(
        $"The function {function.FunctionName} ({function.Runtime}) needs {language}: no program {program} is on the PATH. Install it, or call a Lambda function elsewhere.");
}
