// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Expressions;

public sealed class ArithmeticExpressionTests
{
    [Theory]
    [InlineData("#set($a = $n + 1)$a", "8")]
    [InlineData("#set($a = $n - 10)$a", "-3")]
    [InlineData("#set($a = $n * 2)$a", "14")]
    [InlineData("#set($a = $n / 2)$a", "3")]
    [InlineData("#set($a = $n % 4)$a", "3")]
    [InlineData("#set($a = $d + 1)$a", "3.5")]
    [InlineData("#set($a = 2 + 3 * 4)$a", "14")]
    [InlineData("#set($a = (2 + 3) * 4)$a", "20")]
    public void Counts_as_Java_does(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));

    [Theory]
    [InlineData("#set($v = 1 + 2 * 3 - 4 / 2)$v #set($v = (1 + 2) * 3)$v #set($v = 6 / 3 * 2)$v", "594")]
    [InlineData("#set($v = 'a' + 1)$v #set($v = 1 + 2 + 'x')$v #set($v = 'x' + 1 + 2)$v #set($v = 'a' + $nope)$v", "a13xx12a$nope")]
    [InlineData("#set($v = 'kept')#set($v = $l + 1)$v#set($v = 2 - 'a')$v", "keptkept")]
    public void Calculates_and_joins(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
