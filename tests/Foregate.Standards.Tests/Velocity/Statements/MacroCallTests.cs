// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Statements;

public sealed class MacroCallTests
{
    [Theory]
    [InlineData("#macro(hi $who)Hi $who!#end#hi('you')#hi($n)", "Hi you!Hi 7!")]
    [InlineData("#macro(twice $x)$x$x#end#twice(\"a\")", "aa")]
    [InlineData("#macro(none)-#end#none()#none", "--")]
    public void Renders_what_a_macro_says_with_its_arguments(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));

    [Theory]
    [InlineData("#foo(1)#macro(foo $a $b)<$a$b>#end#foo(1 2)#foo(1, 2, 3)#foo", "<1><12><12><>")]
    [InlineData("#macro(foo $a)$a$a#end#foo($l.add(4))$l.size()", "truetrue5")]
    [InlineData("#macro(foo $a)#set($a = 7)$a#set($out = 1)#end#foo($x)$x$out", "751")]
    [InlineData("#macro(a $p)#b()#end#macro(b)[$p]#end#a(5)#macro(wrap)<$bodyContent>#end#@wrap()in $x#end", "[5]<in 5>")]
    [InlineData("#unknown($x) #fff #1 #{foo} #@nope()a#end", "#unknown($x) #fff #1 #{foo} #@nope()a#end")]
    public void Calls_by_name(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("#macro(a)#a()#end#a()", "Macros call each other more than 20 deep: #a")]
    public void Does_not_go_on_for_ever(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
