// SPDX-License-Identifier: Apache-2.0
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Layout;

/// <summary>A folder is a page of names, and a project at most three folders deep.</summary>
public sealed class FolderSizeTests
{
    private const string Rule = "folders are a page of names";

    // One file per AWS type: a catalogue is looked up, not read.
    private static readonly string[] s_catalogues = ["src/Foregate.Definitions/", "src/Foregate.ControlPlane/Operations/", "src/Foregate.ControlPlane/CloudFormation/"];

    private static readonly AllowList s_allowed = AllowList.None;

    [Fact]
    public void Folders_hold_fifteen_files_or_forty_of_a_catalogue() => House.Obeys(s_allowed.Apply(Check(SourceTree.Repository)));

    [Fact]
    public void The_sixteenth_file_is_seen()
    {
        var files = Enumerable.Range(0, 15).Select(n => ($"src/Foregate.DataPlane/Wire/T{n}.cs", "")).ToArray();
        House.Obeys(Check(SourceTree.Of(files)));
        House.Sees(Check(SourceTree.Of([.. files, ("src/Foregate.DataPlane/Wire/T15.cs", "")])), "src/Foregate.DataPlane/Wire", 0);
    }

    [Fact]
    public void The_forty_first_file_of_a_catalogue_is_seen()
    {
        var files = Enumerable.Range(0, 40).Select(n => ($"src/Foregate.Definitions/ApiGateway/T{n}.cs", "")).ToArray();
        House.Obeys(Check(SourceTree.Of(files)));
        House.Sees(Check(SourceTree.Of([.. files, ("src/Foregate.Definitions/ApiGateway/T40.cs", "")])), "src/Foregate.Definitions/ApiGateway", 0);
    }

    [Fact]
    public void A_fourth_level_is_seen()
    {
        House.Obeys(Check(SourceTree.Of(("src/P/A/B/C/T.cs", ""))));
        House.Sees(Check(SourceTree.Of(("src/P/A/B/C/D/T.cs", ""))), "src/P/A/B/C/D", 0);
    }

    [Fact]
    public void A_readme_inside_a_source_folder_is_seen() => House.Sees(Check(SourceTree.Of(("src/P/A/README.md", ""))), "src/P/A/README.md", 0);

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        foreach (var folder in tree.Source.Where(file => !file.IsGenerated).GroupBy(file => file.Folder, StringComparer.Ordinal))
        {
            var limit = s_catalogues.Any(catalogue => (folder.Key + "/").StartsWith(catalogue, StringComparison.Ordinal)) ? 40 : 15;
            if (folder.Count() > limit)
            {
                yield return new Finding(folder.Key, 0, Rule, $"{folder.Count()} files, {limit} at most");
            }

            if (folder.Key.Split('/').Length - 2 > 3)
            {
                yield return new Finding(folder.Key, 0, Rule, "deeper than three levels under its project");
            }
        }

        foreach (var file in tree.Below("src/").Where(file => file.Name.EndsWith(".md", StringComparison.Ordinal)))
        {
            yield return new Finding(file.Path, 0, Rule, "a folder's main file opens with the sentence that a README would hold");
        }
    }
}
