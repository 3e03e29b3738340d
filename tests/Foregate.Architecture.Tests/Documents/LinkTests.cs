// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Documents;

/// <summary>Links between pages lead to a page that is there, and to a heading that it has.</summary>
public sealed class LinkTests
{
    private const string Rule = "links lead somewhere";

    [Fact]
    public void Links_lead_somewhere() => House.Obeys(Check(SourceTree.Repository));

    [Theory]
    [InlineData("[gone](gone.md)")]
    [InlineData("[gone](../docs/gone.md)")]
    [InlineData("[gone](b.md#not-there)")]
    [InlineData("[gone](#not-there)")]
    public void A_link_that_leads_nowhere_is_seen(string link) =>
        House.Sees(Check(SourceTree.Of(("docs/a.md", "# A\n\n" + link), ("docs/b.md", "# B"))), "docs/a.md", 3);

    [Fact]
    public void Links_that_lead_somewhere_are_fine() => House.Obeys(Check(SourceTree.Of(
        ("README.md", "# Title\n[a](docs/a.md) [folder](docs) [web](https://example.com/x.md)"),
        ("docs/a.md", "# What's `in` it\n## Two words\n[b](how-to/b.md#one-more) [up](../README.md) [here](#whats-in-it) [there](#two-words)\n```\n[no](link.md)\n```"),
        ("docs/how-to/b.md", "### One, more"))));

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        foreach (var page in tree.All.Where(file => file.Name.EndsWith(".md", StringComparison.Ordinal)))
        {
            var inBlock = false;
            for (var line = 0; line < page.Lines.Length; line++)
            {
                var text = page.Lines[line];
                inBlock ^= text.StartsWith("```", StringComparison.Ordinal);
                foreach (Match link in inBlock ? [] : Regex.Matches(text, @"\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)").Cast<Match>())
                {
                    var path = link.Groups[1].Value.Length == 0 ? page.Path : Resolve(page.Folder, link.Groups[1].Value);
                    var anchor = link.Groups[2].Value;
                    if (!tree.Has(path) || (anchor.Length > 0 && !Anchors(tree.Find(path)).Contains(anchor)))
                    {
                        yield return new Finding(page.Path, line + 1, Rule, $"{link.Value[2..^1]} leads nowhere");
                    }
                }
            }
        }
    }

    private static string Resolve(string folder, string link)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in link.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    // As the places that show pages make them: lower case, hyphens for spaces, no punctuation.
    private static IEnumerable<string> Anchors(SourceFile? page) => (page?.Lines ?? [])
        .Where(line => line.StartsWith('#'))
        .Select(line => Regex.Replace(line.TrimStart('#', ' ').ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));
}
