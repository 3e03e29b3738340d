// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Types;

/// <summary>A file fits a reader: 500 lines at most, its licence first, nothing left over.</summary>
public sealed class FileTests
{
    private const string Rule = "files fit a reader";

    // Written in two halves, so that this file is none of its own findings.
    private static readonly Regex s_leftover = new(@"\b(?:TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b|#reg" + @"ion", RegexOptions.CultureInvariant);

    private static readonly Regex s_unbuilt = new(@"\bnew\s+(?:System\.)?Not" + @"ImplementedException\b", RegexOptions.CultureInvariant);

    private static readonly Regex s_commentedCode = new(@"^\s*//\s*(?:var |return\b|if \(|for(?:each)? \(|await |using |\w+(?:\.\w+)*\(.*\);|\w+ = .*;\s*$)", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private static readonly AllowList s_allowed = AllowList.None;

    [Fact]
    public void Files_fit_a_reader() => House.Obeys(s_allowed.Apply(Check(SourceTree.Repository)));

    [Fact]
    public void The_five_hundred_and_first_line_is_seen()
    {
        const string head = "// SPDX-License-Identifier: Apache-2.0\n";
        House.Obeys(Check(SourceTree.Of(("src/A/One.cs", head + new string('\n', 499)))));
        House.Sees(Check(SourceTree.Of(("src/A/One.cs", head + new string('\n', 500)))), "src/A/One.cs", 501);
    }

    [Fact]
    public void A_missing_licence_is_seen() => House.Sees(Check(SourceTree.Of(("tests/A/One.cs", "class One;"))), "tests/A/One.cs", 1);

    [Theory]
    [InlineData("// TO" + "DO later")]
    [InlineData("/* FIX" + "ME */")]
    [InlineData("#reg" + "ion Fields")]
    [InlineData("throw new Not" + "ImplementedException();")]
    [InlineData("// return exchange;")]
    [InlineData("    // exchange.Sink.Abort();")]
    public void What_was_left_over_is_seen(string line) =>
        House.Sees(Check(SourceTree.Of(("src/A/One.cs", "// SPDX-License-Identifier: Apache-2.0\nclass One;\n" + line))), "src/A/One.cs", 3);

    [Fact]
    public void A_comment_in_words_is_fine() =>
        House.Obeys(Check(SourceTree.Of(("src/A/One.cs", "// SPDX-License-Identifier: Apache-2.0\n// Returns what the back end said (see RFC 9110 §7.6).\nclass One;"))));

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        foreach (var file in tree.All.Where(file => file.Name.EndsWith(".cs", StringComparison.Ordinal) && !file.IsGenerated))
        {
            var lines = file.Text.TrimEnd('\n').Length == file.Text.Length ? file.Lines.Length : file.Lines.Length - 1;
            if (lines > 500)
            {
                yield return new Finding(file.Path, lines, Rule, $"{lines} lines, 500 at most");
            }

            if (!file.Text.TrimStart('\uFEFF').StartsWith("// SPDX-License-Identifier: Apache-2.0\n", StringComparison.Ordinal) && !IsScript(file))
            {
                yield return new Finding(file.Path, 1, Rule, "does not begin with its licence");
            }

            foreach (var left in s_leftover.Matches(file.Text).Concat(s_unbuilt.Matches(file.Code)))
            {
                yield return new Finding(file.Path, file.LineOf(left.Index), Rule, $"left over: {left.Value}");
            }

            if (s_commentedCode.Match(file.Text) is { Success: true } code && file.Path != "tests/Foregate.Architecture.Tests/Types/FileTests.cs")
            {
                yield return new Finding(file.Path, file.LineOf(code.Index), Rule, "commented-out code");
            }
        }
    }

    // A file that dotnet run starts directly begins with its directives.
    private static bool IsScript(SourceFile file) => file.Text.StartsWith("#!", StringComparison.Ordinal) || file.Text.StartsWith("#:", StringComparison.Ordinal);
}
