// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.Values;

namespace Foregate.Standards.Tests.Values;

public sealed class JavaTextTests
{
    [Theory]
    [InlineData("""{"foo":"bar","n":1}""", "{foo=bar, n=1}")]
    [InlineData("""[{"foo":"bar"}]""", """[{"foo":"bar"}]""")]
    [InlineData("""{"foo":[{"nested":"bar"}]}""", """{foo=[{"nested":"bar"}]}""")]
    [InlineData("""{"a":{"b":null},"c":true}""", "{a={b=null}, c=true}")]
    [InlineData("10.00", "10.0")]
    [InlineData("\"plain\"", "plain")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    public void Prints_documents_as_java_does(string json, string text)
    {
        Assert.True(JsonValues.TryRead(Encoding.UTF8.GetBytes(json), out var value));
        Assert.Equal(text, JavaText.Of(value));
    }

    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00099, "9.9E-4")]
    [InlineData(9999999.0, "9999999.0")]
    [InlineData(10000000.0, "1.0E7")]
    [InlineData(1234567.891, "1234567.891")]
    [InlineData(1.5e300, "1.5E300")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(4.9E-324, "4.9E-324")]
    [InlineData(0.1, "0.1")]
    [InlineData(123456789.123, "1.23456789123E8")]
    [InlineData(100.0, "100.0")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Prints_doubles_as_java_does(double number, string text) => Assert.Equal(text, JavaText.OfNumber(number));

    [Fact]
    public void A_list_of_a_template_prints_as_an_array_list() =>
        Assert.Equal("[1, a, []]", JavaText.Of(Value.Of(new ValueList([Value.Of(1), Value.Of("a"), Value.Of(new ValueList())], isJson: false))));

    [Fact]
    public void A_list_that_holds_itself_ends()
    {
        var list = new ValueList(isJson: false);
        list.Add(Value.Of(list));
        Assert.Equal("[(this Collection)]", JavaText.Of(Value.Of(list)));
        list.Add(Value.Of(new ValueList([Value.Of(list)], isJson: false)));
        Assert.False(JavaText.Write(Value.Of(list), new TextBuffer()));
    }

    [Fact]
    public void A_list_that_holds_another_twice_over_and_over_ends_at_the_buffers_limit()
    {
        var list = new ValueList(isJson: false);
        for (var i = 0; i < 60; i++)
        {
            list = new ValueList([Value.Of(list), Value.Of(list)], isJson: false);
        }

        var buffer = new TextBuffer(10_000);
        Assert.False(JavaText.Write(Value.Of(list), buffer));
        Assert.True(buffer.Length <= 10_000);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Aa", 2112)]
    [InlineData("BB", 2112)]
    [InlineData("hello world", 1794106052)]
    public void Hashes_as_java_does(string text, int hash) => Assert.Equal(hash, JavaText.HashOf(text));
}
