// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Bind;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Bind;

public sealed class PathTrieBuilderTests
{
    [Fact]
    public void Keeps_the_first_of_two_plans_for_the_same_requests()
    {
        var builder = new PathTrieBuilder(skipsEmptySegments: false);
        var first = Routes.Plan("GET /a/{x}");
        Assert.True(builder.Add(Pattern("/a/{x}"), HttpVerb.Get, first, out _));
        Assert.True(builder.Add(Pattern("/a/{y}"), HttpVerb.Put, Routes.Plan("PUT /a/{y}"), out _));
        Assert.False(builder.Add(Pattern("/a/{z}"), HttpVerb.Get, Routes.Plan("GET /a/{z}"), out var earlier));
        Assert.Same(first, earlier);
    }

    [Fact]
    public void Skips_empty_segments_only_when_told()
    {
        var plan = Routes.Plan("GET /a/");
        var skipping = new PathTrieBuilder(skipsEmptySegments: true);
        skipping.Add(Pattern("/a"), HttpVerb.Get, plan, out _);
        Assert.False(skipping.Add(Pattern("/a/"), HttpVerb.Get, plan, out _));
        var keeping = new PathTrieBuilder(skipsEmptySegments: false);
        keeping.Add(Pattern("/a"), HttpVerb.Get, plan, out _);
        Assert.True(keeping.Add(Pattern("/a/"), HttpVerb.Get, plan, out _));
    }

    [Fact]
    public void Lays_out_an_empty_tree()
    {
        var trie = new PathTrieBuilder(skipsEmptySegments: true).Build();
        var hash = SeededHash.Start;
        Assert.Equal(PathNode.None, trie.Child(trie.Root, "a"u8, 0, 1, ref hash, out _));
        Assert.Equal(0, trie.Node(trie.Root).Verbs);
    }

    private static PathPattern Pattern(string path) => PathPattern.Parse(path, out _)!;
}
