// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.JsonSchema;

namespace Foregate.Standards.Tests.JsonSchema;

public sealed class EnumValuesTests
{
    private const string Many = """[1,2.50,"a","\u0062",true,false,null,[1,{"x":1,"y":2}],{"k":[]},"long enough to be looked up"]""";

    [Theory]
    [InlineData("1.0", true)]
    [InlineData("10e-1", true)]
    [InlineData("2.5", true)]
    [InlineData("\"\\u0061\"", true)]
    [InlineData("\"b\"", true)]
    [InlineData("[1.0, {\"y\":2, \"x\":1}]", true)]
    [InlineData("{\"k\":[ ]}", true)]
    [InlineData("null", true)]
    [InlineData("0", false)]
    [InlineData("\"1\"", false)]
    [InlineData("[1]", false)]
    [InlineData("{\"k\":[null]}", false)]
    public void Many_values_are_found_as_few_are(string value, bool isIn)
    {
        Assert.Equal(isIn, IsIn(Many, value));
        Assert.Equal(isIn, IsIn("[" + Part(value) + ",\"other\"]", value));
    }

    [Fact]
    public void A_value_twice_is_refused()
    {
        Assert.Null(CompiledSchema.Compile("""{"enum":[1,2,1.0]}"""u8.ToArray(), "http://test.invalid/schema", static _ => null, out var fault));
        Assert.Equal("enum has a value twice", fault);
    }

    [Fact]
    public void Messages_tell_the_values_without_blanks()
    {
        var compiled = CompiledSchema.Compile("""{"enum":[ 1, "a b" ]}"""u8.ToArray(), "http://test.invalid/schema", static _ => null, out _)!;
        Assert.False(compiled.IsValid("3"u8, out var faults));
        Assert.Equal("[instance value (3) not found in enum (possible values: [1,\"a b\"])]", faults);
    }

    // Those of the many that say the same as a value, or nothing like it.
    private static string Part(string value) => value[0] switch
    {
        '1' => "1",
        '2' => "2.50",
        '"' when value.Contains('1', StringComparison.Ordinal) && value.Length == 3 => "\"c\"",
        '"' => "\"a\",\"b\"",
        '[' => """[1,{"x":1,"y":2}]""",
        '{' => """{"k":[]}""",
        'n' => "null",
        _ => "7",
    };

    private static bool IsIn(string values, string value) =>
        CompiledSchema.Compile(Encoding.UTF8.GetBytes("{\"enum\":" + values + "}"), "http://test.invalid/schema", static _ => null, out _)!.IsValid(Encoding.UTF8.GetBytes(value));
}
