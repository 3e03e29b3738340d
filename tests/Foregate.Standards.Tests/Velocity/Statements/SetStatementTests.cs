// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Statements;

public sealed class SetStatementTests
{
    [Theory]
    [InlineData("#set($v = 1)$v#set($m.a = 9)#set($m['z'] = 8)#set($l[0] = 7)$m $l", "1{a=9, b=two, z=8} [7,2,3]")]
    [InlineData("#set($v = 1)#set($v = $nope)$v#set($x.y = 1)$x#set($nope.y = 1)$nope", "15")]
    [InlineData("a #set($v = 1)\nb$s #set($v = 2)\nc", "a babcc")]
    public void Sets_variables_members_and_elements(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("#set($s.foo() = 1)", "A call cannot be set.")]
    [InlineData("#set($l[9] = 1)", "Index 9 is out of bounds for a list of 3: #set($l[9] = 1)")]
    public void Refuses_what_cannot_be_set(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
