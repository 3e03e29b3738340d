// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Bind;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Bind;

public sealed class PathTrieTests
{
    [Theory]
    [InlineData("abc", 0)]
    [InlineData("abc", 3)]
    [InlineData("abcdefgh", 0)]
    [InlineData("abcdefgh", 7)]
    [InlineData("abcdefghijkl", 5)]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 1)]
    public void Finds_a_literal_wherever_it_stands_in_the_buffer_and_whatever_follows(string literal, int before)
    {
        var trie = Trie("/" + literal);
        foreach (var after in (string[])["", "/", "/x", "/abcdefghijklmnop"])
        {
            var bytes = Encoding.ASCII.GetBytes(new string('/', before) + literal + after);
            var hash = SeededHash.Start;
            var child = trie.Child(trie.Root, bytes, before, bytes.Length, ref hash, out var length);
            Assert.True(child >= 0);
            Assert.Equal(literal.Length, length);
            Assert.Equal(SeededHash.Of(Encoding.ASCII.GetBytes(literal), SeededHash.Start), hash);
        }
    }

    [Fact]
    public void Does_not_read_behind_the_end_of_the_path()
    {
        var trie = Trie("/abc");
        var bytes = "abcdefghijklmnop"u8.ToArray();
        var hash = SeededHash.Start;
        Assert.True(trie.Child(trie.Root, bytes, 0, 3, ref hash, out var length) >= 0);
        Assert.Equal(3, length);
        hash = SeededHash.Start;
        Assert.Equal(PathNode.None, trie.Child(trie.Root, bytes, 0, 4, ref hash, out _));
    }

    [Fact]
    public void Keeps_children_of_different_parents_apart()
    {
        var trie = Trie("/a/x", "/b/y");
        var hash = SeededHash.Start;
        var a = trie.Child(trie.Root, "a"u8, 0, 1, ref hash, out _);
        var below = hash;
        Assert.True(trie.Child(a, "x"u8, 0, 1, ref below, out _) >= 0);
        below = hash;
        Assert.Equal(PathNode.None, trie.Child(a, "y"u8, 0, 1, ref below, out _));
    }

    [Fact]
    public void Finds_encoded_literals_by_their_decoded_bytes()
    {
        var trie = Trie("/abcdefghijklmnop", "/x");
        var hash = SeededHash.Start;
        Assert.True(trie.EncodedChild(trie.Root, "abc%64efghijklmno%70"u8, ref hash) >= 0);
        hash = SeededHash.Start;
        Assert.True(trie.EncodedChild(trie.Root, "%78"u8, ref hash) >= 0);
        hash = SeededHash.Start;
        Assert.Equal(PathNode.None, trie.EncodedChild(trie.Root, "%79"u8, ref hash));
        hash = SeededHash.Start;
        Assert.Equal(PathNode.None, trie.EncodedChild(trie.Root, Encoding.ASCII.GetBytes("%78" + new string('x', 9_000)), ref hash));
    }

    [Fact]
    public void Picks_the_plan_by_verb_then_ANY()
    {
        var get = Routes.Plan("GET /");
        var delete = Routes.Plan("DELETE /");
        var any = Routes.Plan("ANY /");
        RoutePlan[] plans = [get, any, get, delete];
        var trie = new PathTrie([], 1, [], plans);
        const byte all = 1 | (1 << (int)HttpVerb.Get) | (1 << (int)HttpVerb.Delete);
        Assert.Same(get, trie.Plan(1, all, HttpVerb.Get));
        Assert.Same(delete, trie.Plan(1, all, HttpVerb.Delete));
        Assert.Same(any, trie.Plan(1, all, HttpVerb.Post));
        Assert.Null(trie.Plan(1, all, HttpVerb.Other));
        Assert.Null(trie.Plan(0, 1 << (int)HttpVerb.Get, HttpVerb.Head));
    }

    [Fact]
    public void Is_as_small_as_half_a_cache_line_per_slot() => Assert.Equal(32, System.Runtime.CompilerServices.Unsafe.SizeOf<PathNode>());

    private static PathTrie Trie(params string[] paths)
    {
        var builder = new PathTrieBuilder(skipsEmptySegments: true);
        foreach (var path in paths)
        {
            builder.Add(PathPattern.Parse(path, out _)!);
        }

        return builder.Build();
    }
}
