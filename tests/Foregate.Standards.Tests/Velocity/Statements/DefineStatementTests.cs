// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Statements;

public sealed class DefineStatementTests
{
    [Theory]
    [InlineData("#define($b)<$x>#end$b#set($x = 6)$b $!b", "<5><6> <6>")]
    [InlineData("#define($b)a#break z#end$b|#set($v = \"[$b]\")$v", "a|[a]")]
    public void Is_rendered_whenever_it_is_printed(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
