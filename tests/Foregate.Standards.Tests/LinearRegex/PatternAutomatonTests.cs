// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using CsCheck;
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.Tests.LinearRegex;

/// <summary>.NET's linear engine is the second implementation: it reads the same words.</summary>
public sealed class PatternAutomatonTests
{
    private static readonly string[] s_pieces =
        ["a", "b", "[ab]", "[^a]", "[a-c]", @"\p{L}", @"[\p{Lu}_]", @"[\P{L}]", @"\A", @"\z", @"\Z", "^", "$", @"\b", @"\B", "|", "(?:", "(", ")", ")", "*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "+?", @"\x20", @"\u00e9", @"[\0-\uFFFF]", "(?i:", "(?i)"];

    private static readonly Gen<string> s_texts = Gen.Char["ab cA_é\n1"].Array[0, 9].Select(static units => new string(units));

    [Fact]
    public void Finds_what_the_runtimes_own_engine_finds()
    {
        var compared = 0;
        Gen.Select(Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]).List[1, 12], s_texts, s_texts, Gen.Bool).Sample((parts, text, other, isWhole) =>
        {
            var pattern = string.Concat(parts);
            if (Runtime(isWhole ? $@"\A(?:{pattern})\z" : pattern) is not { } theirs)
            {
                return;
            }

            // What is balanced is read here, too; more is read there than is ever written.
            if (PatternAutomaton.Of(pattern, isWhole, isUnicode: true) is not { } ours)
            {
                return;
            }

            Interlocked.Increment(ref compared);
            var steps = int.MaxValue;
            Assert.Equal(theirs.IsMatch(text), ours.IsMatch(text, ref steps));
            // And again, along what is known by now.
            Assert.Equal(theirs.IsMatch(other + text), ours.IsMatch(other + text, ref steps));
            Assert.Equal(theirs.IsMatch(text), ours.IsMatch(text, ref steps));
        });
        Assert.True(compared > 0);
    }

    [Theory]
    [InlineData("(?:a|b)*a(?:a|b){12}c")]
    [InlineData("(?:a|b)*a(?:a|b){60}(?:c|b)")]
    [InlineData(@"\b(?:a|b)*a(?:a|b){12}\z")]
    public void Finds_the_same_when_no_more_states_can_be_kept(string pattern)
    {
        var (ours, theirs) = (PatternAutomaton.Of(pattern, false, true)!, Runtime(pattern)!);
        var random = new Random(7);
        for (var i = 0; i < 20; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 2000).Select(_ => random.Next(2) == 0 ? "a" : "b")) + (i % 2 == 0 ? "" : "c");
            var steps = int.MaxValue;
            Assert.Equal(theirs.IsMatch(text), ours.IsMatch(text, ref steps));
        }
    }

    [Fact]
    public void Many_threads_share_one_pattern()
    {
        var pattern = PatternAutomaton.Of("(?:a|b)*a(?:a|b){9}c", isWhole: true, isUnicode: true)!;
        var texts = Enumerable.Range(0, 64).Select(seed => string.Concat(Enumerable.Range(0, 400).Select(i => ((seed + 3) * (i + 1) * 7919 >> 5) % 2 == 0 ? "a" : "b")) + "c").ToArray();
        var runtime = Runtime(@"\A(?:(?:a|b)*a(?:a|b){9}c)\z")!;
        var expected = texts.Select(text => runtime.IsMatch(text)).ToArray();
        Parallel.For(0, 512, i =>
        {
            var steps = int.MaxValue;
            Assert.Equal(expected[i % texts.Length], pattern.IsMatch(texts[i % texts.Length], ref steps));
        });
    }

    [Fact]
    public void What_is_known_takes_no_steps_and_no_memory()
    {
        var pattern = PatternAutomaton.Of("(?:[a-z]+ ?)*[0-9]{3}", isWhole: true, isUnicode: true)!;
        var steps = 10_000;
        Assert.True(pattern.IsMatch("as ordered by telephone 123", ref steps));
        Assert.InRange(steps, 1, 9_999);
        var left = steps;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(pattern.IsMatch("as ordered by telephone 123", ref steps));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(left, steps);
    }

    [Fact]
    public void Ends_where_the_steps_do()
    {
        var pattern = PatternAutomaton.Of("(?:a|b)*a(?:a|b){1000}c", isWhole: false, isUnicode: true)!;
        var steps = 100_000;
        Assert.False(pattern.IsMatch(string.Concat(Enumerable.Repeat("aab", 5_000)) + "c", ref steps));
        Assert.InRange(steps, -10_000, -1);
    }

    [Theory]
    [InlineData("a(")]
    [InlineData("a)")]
    [InlineData("[b-a]")]
    [InlineData("[a")]
    [InlineData(@"\p{Nothing}")]
    [InlineData("a{2,1}")]
    [InlineData("a**")]
    [InlineData("(?:(?:a{100}){100}){100}")]
    public void What_is_no_pattern_or_too_large_is_none(string pattern) => Assert.Null(PatternAutomaton.Of(pattern, true, true));

    private static Regex? Runtime(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
