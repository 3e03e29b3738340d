// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Foregate.SideBySide;

/// <summary>The table and the JSON: ratios are medians of the ratios within each round, so that a noisy neighbour hits both sides.</summary>
internal sealed class Report(IReadOnlyList<Measurement> measurements, IReadOnlyDictionary<string, string> versions, IReadOnlyDictionary<string, double> syscalls)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public string Table()
    {
        var text = new StringBuilder();
        text.AppendLine("| scenario | proxy | CPU µs/request | × nginx | × YARP | requests/s | p50 ms | p99 ms | resident MiB | failed |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var scenario in measurements.Select(m => m.Scenario).Distinct())
        {
            foreach (var contender in measurements.Select(m => m.Contender).Distinct())
            {
                var mine = measurements.Where(m => m.Scenario == scenario && m.Contender == contender).ToArray();
                if (mine.Length > 0)
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"| {scenario} | {contender} | {Median(mine, m => m.CpuMicrosecondsPerRequest):F1} | {Shown(Ratio(mine, "nginx"))} | {Shown(Ratio(mine, "yarp"))} | {Median(mine, m => m.RequestsPerSecond):F0} | {Median(mine, m => m.P50Milliseconds):F2} | {Median(mine, m => m.P99Milliseconds):F2} | {Median(mine, m => m.ResidentBytes) / 1048576:F0} | {mine.Sum(m => m.Failures)} |");
                }
            }
        }

        if (syscalls.Count > 0)
        {
            text.AppendLine().AppendLine("| proxy | system calls per request, one sequential connection |").AppendLine("|---|---|");
            foreach (var (name, count) in syscalls)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {count:F1} |");
            }
        }

        text.AppendLine().AppendLine("Versions: " + string.Join(" · ", versions.Select(v => v.Key + " " + v.Value)) + ".");
        return text.ToString();
    }

    public string Json(IReadOnlyDictionary<string, string> configurations) =>
        JsonSerializer.Serialize(new { versions, configurations, syscallsPerRequest = syscalls, measurements }, Indented);

    /// <summary>Median over the rounds of this contender's CPU per request over the other's in the same round.</summary>
    private double Ratio(Measurement[] mine, string other)
    {
        var ratios = mine.Select(m => (m.CpuMicrosecondsPerRequest, Other: Of(other, m)))
            .Where(pair => pair.Other is not null).Select(pair => pair.CpuMicrosecondsPerRequest / pair.Other!.CpuMicrosecondsPerRequest).ToArray();
        return ratios.Length == 0 ? double.NaN : Middle(ratios);
    }

    // Where it has to do more it is another contender: "nginx with …".
    private Measurement? Of(string other, Measurement mine)
    {
        var same = measurements.Where(m => m.Scenario == mine.Scenario && m.Round == mine.Round).ToArray();
        return Array.Find(same, m => m.Contender == other) ?? Array.Find(same, m => m.Contender.StartsWith(other + " with", StringComparison.Ordinal));
    }

    // A scenario may have neither of them.
    private static string Shown(double ratio) => double.IsNaN(ratio) ? "" : ratio.ToString("F2", CultureInfo.InvariantCulture);

    private static double Median(Measurement[] of, Func<Measurement, double> value) => Middle([.. of.Select(value)]);

    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }
}
