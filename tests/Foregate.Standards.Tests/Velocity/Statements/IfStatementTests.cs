// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Statements;

public sealed class IfStatementTests
{
    [Theory]
    [InlineData("#if($t)a#else b#end", "a")]
    [InlineData("#if($nope)a#elseif($n == 7)b#else c#end", "b")]
    [InlineData("#if(!$t)a#elseif(false)b#else c#end", " c")]
    [InlineData("#if($s && $l)a#end#if($nope || $t)b#end", "ab")]
    [InlineData("#if($n > 5 && $n < 8)in#end", "in")]
    [InlineData("#{if}($t)a#{else}b#{end}c", "ac")]
    public void Takes_the_first_branch_that_holds(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));

    [Theory]
    [InlineData("#if($f)a#elseif($t)b#else c#end#if($nope)d#else e#end#if($e)f#end", "b ef")]
    [InlineData("#if('a')1#end#if(5)2#end#if([1])3#end#if(true)4#end", "4")]
    [InlineData("x#if($t)\n  a  \n#end  \ny", "x  a  \ny")]
    public void Takes_a_branch_by_the_truth_of_its_condition(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
