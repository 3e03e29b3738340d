// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Wire.Heads;

public sealed class HeaderLineTests
{
    [Fact]
    public void A_name_is_made_of_the_77_token_characters()
    {
        const string Others = "!#$%&'*+-.^_`|~";
        for (var b = 0; b < 256; b++)
        {
            Assert.Equal(char.IsAsciiLetterOrDigit((char)b) || Others.Contains((char)b, StringComparison.Ordinal), HeaderLine.IsToken([(byte)b]));
        }

        Assert.False(HeaderLine.IsToken([]));
    }

    [Fact]
    public void A_value_holds_everything_but_control_characters_and_may_hold_a_tab()
    {
        for (var b = 0; b < 256; b++)
        {
            Assert.Equal(b is 9 or (>= 32 and not 127), HeaderLine.IsFieldValue([(byte)b]));
        }
    }

    [Theory]
    [InlineData("A: b", 0, 1, 3, 1)]
    [InlineData("Name:\t v w\t ", 0, 4, 7, 3)]
    [InlineData("A:", 0, 1, 2, 0)]
    [InlineData("A:b:c", 0, 1, 2, 3)]
    public void Finds_name_and_value(string line, int name, int nameLength, int value, int valueLength)
    {
        Assert.Equal(HeadFault.None, HeaderLine.Read(System.Text.Encoding.ASCII.GetBytes(line), 100, out var field));
        Assert.Equal((100 + name, nameLength, valueLength), (field.NameOffset, field.NameLength, field.ValueLength));
        if (valueLength > 0)
        {
            Assert.Equal(100 + value, field.ValueOffset);
        }
    }

    [Theory]
    [InlineData(" A: b", nameof(HeadFault.FoldedHeader))]
    [InlineData("\tA: b", nameof(HeadFault.FoldedHeader))]
    [InlineData("A : b", nameof(HeadFault.BadHeaderName))]
    [InlineData(": b", nameof(HeadFault.BadHeaderName))]
    [InlineData("A", nameof(HeadFault.BadHeaderName))]
    [InlineData("A: b\u0001c", nameof(HeadFault.BadHeaderValue))]
    public void Says_what_is_wrong(string line, string fault) =>
        Assert.Equal(fault, HeaderLine.Read(System.Text.Encoding.ASCII.GetBytes(line), 0, out _).ToString());
}
