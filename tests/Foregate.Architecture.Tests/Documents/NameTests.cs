// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Documents;

/// <summary>What the root documents name in backticks exists: paths, and types of the house.</summary>
public sealed class NameTests
{
    private const string Rule = "documents name what exists";

    private static readonly string[] s_documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"];

    // Other people's names that look like types of ours.
    private static readonly HashSet<string> s_foreign = new(StringComparer.Ordinal)
    {
        "TimeProvider", "FakeTimeProvider", "ValueTask", "IHttpApplication", "LoggerMessage", "Interlocked",
    };

    [Fact]
    public void Documents_name_what_exists() => House.Obeys(Check(SourceTree.Repository));

    [Theory]
    [InlineData("See `src/Gone.cs`.")]
    [InlineData("See `docs/gone/`.")]
    [InlineData("The `GoneThing` does it.")]
    [InlineData("`Arrive/GoneDoor.cs` reads.")]
    [InlineData("A [link](docs/gone.md).")]
    public void A_name_that_does_not_exist_is_seen(string line) =>
        House.Sees(Check(SourceTree.Of(("README.md", "# Title\n" + line))), "README.md", 2);

    [Fact]
    public void Names_that_exist_and_other_peoples_words_are_fine() => House.Obeys(Check(SourceTree.Of(
        ("src/Foregate.DataPlane/Arrive/Http1Door.cs", "class Http1Door;"),
        ("ARCHITECTURE.md", "`Arrive/Http1Door.cs` and `Http1Door`, `src/`, `/health/live`, `x-api-key`, `foregate serve FILE`, `THROTTLED`, `http://localhost/GoneThing`\n```\nGoneThing `Gone.cs`\n```"))));

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        var types = tree.All.Where(file => file.Name.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(file => file.Types).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var document in s_documents.Select(tree.Find).OfType<SourceFile>())
        {
            var inBlock = false;
            for (var line = 0; line < document.Lines.Length; line++)
            {
                var text = document.Lines[line];
                inBlock ^= text.TrimStart().StartsWith("```", StringComparison.Ordinal);
                if (inBlock)
                {
                    continue;
                }

                foreach (Match quoted in Regex.Matches(text, @"`([^`]+)`"))
                {
                    if (!Exists(tree, types, quoted.Groups[1].Value))
                    {
                        yield return new Finding(document.Path, line + 1, Rule, $"`{quoted.Groups[1].Value}` does not exist");
                    }
                }

                foreach (Match link in Regex.Matches(text, @"\]\((?!\w+:|#)([^)#\s]+)"))
                {
                    if (!tree.Has(link.Groups[1].Value))
                    {
                        yield return new Finding(document.Path, line + 1, Rule, $"link to {link.Groups[1].Value}, which does not exist");
                    }
                }
            }
        }
    }

    private static bool Exists(SourceTree tree, HashSet<string> types, string name)
    {
        if (Regex.IsMatch(name, @"^\.?[\w.-]+(?:/[\w.-]+)*/?$") && (name.Contains('/', StringComparison.Ordinal) || Regex.IsMatch(name, @"\.(?:cs|md|yaml|json|props|csproj|slnx)$")))
        {
            var path = name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
            return tree.Has(path) || tree.All.Any(file => file.Path.EndsWith("/" + path.TrimEnd('/'), StringComparison.Ordinal) || file.Path.Contains("/" + path.TrimEnd('/') + "/", StringComparison.Ordinal));
        }

        // Two humps make a type's name: Http1Door, not Connection or GET.
        return !Regex.IsMatch(name, @"^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+$") || types.Contains(name) || s_foreign.Contains(name);
    }
}
