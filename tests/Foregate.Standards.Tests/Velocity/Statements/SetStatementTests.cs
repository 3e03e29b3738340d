// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Statements;

public sealed class SetStatementTests
{
    [Theory]
    [InlineData("#set($a = 'x')$a", "x")]
    [InlineData("#set($a = \"${n}-$s.length()\")$a", "7-12")]
    [InlineData("#set($a = '$n')$a", "$n")]
    [InlineData("#set($m.x = 2)$m.x", "2")]
    [InlineData("#set($m['k'] = 3)$m.k", "3")]
    [InlineData("#set($a = [1, 'b', $n])$a.size() $a[2]", "3 7")]
    [InlineData("#set($a = {'k': {'j': 1}})$a.k.j", "1")]
    public void Sets_variables_members_and_elements(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));

    [Theory]
    [InlineData("#set($v = 1)$v#set($m.a = 9)#set($m['z'] = 8)#set($l[0] = 7)$m $l", "1{a=9, b=two, z=8} [7,2,3]")]
    [InlineData("#set($v = 1)#set($v = $nope)$v#set($x.y = 1)$x#set($nope.y = 1)$nope", "15")]
    [InlineData("#set(${v} = 1)#set($!w = 1)$v$w|#set(${m.c} = 1)#set($m.put('q', 1) = 2)$m", "|{a=1, b=two, c=1, put=2}")]
    [InlineData("a #set($v = 1)\nb$s #set($v = 2)\nc", "a babcc")]
    public void Sets_what_is_named(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("#set($l[9] = 1)", "Index 9 is out of bounds for a list of 3: #set($l[9] = 1)")]
    public void Refuses_what_cannot_be_set(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
