// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Documents;

/// <summary>The reference pages name everything that the source knows, and nothing that it does not.</summary>
public sealed class ReferenceTests
{
    private const string Rule = "the reference is complete";

    // Page → what of which source file it must name. Patterns capture the name.
    private static readonly (string Page, string Source, string Pattern)[] s_pages =
    [
        ("docs/reference/errors.md", "src/Foregate/Failures.cs", @"""(FG\d{3})"""),
        ("docs/reference/commands.md", "src/Foregate/Commands/ServeArguments.cs", @"""(--[a-z-]+)"""),
        ("docs/reference/commands.md", "src/Foregate/Commands/ExplainCommand.cs", @"""(--[a-z-]+)"""),
        ("docs/reference/commands.md", "src/Foregate/ExitCodes.cs", @"const int \w+ = (\d+);"),
        ("docs/reference/context-variables.md", "src/Foregate.DataPlane/ContextVariables.cs", @"\[""([\w.]+)""\] = new\("),
        ("docs/reference/access-logs.md", "src/Foregate.DataPlane/ContextVariables.cs", @"\[""([\w.]+)""\] = new\((?!\w+, \w+, Unset)"),
        ("docs/reference/access-logs.md", "src/Foregate.DataPlane/Finish/AccessLogs/ReadyJson.cs", @"[{,]\\""(\w+)\\"":"),
        ("docs/reference/differences.md", "src/Foregate.ControlPlane/OpenApi/Reading/ObjectKinds.cs", @"\(""([\w-]+)"", Fate\.Refused\(""(?!nothing)"),
        ("docs/reference/metrics.md", "src/Foregate.DataPlane/", @"(?:Family|Gauge|Counter)\(\s*""(\w+)"""),
        ("docs/reference/metrics.md", "src/Foregate/Hosting/Servers/ManagementServer.cs", @"""(/(?:health/\w+|metrics))"" =>"),
    ];

    [Fact]
    public void The_reference_names_everything() => House.Obeys(Check(SourceTree.Repository));

    [Fact]
    public void Every_failure_can_happen() => House.Obeys(CheckFailures(SourceTree.Repository));

    [Fact]
    public void A_missing_error_is_seen() => Assert.Contains(
        "FG999",
        House.Sees(
            Check(SourceTree.Of(("docs/reference/errors.md", "| FG101 |"), ("src/Foregate/Failures.cs", "new(\"FG101\");\nnew(\"FG999\");"))),
            "src/Foregate/Failures.cs",
            2),
        StringComparison.Ordinal);

    [Fact]
    public void An_error_that_is_only_in_the_page_is_seen() =>
        House.Sees(Check(SourceTree.Of(("docs/reference/errors.md", "| FG101 |\n| FG102 |"), ("src/Foregate/Failures.cs", "new(\"FG101\");"))), "docs/reference/errors.md", 2);

    [Fact]
    public void A_failure_that_nothing_reports_is_seen() => House.Sees(
        CheckFailures(SourceTree.Of(
            ("src/Foregate/Failures.cs", "class Failures\n{\n    public static Failure One() => x;\n    public static Failure Two() => x;\n}"),
            ("src/Foregate/Commands/A.cs", "return Failures.One();"))),
        "src/Foregate/Failures.cs",
        4);

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        foreach (var (page, source, pattern) in s_pages)
        {
            foreach (var file in tree.Below(source).Where(file => file.Name.EndsWith(".cs", StringComparison.Ordinal)))
            {
                foreach (Match match in Regex.Matches(file.Text, pattern))
                {
                    var name = match.Groups[1].Value;
                    if (!Regex.IsMatch(tree.Find(page)?.Text ?? "", $@"(?<![\w.-]){Regex.Escape(name)}(?![\w-])"))
                    {
                        yield return new Finding(file.Path, file.LineOf(match.Index), Rule, $"{name} is not in {page}");
                    }
                }
            }
        }

        if (tree.Find("docs/reference/errors.md") is { } errors && tree.Find("src/Foregate/Failures.cs") is { } failures)
        {
            foreach (Match code in Regex.Matches(errors.Text, @"(?m)^\| (FG\d{3})"))
            {
                if (!failures.Text.Contains(code.Groups[1].Value, StringComparison.Ordinal))
                {
                    yield return new Finding(errors.Path, errors.LineOf(code.Groups[1].Index), Rule, $"{code.Groups[1].Value} is no code of Failures");
                }
            }
        }
    }

    private static IEnumerable<Finding> CheckFailures(SourceTree tree)
    {
        var failures = tree.Find("src/Foregate/Failures.cs")!;
        foreach (Match factory in Regex.Matches(failures.Code, @"public static Failure (\w+)\("))
        {
            if (!tree.Source.Any(file => file != failures && file.Code.Contains($"Failures.{factory.Groups[1].Value}(", StringComparison.Ordinal)))
            {
                yield return new Finding(failures.Path, failures.LineOf(factory.Index), Rule, $"{factory.Groups[1].Value} is reported by nothing");
            }
        }
    }
}
