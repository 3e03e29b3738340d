// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Layout;

/// <summary>Project files say only what differs; no import is invisible.</summary>
public sealed class ProjectFileTests
{
    private const string Rule = "project files are short and import nothing";

    private static readonly AllowList s_allowed = AllowList.None;

    [Fact]
    public void Project_files_are_under_fifteen_lines() => House.Obeys(s_allowed.Apply(Check(SourceTree.Repository)));

    [Fact]
    public void The_fifteenth_line_is_seen()
    {
        House.Obeys(Check(SourceTree.Of(("src/A/A.csproj", string.Join('\n', Enumerable.Repeat("x", 14))))));
        House.Sees(Check(SourceTree.Of(("src/A/A.csproj", string.Join('\n', Enumerable.Repeat("x", 15))))), "src/A/A.csproj", 15);
    }

    [Fact]
    public void An_exception_that_excuses_nothing_is_seen() =>
        House.Sees(new AllowList(1, ("src/A/A.csproj", "long ago")).Apply([]), "src/A/A.csproj", 0);

    [Fact]
    public void A_global_using_of_our_own_is_seen() =>
        House.Sees(Check(SourceTree.Of(("src/A/Usings.cs", "\nglobal using Foregate.DataPlane;"))), "src/A/Usings.cs", 2);

    [Fact]
    public void A_using_item_of_our_own_is_seen() =>
        House.Sees(Check(SourceTree.Of(("Directory.Build.props", "<Using Include=\"Foregate.DataPlane\" />"))), "Directory.Build.props", 1);

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        foreach (var file in tree.All)
        {
            if (file.Name.EndsWith(".csproj", StringComparison.Ordinal) && file.Text.TrimEnd('\n').Split('\n').Length is var lines and >= 15)
            {
                yield return new Finding(file.Path, lines, Rule, $"{lines} lines, under 15 wanted");
            }

            var import = file.Name.EndsWith(".cs", StringComparison.Ordinal) ? Regex.Match(file.Code, @"\bglobal\s+using\s+(?:static\s+)?Foregate")
                : file.Name.EndsWith(".csproj", StringComparison.Ordinal) || file.Name.EndsWith(".props", StringComparison.Ordinal) ? Regex.Match(file.Text, @"<Using\s+Include=""Foregate")
                : Match.Empty;
            if (import.Success)
            {
                yield return new Finding(file.Path, file.LineOf(import.Index), Rule, "imports are the map of the house: write each in its file");
            }
        }
    }
}
