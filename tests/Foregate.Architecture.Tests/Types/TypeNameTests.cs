// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Types;

/// <summary>A type is named for what it does, lives alone in a file of its name, and shares no name with a namespace.</summary>
public sealed class TypeNameTests
{
    private const string Rule = "names say what a thing does";

    private static readonly Regex s_bannedEnding = new("(?:Manager|Helpers?|Utils?|Utilit(?:y|ies)|Common|Service|Base|Impl|Data|Info)$", RegexOptions.CultureInvariant);

    // A namespace of this name would hide the familiar type inside the house.
    private static readonly HashSet<string> s_familiar = new(StringComparer.Ordinal)
    {
        "Model", "Console", "Regex", "Path", "File", "Task", "Thread", "Type", "Environment", "Math", "Convert", "Buffer", "Timer", "Encoding",
        "Stream", "Socket", "Action", "Range", "Index", "String", "Object", "Random", "Activity", "Version", "Uri", "Guid", "Lock",
    };

    private static readonly AllowList s_allowed = AllowList.None;

    [Fact]
    public void Names_say_what_a_thing_does() => House.Obeys(s_allowed.Apply(Check(SourceTree.Repository)));

    [Theory]
    [InlineData("RouteManager")]
    [InlineData("HeaderHelper")]
    [InlineData("StepBase")]
    [InlineData("RequestInfo")]
    [InlineData("KeyService")]
    public void An_empty_word_at_the_end_is_seen(string name) =>
        House.Sees(Check(SourceTree.Of(($"src/A/{name}.cs", $"\ninternal sealed class {name};"))), $"src/A/{name}.cs", 2);

    [Fact]
    public void A_word_inside_a_name_is_fine() => House.Obeys(Check(SourceTree.Of(("src/A/BasePathMapping.cs", "class BasePathMapping;"))));

    [Fact]
    public void A_second_type_in_a_file_is_seen() =>
        House.Sees(Check(SourceTree.Of(("src/A/One.cs", "class One { class Inner; }\nenum Two { A }"))), "src/A/One.cs", 2);

    [Fact]
    public void A_file_named_otherwise_is_seen() =>
        House.Sees(Check(SourceTree.Of(("src/A/One.cs", "class Two { class One; }"))), "src/A/One.cs", 1);

    [Fact]
    public void A_namespace_that_hides_a_type_is_seen()
    {
        House.Sees(Check(SourceTree.Of(("src/A/Console/One.cs", "class One;"))), "src/A/Console", 0);
        House.Sees(Check(SourceTree.Of(("src/A/One/Two.cs", "class Two;"), ("src/A/Three/One.cs", "class One;"))), "src/A/One", 0);
    }

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        var names = tree.Source.SelectMany(file => file.Types).Where(type => type.IsTopLevel).Select(type => type.File.Project + "/" + type.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var file in tree.Source.Where(file => !file.IsGenerated))
        {
            foreach (var type in file.Types.Where(type => s_bannedEnding.IsMatch(type.Name)))
            {
                yield return new Finding(file.Path, type.Line, Rule, $"{type.Name} ends in a word that says nothing");
            }

            var top = file.Types.Where(type => type.IsTopLevel).ToList();
            foreach (var second in top.Skip(1).Where(type => type.Name != top[0].Name))
            {
                yield return new Finding(file.Path, second.Line, Rule, $"{second.Name} is a second top-level type: give it its own file");
            }

            if (top.Count > 0 && file.Name.Split('.')[0] != top[0].Name)
            {
                yield return new Finding(file.Path, top[0].Line, Rule, $"{top[0].Name} is not the file's name");
            }
        }

        foreach (var folder in tree.Source.Select(file => file.Folder).Distinct(StringComparer.Ordinal))
        {
            var last = folder[(folder.LastIndexOf('/') + 1)..];
            if (folder.Count(c => c == '/') > 1 && (s_familiar.Contains(last) || names.Contains(folder.Split('/')[1] + "/" + last)))
            {
                yield return new Finding(folder, 0, Rule, $"{last} as a namespace hides the type of that name");
            }
        }
    }
}
