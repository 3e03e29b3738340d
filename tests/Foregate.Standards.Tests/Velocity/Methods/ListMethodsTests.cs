// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class ListMethodsTests
{
    [Theory]
    [InlineData("$l.size() $l.isEmpty() $e.isEmpty()", "4 false true")]
    [InlineData("$l.get(0) $l[2]", "b c")]
    [InlineData("$l.contains('a') $l.indexOf('a') $l.lastIndexOf('a') $l.indexOf('z')", "true 1 3 -1")]
    [InlineData("$l.add('d')#foreach($i in $l)$i#end", "truebacad")]
    [InlineData("#set($_ = $l.set(0, 'z'))#foreach($i in $l)$i#end", "zaca")]
    [InlineData("#set($_ = $l.remove(0))#set($_ = $l.remove('a'))#foreach($i in $l)$i#end", "ca")]
    [InlineData("#set($_ = $l.add(1, 'n'))#set($_ = $l.addAll(['x', 'y']))#foreach($i in $l)$i#end", "bnacaxy")]
    [InlineData("#foreach($i in $l.subList(1, 3))$i#end", "ac")]
    [InlineData("#set($_ = $l.clear())$l.size()", "0")]
    [InlineData("$l.containsAll(['a', 'b']) $l.equals(['b', 'a', 'c', 'a'])", "true true")]
    public void Lists_have_the_methods_of_Java_s_List(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));
}
