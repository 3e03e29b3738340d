// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using CsCheck;
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.Tests.LinearRegex;

public sealed class CharSetTests
{
    [Fact]
    public void Ranges_are_in_order_and_apart_and_mean_the_same() => Gen.Select(Gen.Select(Gen.Char, Gen.Int[0, 40]).List[0, 8], Gen.Bool, Gen.Char).Sample(static (given, isNegated, c) =>
    {
        List<(char From, char To)> ranges = [.. given.Select(static range => (range.Item1, (char)Math.Min(char.MaxValue, range.Item1 + range.Item2)))];
        var set = CharSet.Of([.. ranges], isNegated, ignoresCase: false);
        Assert.Equal(ranges.Exists(range => c >= range.From && c <= range.To) != isNegated, Has(set, c));
        for (var i = 1; i < set.Ranges.Length; i++)
        {
            Assert.True(set.Ranges[i].From > set.Ranges[i - 1].To + 1);
        }
    });

    [Fact]
    public void Letters_without_case_have_both_forms()
    {
        var set = CharSet.Of([('a', 'c'), ('X', 'X'), ('é', 'é')], isNegated: false, ignoresCase: true);
        Assert.Equal("ABCXabcxé", string.Concat(Enumerable.Range(0, 0x10000).Select(static c => (char)c).Where(c => Has(set, c))));
    }

    [Theory]
    [InlineData("L")]
    [InlineData("Lu")]
    [InlineData("Nd")]
    [InlineData("Zs")]
    [InlineData("Cs")]
    public void Categories_are_Unicodes(string name)
    {
        var set = CharSet.Category(name)!;
        for (var c = 0; c <= char.MaxValue; c += 7)
        {
            var category = char.GetUnicodeCategory((char)c);
            var isIn = name switch
            {
                "L" => category <= UnicodeCategory.OtherLetter,
                "Lu" => category == UnicodeCategory.UppercaseLetter,
                "Nd" => category == UnicodeCategory.DecimalDigitNumber,
                "Zs" => category == UnicodeCategory.SpaceSeparator,
                _ => category == UnicodeCategory.Surrogate,
            };
            Assert.Equal(isIn, Has(set, (char)c));
        }

        Assert.Null(CharSet.Category("Xx"));
        Assert.Null(CharSet.Category(""));
    }

    private static bool Has(CharSet set, char c) => Array.Exists(set.Ranges, range => c >= range.From && c <= range.To);
}
