// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Statements;

public sealed class DefineStatementTests
{
    [Theory]
    [InlineData("#define($b)[$n]#end$b$b", "[7][7]")]
    [InlineData("#define($b)$x#end#set($x = 1)$b#set($x = 2)$b", "12")]
    public void Renders_a_block_where_it_is_named(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));

    [Theory]
    [InlineData("#define($b)<$x>#end$b#set($x = 6)$b $!b", "<5><6> <6>")]
    [InlineData("#define($b)a#break z#end$b|#set($v = \"[$b]\")$v", "a|[a]")]
    public void Is_rendered_whenever_it_is_printed(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
