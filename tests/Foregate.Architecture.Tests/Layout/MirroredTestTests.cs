// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Layout;

/// <summary>At least 70 % of the source files have a like-named test in the same folder of the test project.</summary>
public sealed class MirroredTestTests
{
    private const string Rule = "source files have a like-named test";
    private const string Class = "class One { int Do() => 1; }";

    [Fact]
    public void Seven_of_ten_source_files_have_a_like_named_test() => House.Obeys(Check(SourceTree.Repository));

    [Fact]
    public void Two_of_three_are_too_few()
    {
        (string, string)[] files =
        [
            ("src/F/A/One.cs", Class), ("src/F/A/Two.cs", Class), ("src/F/A/Three.cs", Class), ("src/F/A/Plan.cs", "class Plan { public int A { get; init; } }"),
            ("src/F/A/Colour.cs", "enum Colour;"), ("src/F/A/Said.cs", "record Said { bool Is => true; }"), ("src/F/A/Table.g.cs", "class Table;"),
            ("tests/F.Tests/A/OneTests.cs", ""), ("tests/F.Tests/A/TwoTests.cs", ""),
        ];
        Assert.Contains("src/F/A/Three.cs", Assert.Single(Check(SourceTree.Of(files))).Message, StringComparison.Ordinal);
        House.Obeys(Check(SourceTree.Of([.. files, ("tests/F.Tests/A/ThreeTests.cs", "")])));
    }

    [Fact]
    public void A_test_in_another_folder_does_not_count() =>
        Assert.Single(Check(SourceTree.Of(("src/F/A/One.cs", Class), ("tests/F.Tests/B/OneTests.cs", ""))));

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        var files = tree.Source.Where(Behaves).ToList();
        var without = files.Where(file => tree.Find(TestOf(file)) is null).Select(file => file.Path).ToList();
        if (without.Count * 10 > files.Count * 3)
        {
            yield return new Finding("tests", 0, Rule, $"{files.Count - without.Count} of {files.Count} do; without: {string.Join(", ", without)}");
        }
    }

    private static string TestOf(SourceFile file) =>
        $"tests/{file.Project}.Tests/{(file.Room.Length == 0 ? "" : file.Room + "/")}{file.Name[..^".cs".Length]}Tests.cs";

    // Records, enums, interfaces, delegates and types of nothing but properties say; they do not behave.
    private static bool Behaves(SourceFile file) =>
        !file.IsGenerated && file.Name != "Program.cs" && file.Types.Any(type => type.IsTopLevel && type.Kind is "class" or "struct")
        && Regex.IsMatch(file.Code, @"=>|\breturn\b|\bif\s*\(");
}
