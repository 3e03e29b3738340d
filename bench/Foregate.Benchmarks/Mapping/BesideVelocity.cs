// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text;

namespace Foregate.Benchmarks.Mapping;

/// <summary>The same template in Velocity 1.7 on a warm Java machine and here, in turns in one run: the best of many rounds of each, body read each time.</summary>
internal static class BesideVelocity
{
    private const int Rounds = 2000;

    public static async Task RunAsync(string oracle, TextWriter output)
    {
        var jars = string.Join(':', (ReadOnlySpan<string>)["/usr/share/java/velocity.jar", "/usr/share/java/commons-collections3.jar", "/usr/share/java/commons-lang.jar"]);
        var benchmark = new TemplateBenchmarks();
        await output.WriteLineAsync($"Template of {TemplateCase.Template.Split('\n').Length} lines, body of {TemplateCase.Body.Length} bytes, output of {benchmark.Render()} bytes.");
        for (var turn = 0; turn < 3; turn++)
        {
            var own = Best(() => benchmark.Render());
            var reading = Best(() => benchmark.ReadBody());
            var java = await JavaAsync(oracle, jars);
            await output.WriteLineAsync(FormattableString.Invariant(
                $"Foregate {own / 1000:0.00} µs (of it reading {reading / 1000:0.00} µs), Velocity 1.7 {java / 1000:0.00} µs: {java / own:0.0} times as long"));
        }
    }

    private static double Best(Action action)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Rounds; i++)
            {
                action();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Rounds);
        }

        return best;
    }

    private static async Task<double> JavaAsync(string oracle, string jars)
    {
        using var process = Process.Start(new ProcessStartInfo("java", ["-cp", jars, oracle, "time", Rounds.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var context = $"{{\"body\":{Encoding.UTF8.GetString(TemplateCase.Body).Replace("\n", "", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal).Replace(": ", ":", StringComparison.Ordinal).Replace(", \"", ",\"", StringComparison.Ordinal)}}}";
        await process.StandardInput.WriteLineAsync(Encode(TemplateCase.Shared) + "\t" + Encode(context));
        process.StandardInput.Close();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(answer, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
