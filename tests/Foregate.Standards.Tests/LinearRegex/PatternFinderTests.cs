// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using CsCheck;
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.Tests.LinearRegex;

/// <summary>.NET's engine that back-tracks is the second implementation: of the first match, and of all that follow.</summary>
public sealed class PatternFinderTests
{
    private static readonly string[] s_pieces =
        ["a", "b", "c", "[ab]", "[^a]", @"\A", @"\z", @"\Z", "^", "$", @"\b", @"\B", "|", "(?:", "(", ")", ")", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,2}?", "{2,}", "(?i:"];

    private static readonly Gen<string> s_texts = Gen.Char["abcA \n"].Array[0, 10].Select(static units => new string(units));

    [Fact]
    public void Finds_what_a_back_tracking_engine_finds()
    {
        var compared = 0;
        Gen.Select(Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]).List[1, 12], s_texts).Sample((parts, text) =>
        {
            var pattern = string.Concat(parts);
            if (Runtime(pattern) is not { } theirs || PatternFinder.Of(pattern, isUnicode: true) is not { } ours)
            {
                return;
            }

            Interlocked.Increment(ref compared);
            Assert.Equal(theirs.Matches(text).Select(static match => (match.Index, match.Length)), All(ours, text).Select(static match => (match[0], match[1] - match[0])));
        });
        Assert.True(compared > 0);
    }

    [Theory]
    [InlineData("(a)(b)?", "ab a", "ab|a|b;a|a|")]
    [InlineData("(a+)(a*)", "aaa", "aaa|aaa|")]
    [InlineData("(a+?)(a*)", "aaa", "aaa|a|aa")]
    [InlineData("(a|ab)(c|bcd)(d*)", "abcd", "abcd|a|bcd|")]
    [InlineData("(?:(a)|(b))+", "ab", "ab|a|b")]
    [InlineData("(x)?y", "y", "y|")]
    [InlineData("((a)(b))", "zab", "ab|ab|a|b")]
    [InlineData("(?<first>a)(b)", "ab", "ab|a|b")]
    [InlineData(@"(\d{1,3})(?=x)?", "1", null)]
    public void Groups_are_told_as_Java_tells_them(string pattern, string text, string? expected)
    {
        var finder = PatternFinder.Of(pattern.Replace(@"\d", "[0-9]", StringComparison.Ordinal), isUnicode: true);
        var told = finder is null ? null : string.Join(';', All(finder, text).Select(match => string.Join('|', match.Chunk(2).Select(place => place[0] < 0 ? "" : text[place[0]..place[1]]))));
        Assert.Equal(expected, told);
    }

    [Fact]
    public void Names_of_groups_stand_in_their_order() => Assert.Equal([null, "year", null], PatternFinder.Of("(a)(?<year>b)(?:c)(d)", isUnicode: true)!.Groups);

    [Theory]
    [InlineData("(a|b)*a(a|b){20}c")]
    [InlineData("(a*)*b")]
    [InlineData("(.*a){40}.{40}c")]
    public void Ends_where_the_steps_do_and_takes_no_memory_for_it(string pattern)
    {
        var finder = PatternFinder.Of(pattern.Replace(".", "[^\n]", StringComparison.Ordinal), isUnicode: true)!;
        var text = string.Concat(Enumerable.Repeat("aab", 10_000));
        var places = new int[2 * (finder.Groups.Count + 1)];
        var steps = 100;
        finder.TryFind(text, 0, places, ref steps);
        var least = long.MaxValue;
        for (var run = 0; run < 5; run++)
        {
            steps = 100_000;
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.False(finder.TryFind(text, 0, places, ref steps) && steps < 0);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.InRange(steps, -10_000, 100_000);
    }

    [Fact]
    public void Too_many_groups_for_its_size_are_refused() => Assert.Null(PatternFinder.Of(string.Concat(Enumerable.Repeat("(a)", 300)), isUnicode: true));

    private static List<int[]> All(PatternFinder finder, string text)
    {
        var all = new List<int[]>();
        var places = new int[2 * (finder.Groups.Count + 1)];
        var steps = int.MaxValue;
        for (var next = 0; next <= text.Length && finder.TryFind(text, next, places, ref steps); next = places[1] == places[0] ? places[1] + 1 : places[1])
        {
            all.Add([.. places]);
        }

        return all;
    }

    private static Regex? Runtime(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
