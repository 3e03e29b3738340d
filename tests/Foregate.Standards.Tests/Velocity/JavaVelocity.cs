// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text;

namespace Foregate.Standards.Tests.Velocity;

/// <summary>Velocity 1.7 itself, where Java and its library are installed: renders many templates in one process.</summary>
internal static class JavaVelocity
{
    private const string Libraries = "/usr/share/java";

    private static readonly string[] s_jars = ["velocity.jar", "commons-collections3.jar", "commons-lang.jar"];

    /// <summary>For each template and JSON context its text, or null where Velocity throws.</summary>
    public static async Task<List<string?>> RenderAsync(IReadOnlyList<(string Template, string Context)> cases)
    {
        var java = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "java")).FirstOrDefault(File.Exists);
        var jars = s_jars.Select(jar => Path.Combine(Libraries, jar)).ToList();
        Assert.SkipWhen(java is null || !jars.TrueForAll(File.Exists), "java and libvelocity (the package velocity) are not installed.");
        var start = new ProcessStartInfo(java!, ["-cp", string.Join(':', jars), Path.Combine(AppContext.BaseDirectory, "Velocity", "VelocityOracle.java")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            var reading = process.StandardOutput.ReadToEndAsync(end.Token);
            var complaining = process.StandardError.ReadToEndAsync(end.Token);
            try
            {
                foreach (var (template, context) in cases)
                {
                    await process.StandardInput.WriteLineAsync($"{Encode(template)}\t{Encode(context)}".AsMemory(), end.Token);
                }

                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading; what it says is looked at below.
            }

            var lines = (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var error = await complaining;
            await process.WaitForExitAsync(end.Token);
            // A runtime without a compiler cannot run a source file.
            Assert.SkipWhen(lines.Length == 0 && error.Contains("compiler", StringComparison.Ordinal), "The Java that is installed has no compiler.");
            Assert.True(lines.Length == cases.Count, $"Velocity answered {lines.Length} of {cases.Count}: {error}");
            return [.. lines.Select(line => line[0] == '+' ? Encoding.UTF8.GetString(Convert.FromBase64String(line[1..])) : null)];
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
