// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Expressions;

public sealed class RangeExpressionTests
{
    [Theory]
    [InlineData("#foreach($i in [1..3])$i#end", "123")]
    [InlineData("#foreach($i in [2..-1])$i,#end", "2,1,0,-1,")]
    [InlineData("#set($a = [1..$n])$a.size()", "7")]
    public void Counts_up_and_down(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));

    [Theory]
    [InlineData("#set($v = [1..4])$v #set($v = [4..1])$v #set($v = [-1..1])$v #set($v = [$x..$x])$v", "[1, 2, 3, 4][4, 3, 2, 1][-1, 0, 1][5]")]
    [InlineData("#set($v = 'kept')#set($v = [1..$s])$v", "kept")]
    public void Goes_up_and_down(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("#set($v = [1..200000])", "A range of more than 100000 numbers: [1..200000]")]
    public void Refuses_to_be_endless(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
