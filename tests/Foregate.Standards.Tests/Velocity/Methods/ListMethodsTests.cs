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

    [Theory]
    [InlineData("$l.size() $l.get(1) $l.isEmpty() $l.contains(2) $l.contains('2') $l.indexOf(3) $l.lastIndexOf(9)", "3 2 false true false 2 -1")]
    [InlineData("$l.add(4) $l.add(0, 'z') $l.set(1, 9) $l.remove(0) $l", "true  1 z [9,2,3,4]")]
    [InlineData("$l.addAll([7, 8]) $l.addAll(0, [6]) $l.remove('x') $l", "true true false [6,1,2,3,7,8]")]
    [InlineData("$l.subList(1, 2) $l.toArray() $l.containsAll([1, 3]) $l.equals([1, 2, 3])", "[2] [1, 2, 3] true true")]
    [InlineData("$l.removeAll([1]) $l $l.retainAll([3]) $l $l.clear() $l", "true [2,3] true [3]  []")]
    [InlineData("$l.iterator().next() $l.listIterator().hasNext() $l.addAll($l) $l.size()", "1 true true 6")]
    public void Answers_as_java(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("$l.get(3)", "Index 3 is out of bounds for length 3: get(3)")]
    [InlineData("$l.subList(2, 1)", "From 2 to 1 is out of bounds for a list of 3: subList(2, 1)")]
    public void Fails_where_java_throws(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
