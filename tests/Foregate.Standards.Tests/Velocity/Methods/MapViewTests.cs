// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class MapViewTests
{
    [Theory]
    [InlineData("#set($k = $m.keySet())#set($q = $m.put('c', 3))$k $k.size() $k.contains('c')", "[a, b, c] 3 true")]
    [InlineData("#set($k = $m.values())#set($q = $k.remove(1))$k $m", "[two] {b=two}")]
    [InlineData("#set($k = $m.entrySet())$k.iterator().next().setValue(9)$k $m", "1[a=9, b=two] {a=9, b=two}")]
    [InlineData("#set($q = $m.keySet().retainAll(['b']))$m $m.keySet().equals($m.keySet())", "{b=two} true")]
    [InlineData("#set($n = {'b': 1})#set($q = $m.keySet().removeAll($n.keySet()))$m#if($m.keySet() == ['a'])same#end", "{a=1}same")]
    [InlineData("$m.keySet().get(0)|$m.keySet()[0]|$m.keySet().empty|$m.keySet().toArray()[1]", "||false|b")]
    [InlineData("$m.keySet().clear()$m", "{}")]
    [InlineData("#foreach($k in $m.keySet())#set($q = $m.put('a', $k))#end$m", "{a=b, b=two}")]
    public void Shows_the_map_itself(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("$m.keySet().add('x')", "Nothing can be put into a map by the method add of what keySet() gives: add('x')")]
    [InlineData("#foreach($k in $m.keySet())#set($q = $m.put('new', 1))#end", "A list or map was changed while #foreach went through it: #foreach($k in $m.keySet())")]
    public void Fails_where_java_throws(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
