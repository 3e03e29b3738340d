// SPDX-License-Identifier: Apache-2.0
using System.ComponentModel;
using System.Diagnostics;

namespace Foregate.DataPlane.Upstream.Functions.Code;

/// <summary>A program that was run to its end, and what it said.</summary>
internal sealed record Program(string Name, int ExitCode, string Output)
{
    /// <summary>Runs it without a shell. Both outputs are one.</summary>
    public static async Task<Program> RunAsync(string program, string[] arguments, string folder, IReadOnlyDictionary<string, string> environment, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            if (name != "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS")
            {
                start.Environment[name] = value;
            }
        }

        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(stop);
            try
            {
                var output = await process.StandardOutput.ReadToEndAsync(stop);
                await process.WaitForExitAsync(stop);
                return new Program(program, process.ExitCode, output + await errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new FunctionFault($"{program} cannot be run: {e.Message}");
        }
    }
}
