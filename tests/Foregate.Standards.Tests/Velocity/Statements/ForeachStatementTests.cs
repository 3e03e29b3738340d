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
}
