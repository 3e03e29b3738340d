// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Statements;

public sealed class DefineStatementTests
{
    [Theory]
    [InlineData("#define($b)[$n]#end$b$b", "[7][7]")]
    [InlineData("#define($b)$x#end#set($x = 1)$b#set($x = 2)$b", "12")]
    public void Renders_a_block_where_it_is_named(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));
}
