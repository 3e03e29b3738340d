// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using CsCheck;
using Foregate.Standards.JsonSchema;

namespace Foregate.Standards.Tests.JsonSchema;

public sealed class NumberRulesTests
{
    private static readonly Gen<decimal> s_numbers = Gen.Select(Gen.Int[-40, 40], Gen.Int[0, 2], static (digits, scale) => new decimal(Math.Abs(digits), 0, 0, digits < 0, (byte)scale));

    [Fact]
    public void Bounds_hold_for_whole_numbers_and_others() => Gen.Select(s_numbers, s_numbers, Gen.Bool, Gen.Bool).Sample(static (number, bound, isLeast, isExclusive) =>
    {
        var word = isLeast ? "minimum" : "maximum";
        var schema = $$"""{"{{word}}":{{Text(bound)}},"exclusive{{(isLeast ? "Minimum" : "Maximum")}}":{{(isExclusive ? "true" : "false")}}}""";
        var order = isLeast ? number.CompareTo(bound) : bound.CompareTo(number);
        Assert.Equal(isExclusive ? order > 0 : order >= 0, IsValid(schema, Text(number)));
    });

    [Theory]
    [InlineData("""{"minimum":1000000000000000000000}""", "999999999999999999999.9", false)]
    [InlineData("""{"minimum":1000000000000000000000}""", "1e21", true)]
    [InlineData("""{"maximum":9223372036854775807}""", "9223372036854775808", false)]
    [InlineData("""{"maximum":9223372036854775807}""", "9223372036854775807", true)]
    [InlineData("""{"maximum":3}""", "3.0", true)]
    [InlineData("""{"maximum":3}""", "3.1", false)]
    [InlineData("""{"maximum":3}""", "3.0e1", false)]
    [InlineData("""{"minimum":-3}""", "-3.5", false)]
    [InlineData("""{"minimum":-3}""", "-2.5", true)]
    [InlineData("""{"multipleOf":0.01}""", "4.35", true)]
    [InlineData("""{"multipleOf":0.01}""", "4.355", false)]
    public void Numbers_are_exact_at_any_size(string schema, string number, bool isValid) => Assert.Equal(isValid, IsValid(schema, number));

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsValid(string schema, string document)
    {
        var compiled = CompiledSchema.Compile(Encoding.UTF8.GetBytes(schema), "http://test.invalid/schema", static _ => null, out var fault);
        Assert.True(compiled is not null, fault);
        return compiled.IsValid(Encoding.UTF8.GetBytes(document));
    }
}
