// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.Tests.LinearRegex;

public sealed class JavaPatternTests
{
    [Theory]
    [InlineData("a.c", "abc", true)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("(?s)a.c", "a\nc", true)]
    [InlineData("(?i)abc", "ABC", true)]
    [InlineData(@"\d+", "123", true)]
    [InlineData(@"\d+", "١٢", false)]
    [InlineData(@"\w+", "é", false)]
    [InlineData(@"[^\d]+", "ab", true)]
    [InlineData(@"[\D]+", "ab1", false)]
    [InlineData(@"\p{Alpha}+\p{Punct}", "abc!", true)]
    [InlineData(@"\Qa.b\E", "a.b", true)]
    [InlineData(@"\Qa.b\E", "axb", false)]
    [InlineData(@"\x41B", "AB", true)]
    [InlineData("(?<name>a)+?", "aaa", true)]
    [InlineData("(?:a|b){2,3}", "aba", true)]
    [InlineData("a|bc", "bc", true)]
    [InlineData("a b#", "a b#", true)]
    [InlineData("[a-c&&[b]]", "b", null)]
    [InlineData("a++", "a", null)]
    [InlineData("(?=a)a", "a", null)]
    [InlineData(@"(a)\1", "aa", null)]
    [InlineData("(", "(", null)]
    [InlineData("*", "*", null)]
    [InlineData("a{2", "aa", null)]
    [InlineData("((a{100}){100}){100}", "a", null)]
    public void Matches_as_java_or_is_refused(string pattern, string text, bool? isMatch)
    {
        var parsed = JavaPattern.Parse(pattern, out var error);
        Assert.Equal(isMatch is null, parsed is null);
        Assert.Equal(isMatch is null, error is not null);
        if (parsed is not null)
        {
            Assert.Equal(isMatch, parsed.IsWhole(text));
        }
    }

    [Fact]
    public void A_pattern_that_is_just_a_text_is_known_as_such()
    {
        Assert.Equal("'", JavaPattern.Parse(@"\'", out _)!.Literal);
        Assert.Equal("a.b", JavaPattern.Parse(@"a\.b", out _)!.Literal);
        Assert.Null(JavaPattern.Parse("a.b", out _)!.Literal);
    }

    [Fact]
    public void Any_text_is_a_pattern_or_is_refused() => Gen.String[Gen.Char["ab01()[]{}\\*+?|^$.-&<>=!:#,dDwWsSpPQEuxk "], 0, 20].Sample(pattern =>
    {
        var parsed = JavaPattern.Parse(pattern, out var error);
        Assert.True(parsed is null == error is not null);
        parsed?.IsWhole("aab01 ");
    });
}
