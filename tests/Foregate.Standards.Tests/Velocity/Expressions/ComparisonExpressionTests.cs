// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Expressions;

public sealed class ComparisonExpressionTests
{
    [Theory]
    [InlineData("#if($x < 6)a#end#if($x lt 5)b#end#if($x >= 5)c#end#if($x le 5)d#end#if($x gt 4)e#end#if($x ge 6)f#end", "acde")]
    [InlineData("#if($s < 'b')a#end#if($s > 'b')b#end#if($x eq 5)c#end#if($x ne 5)d#end", "c")]
    public void Compares_numbers_and_nothing_else(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
