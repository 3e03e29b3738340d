// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Documents;

/// <summary>A decision is one short page: numbered without gaps, with context, choice and consequence.</summary>
public sealed class DecisionRecordTests
{
    private const string Rule = "decisions are short and complete";
    private const string Good = "# One\n\n## Context\n\n## Choice\n\n## Consequence\n";

    [Fact]
    public void Decisions_are_short_and_complete() => House.Obeys(Check(SourceTree.Repository));

    [Fact]
    public void The_forty_first_line_is_seen() =>
        House.Sees(Check(SourceTree.Of(("docs/decisions/0001-one.md", Good + string.Concat(Enumerable.Repeat("x\n", 34))))), "docs/decisions/0001-one.md", 41);

    [Fact]
    public void A_gap_in_the_numbers_is_seen() =>
        House.Sees(Check(SourceTree.Of(("docs/decisions/0001-one.md", Good), ("docs/decisions/0003-three.md", Good))), "docs/decisions/0003-three.md", 0);

    [Fact]
    public void A_missing_part_is_seen() =>
        House.Sees(Check(SourceTree.Of(("docs/decisions/0001-one.md", "# One\n## Context\n## Choice\n"))), "docs/decisions/0001-one.md", 0);

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        var number = 0;
        foreach (var record in tree.Below("docs/decisions/"))
        {
            number++;
            if (!Regex.IsMatch(record.Name, $@"^{number:0000}-[a-z0-9-]+\.md$"))
            {
                yield return new Finding(record.Path, 0, Rule, $"number {number:0000} was expected");
                number = int.TryParse(record.Name[..4], out var given) ? given : number;
            }

            var lines = record.Text.TrimEnd('\n').Split('\n').Length;
            if (lines > 40)
            {
                yield return new Finding(record.Path, lines, Rule, $"{lines} lines, 40 at most");
            }

            foreach (var part in new[] { "## Context", "## Choice", "## Consequence" })
            {
                if (!record.Text.Contains(part, StringComparison.Ordinal))
                {
                    yield return new Finding(record.Path, 0, Rule, $"no {part[3..]}");
                }
            }
        }
    }
}
