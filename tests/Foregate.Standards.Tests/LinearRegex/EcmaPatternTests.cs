// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.Tests.LinearRegex;

public sealed class EcmaPatternTests
{
    [Theory]
    [InlineData("^[a-z]+$", "abc", true)]
    [InlineData("^[a-z]+$", "abc\n", false)]
    [InlineData("b", "abc", true)]
    [InlineData(@"^\d{3}-\d{4}$", "555-1234", true)]
    [InlineData(@"^\d$", "٣", false)]
    [InlineData(@"^\w$", "é", false)]
    [InlineData(@"^\W$", "é", true)]
    [InlineData(@"^\s$", "\u00a0", true)]
    [InlineData(@"^\S$", "\u00a0", false)]
    [InlineData(@"^[^\s]$", "x", true)]
    [InlineData(@"^[\D]$", "7", false)]
    [InlineData(@"^.$", "\u2028", false)]
    [InlineData(@"^[^]$", "\n", true)]
    [InlineData(@"^[]$", "x", false)]
    [InlineData(@"^\u0041\x42\cJ$", "AB\n", true)]
    [InlineData(@"^[\w.-]+@[\w-]+(\.[a-z]{2,})+$", "a.b@example.com", true)]
    [InlineData(@"^[a-c\-x]$", "-", true)]
    [InlineData(@"^[[&]$", "[", true)]
    [InlineData(@"^\/\-\_$", "/-_", true)]
    [InlineData(@"^a{,2}$", "a{,2}", true)]
    [InlineData(@"^{x}$", "{x}", true)]
    [InlineData(@"^(?<year>\d{4})$", "2020", true)]
    [InlineData(@"^\p{L}+$", "éa", true)]
    [InlineData(@"^(a|b)*?c$", "abac", true)]
    [InlineData(@"\bcat\b", "a cat!", true)]
    public void Patterns_of_JavaScript_mean_what_they_mean_there(string pattern, string text, bool isMatch) => Assert.Equal(isMatch, Ecma(pattern).IsMatch(text));

    [Theory]
    [InlineData(@"(a)\1")]
    [InlineData("(?=a)a")]
    [InlineData("(?!a)b")]
    [InlineData("(?<=a)b")]
    [InlineData(@"\k<a>")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("*a")]
    [InlineData("a{3,1}")]
    [InlineData("[z-a]")]
    [InlineData("\\")]
    [InlineData("((a{100}){100}){100}")]
    [InlineData(@"\p{Nothing}")]
    public void What_cannot_be_read_in_linear_time_is_refused(string pattern)
    {
        Assert.Null(EcmaPattern.Compile(pattern, out var fault));
        Assert.Contains(pattern, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_taken_or_refused_without_an_exception()
    {
        string[] pieces = ["a", "b", "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", "^", "$", "\\", "-", "&&", "?:", "?<", "\\d", "\\u", "1", ",", "\\p{L}", ".", "\ud800"];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).List[0, 14].Sample(parts =>
        {
            var text = string.Concat(parts);
            var pattern = EcmaPattern.Compile(text, out var fault);
            Assert.Equal(pattern is null, fault is not null);
            pattern?.IsMatch("ab1");
        });
    }

    private static EcmaPattern Ecma(string pattern)
    {
        var compiled = EcmaPattern.Compile(pattern, out var fault);
        Assert.True(compiled is not null, fault);
        return compiled;
    }
}
