// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Statements;

public sealed class MacroCallTests
{
    [Theory]
    [InlineData("#macro(hi $who)Hi $who!#end#hi('you')#hi($n)", "Hi you!Hi 7!")]
    [InlineData("#macro(twice $x)$x$x#end#twice(\"a\")", "aa")]
    [InlineData("#macro(none)-#end#none()#none", "--")]
    public void Renders_what_a_macro_says_with_its_arguments(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));
}
