// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Layout;

/// <summary>Six assemblies in a line, each standing only on the one above it.</summary>
public sealed class ProjectLineTests
{
    private static readonly string[] s_line =
    [
        "Foregate.Standards", "Foregate.Definitions", "Foregate.Firewall", "Foregate.DataPlane", "Foregate.ControlPlane", "Foregate",
    ];

    [Fact]
    public void Projects_stand_in_one_line() => House.Obeys(Check(SourceTree.Repository));

    [Fact]
    public void A_reference_that_skips_a_floor_is_seen()
    {
        var files = s_line.Select((name, index) => ($"src/{name}/{name}.csproj", index == 0 ? "<Project/>" : Reference(s_line[index - 1]))).ToArray();
        House.Obeys(Check(SourceTree.Of(files)));
        files[4].Item2 = Reference("Foregate.DataPlane") + "\n" + Reference("Foregate.Standards");
        House.Sees(Check(SourceTree.Of(files)), "src/Foregate.ControlPlane/Foregate.ControlPlane.csproj", 2);
    }

    [Fact]
    public void Opening_internals_to_another_floor_is_seen()
    {
        var files = s_line.Select((name, index) => ($"src/{name}/{name}.csproj", index == 0 ? "<Project/>" : Reference(s_line[index - 1]))).ToArray();
        var tree = SourceTree.Of([.. files, ("src/Foregate.DataPlane/Doors.cs", "[assembly: InternalsVisibleTo(\"Foregate.ControlPlane\")]")]);
        House.Sees(Check(tree), "src/Foregate.DataPlane/Doors.cs", 1);
    }

    private static string Reference(string name) => $"<ProjectReference Include=\"../{name}/{name}.csproj\" />";

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        const string rule = "projects stand in one line";
        for (var index = 0; index < s_line.Length; index++)
        {
            var path = $"src/{s_line[index]}/{s_line[index]}.csproj";
            if (tree.Find(path) is not { } file)
            {
                yield return new Finding(path, 0, rule, "is missing");
                continue;
            }

            var allowed = index == 0 ? "" : s_line[index - 1];
            var references = Regex.Matches(file.Text, @"<ProjectReference\s+Include=""[^""]*?([\w.]+)\.csproj""").ToList();
            foreach (var reference in references.Where(reference => reference.Groups[1].Value != allowed))
            {
                yield return new Finding(path, file.LineOf(reference.Index), rule, $"refers to {reference.Groups[1].Value}; only {(index == 0 ? "nothing" : allowed)} is above it");
            }

            if (index > 0 && !references.Exists(reference => reference.Groups[1].Value == allowed))
            {
                yield return new Finding(path, 0, rule, $"does not refer to {allowed}");
            }
        }

        foreach (var file in tree.Below("src/").Where(file => file.Name.EndsWith(".cs", StringComparison.Ordinal) || file.Name.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            foreach (Match opened in Regex.Matches(file.Text, @"InternalsVisibleTo(?:\(|\s+Include=)""(Foregate[\w.]*)"))
            {
                if (!opened.Groups[1].Value.EndsWith(".Tests", StringComparison.Ordinal) && opened.Groups[1].Value != "Foregate.Benchmarks")
                {
                    yield return new Finding(file.Path, file.LineOf(opened.Index), rule, $"opens internals to {opened.Groups[1].Value}; only tests and benchmarks see them");
                }
            }
        }
    }
}
