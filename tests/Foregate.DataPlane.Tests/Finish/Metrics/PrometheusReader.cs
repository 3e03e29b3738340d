// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.RegularExpressions;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

/// <summary>Reads Prometheus's text format and refuses what a scraper would: samples outside their family, twice, or malformed.</summary>
internal static partial class PrometheusReader
{
    internal sealed record Family(string Type, string Help, Dictionary<string, double> Samples);

    public static Dictionary<string, Family> Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var families = new Dictionary<string, Family>(StringComparer.Ordinal);
        var name = "";
        var help = "";
        foreach (var line in text[..^1].Split('\n'))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                name = line.Split(' ')[2];
                help = line[("# HELP " + name + " ").Length..];
            }
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                Assert.Equal(name, line.Split(' ')[2]);
                families.Add(name, new Family(line.Split(' ')[3], help, new Dictionary<string, double>(StringComparer.Ordinal)));
            }
            else
            {
                var sample = Sample().Match(line);
                Assert.True(sample.Success, line);
                var family = families[name];
                var suffix = sample.Groups["name"].Value[name.Length..];
                Assert.True(suffix.Length == 0 ? family.Type != "histogram" : family.Type == "histogram" && suffix is "_bucket" or "_sum" or "_count", line);
                family.Samples.Add(sample.Groups["name"].Value + sample.Groups["labels"].Value, Number(sample.Groups["value"].Value));
            }
        }

        return families;
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\["\\n])*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\["\\n])*")*\})? (?<value>[-+]?([0-9.]+([eE][-+]?[0-9]+)?|Inf)|NaN)$""")]
    private static partial Regex Sample();
}
