// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Expressions;

public sealed class ComparisonExpressionTests
{
    [Theory]
    [InlineData("#if($n == 7)a#end#if($n != 8)b#end#if($n >= 7)c#end#if($n le 7)d#end", "abcd")]
    [InlineData("#if($n gt 8)a#elseif($n lt 8)b#end", "b")]
    [InlineData("#if($s == 'Hello, World')a#end#if($s ne 'x')b#end", "ab")]
    [InlineData("#if($n eq 7 and not ($d gt 3))a#end", "a")]
    [InlineData("#if($nope == $null)a#end", "a")]
    public void Compares_in_signs_and_words(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));

    [Theory]
    [InlineData("#if($x < 6)a#end#if($x lt 5)b#end#if($x >= 5)c#end#if($x le 5)d#end#if($x gt 4)e#end#if($x ge 6)f#end", "acde")]
    [InlineData("#if($s < 'b')a#end#if($s > 'b')b#end#if($x eq 5)c#end#if($x ne 5)d#end", "c")]
    public void Compares_numbers_and_nothing_else(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
