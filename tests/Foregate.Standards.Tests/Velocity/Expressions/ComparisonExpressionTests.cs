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
}
