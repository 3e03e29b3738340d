// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Expressions;

public sealed class ArithmeticExpressionTests
{
    [Theory]
    [InlineData("#set($v = 1 + 2 * 3 - 4 / 2)$v #set($v = (1 + 2) * 3)$v #set($v = 6 / 3 * 2)$v", "594")]
    [InlineData("#set($v = 'a' + 1)$v #set($v = 1 + 2 + 'x')$v #set($v = 'x' + 1 + 2)$v #set($v = 'a' + $nope)$v", "a13xx12a$nope")]
    [InlineData("#set($v = 'kept')#set($v = $l + 1)$v#set($v = 2 - 'a')$v", "keptkept")]
    public void Calculates_and_joins(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
