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
}
