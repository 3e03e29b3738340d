// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Expressions;

public sealed class LogicalExpressionTests
{
    [Theory]
    [InlineData("#if($f && $l.add(9))a#end$l.size()#if($t || $l.add(9))b#end$l.size()", "3b3")]
    [InlineData("#if($x == 5 and $t or not $f)a#end#if($nope or $s)b#end#if('a' && $t)c#end", "ab")]
    public void Looks_at_the_right_side_only_where_it_counts(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
