// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Foregate.Definitions.Tests;

public sealed partial class QuotasTests
{
    private const string Head = "## Quotas\n";

    /// <summary>The table is written from the source: with FOREGATE_WRITE_DOCS set it is written anew.</summary>
    [Fact]
    public void The_page_has_every_quota_with_its_numbers()
    {
        var path = Path.Combine(Repository(), "docs/reference/limits.md");
        var page = File.ReadAllText(path);
        var at = page.IndexOf('|', page.IndexOf(Head, StringComparison.Ordinal) + Head.Length) is >= 0 and var table ? table : page.Length;
        var expected = page[..at] + Table();
        if (Environment.GetEnvironmentVariable("FOREGATE_WRITE_DOCS") is not null)
        {
            File.WriteAllText(path, expected);
            return;
        }

        Assert.True(page == expected, $"{path} is out of date: run this test with FOREGATE_WRITE_DOCS=1");
    }

    [Fact]
    public void Every_quota_is_kept_somewhere() => Assert.Equal([], Said().Where(static quota => !IsKept(quota.Name)).Select(static quota => quota.Name));

    [Fact]
    public void Unshared_quotas_are_never_smaller_than_AWS_s()
    {
        foreach (var (name, _) in Said())
        {
            var property = typeof(Quotas).GetProperty(name)!;
            Assert.True(Number(property.GetValue(Quotas.Unshared)!) >= Number(property.GetValue(Quotas.Default)!), name);
        }
    }

    private static string Table()
    {
        var text = new StringBuilder("| Quota | AWS, and `--strict-aws` | otherwise |\n|---|---|---|\n");
        foreach (var (name, summary) in Said())
        {
            var property = typeof(Quotas).GetProperty(name)!;
            var unit = name.EndsWith("InMillis", StringComparison.Ordinal) ? " ms" : "";
            var (strict, unshared) = (Say(property.GetValue(Quotas.Default)!) + unit, Say(property.GetValue(Quotas.Unshared)!) + unit);
            text.Append(CultureInfo.InvariantCulture, $"| {summary.TrimEnd('.')} | {strict} | {(strict == unshared ? "the same" : unshared)} |\n");
        }

        return text.ToString();
    }

    // In the order of the source; switches are no quotas.
    private static IEnumerable<(string Name, string Summary)> Said()
    {
        foreach (Match match in Property().Matches(File.ReadAllText(Path.Combine(Repository(), "src/Foregate.Definitions/Quotas.cs"))))
        {
            yield return (match.Groups[2].Value, match.Groups[1].Value);
        }
    }

    private static bool IsKept(string name) => Directory.EnumerateFiles(Path.Combine(Repository(), "src"), "*.cs", SearchOption.AllDirectories)
        .Where(static file => Path.GetFileName(file) != "Quotas.cs" && !file.Contains("/obj/", StringComparison.Ordinal))
        .Any(file => Regex.IsMatch(File.ReadAllText(file), $@"uotas\.(Default\.)?{name}\b"));

    private static double Number(object value) => value is TimeSpan time ? time.TotalSeconds : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static string Say(object value) => value switch
    {
        int.MaxValue => "none",
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s"),
        IFormattable number => number.ToString("#,0", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Repository([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));

    [GeneratedRegex(@"/// <summary>([^\n]*)</summary>\n    public (?:int|long|double|TimeSpan) (\w+) \{ get; init; \} =")]
    private static partial Regex Property();
}
