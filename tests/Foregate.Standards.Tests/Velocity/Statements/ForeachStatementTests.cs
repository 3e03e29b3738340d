// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Statements;

public sealed class ForeachStatementTests
{
    [Theory]
    [InlineData("#foreach($i in $l)$i$foreach.index$foreach.count$foreach.hasNext #end", "b01true a12true c23true a34false ")]
    [InlineData("#foreach($i in [3..1])$i#end", "321")]
    [InlineData("#foreach($v in $m)$v,#end", "1,two,")]
    [InlineData("#foreach($i in $e)x#end-#foreach($i in $nope)x#end", "-")]
    [InlineData("#foreach($i in $l)$velocityCount#if($i == 'c')#break#end#end", "123")]
    [InlineData("#foreach($i in [1, 2])#foreach($j in [1..2])$i$j$foreach.parent.index #end#end", "110 120 211 221 ")]
    [InlineData("#foreach($i in $l)#if($foreach.hasNext)$i,#else$i#end#end", "b,a,c,a")]
    public void Goes_over_lists_maps_and_ranges(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));

    [Theory]
    [InlineData("#foreach($i in $l)$i$foreach.index$foreach.count$foreach.hasNext$foreach.first$foreach.last$velocityCount #end[$i$velocityCount]", "101truetruefalse1 212truefalsefalse2 323falsefalsetrue3 []")]
    [InlineData("#foreach($i in $m)$i#end#foreach($i in $s)$i#end#foreach($i in $nope)$i#end#foreach($i in [])$i#end", "1two")]
    [InlineData("#foreach($a in [1..2])#foreach($b in [1..2])$foreach.parent.index$foreach.topmost.count $velocityHasNext #end#end", "01 true 01 false 12 true 12 false ")]
    [InlineData("#foreach($i in [1..9])#if($i == 3)#break#end$i#end#foreach($i in [1..9])#if($i == 3)#stop#end$i#end never", "1212")]
    public void Goes_through_lists_maps_and_iterators(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("#foreach($i in $l)$l.add(1)#end", "A list or map was changed while #foreach went through it: #foreach($i in $l)")]
    public void Fails_when_the_list_changes_under_it(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
