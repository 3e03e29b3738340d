// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Expressions;

public sealed class RangeExpressionTests
{
    [Theory]
    [InlineData("#foreach($i in [1..3])$i#end", "123")]
    [InlineData("#foreach($i in [2..-1])$i,#end", "2,1,0,-1,")]
    [InlineData("#set($a = [1..$n])$a.size()", "7")]
    public void Counts_up_and_down(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));
}
