// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using CsCheck;
using Foregate.Standards.Numbers;

namespace Foregate.Standards.Tests.Numbers;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("1", "1.0", 0)]
    [InlineData("10", "1e1", 0)]
    [InlineData("0.00", "-0", 0)]
    [InlineData("100.50", "1.005E+2", 0)]
    [InlineData("98249283749234923498293171823948729348710298301928331", "98249283749234923498293171823948729348710298301928332", -1)]
    [InlineData("1e400", "1e399", 1)]
    [InlineData("-1e400", "1e-400", -1)]
    [InlineData("0.1", "0.11", -1)]
    [InlineData("-0.1", "-0.11", 1)]
    [InlineData("12.5", "12.05", 1)]
    public void Numbers_compare_by_their_digits(string left, string right, int order)
    {
        Assert.Equal(order, Math.Sign(DecimalText.Compare(Of(left), Of(right))));
        Assert.Equal(-order, Math.Sign(DecimalText.Compare(Of(right), Of(left))));
    }

    [Theory]
    [InlineData("10", "2", true)]
    [InlineData("7", "2", false)]
    [InlineData("0", "7", true)]
    [InlineData("0.0075", "0.0001", true)]
    [InlineData("0.00751", "0.0001", false)]
    [InlineData("4.5", "1.5", true)]
    [InlineData("35", "1.5", false)]
    [InlineData("1e308", "0.5", true)]
    [InlineData("1e1000000", "3", false)]
    [InlineData("1e-1000000", "3", false)]
    [InlineData("12345678910", "0.01", true)]
    [InlineData("123456789012345678901234567890", "12345678901234567890123456789", true)]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567", false)]
    [InlineData("-9", "3", true)]
    public void A_multiple_is_exact(string number, string divisor, bool isMultiple) => Assert.Equal(isMultiple, Of(number).IsMultipleOf(Of(divisor)));

    [Theory]
    [InlineData("1.0", true)]
    [InlineData("1.5", false)]
    [InlineData("15e-1", false)]
    [InlineData("150e-1", true)]
    [InlineData("1.5e1", true)]
    public void A_whole_number_has_nothing_behind_its_point(string number, bool isWhole) => Assert.Equal(isWhole, Of(number).IsWhole);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1e")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    public void What_is_no_number_is_not_read(string text) => Assert.False(DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Numbers_compare_as_decimals_do() => Gen.Select(Gen.Decimal[-1_000_000, 1_000_000], Gen.Decimal[-1_000_000, 1_000_000]).Sample((left, right) =>
    {
        var l = Of(left.ToString(CultureInfo.InvariantCulture));
        var r = Of(right.ToString(CultureInfo.InvariantCulture));
        return Math.Sign(DecimalText.Compare(l, r)) == Math.Sign(left.CompareTo(right)) && (left != right || l.Hash() == r.Hash());
    });

    private static DecimalText Of(string text)
    {
        Assert.True(DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out var number), text);
        return number;
    }
}
