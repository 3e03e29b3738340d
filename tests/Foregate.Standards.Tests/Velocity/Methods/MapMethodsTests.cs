// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class MapMethodsTests
{
    [Theory]
    [InlineData("$m.size() $m.isEmpty() $m.get('x') $m.y $m['y']", "2 false 1 two two")]
    [InlineData("$m.containsKey('x') $m.containsKey('z') $m.containsValue('two')", "true false true")]
    [InlineData("#foreach($k in $m.keySet())$k;#end#foreach($v in $m.values())$v;#end", "x;y;1;two;")]
    [InlineData("#foreach($e in $m.entrySet())$e.key=$e.value;#end", "x=1;y=two;")]
    [InlineData("#foreach($e in $m.entrySet())$e.getKey()$e.getValue()#end", "x1ytwo")]
    [InlineData("#set($_ = $m.put('z', [1]))$m.z[0] $m.size()", "1 3")]
    [InlineData("$m.remove('x')|$m.remove('x')|$m.size()", "1||1")]
    [InlineData("#set($_ = $m.putAll({'a': 'b'}))$m.a", "b")]
    [InlineData("$m.getOrDefault('q', 'none')", "none")]
    public void Maps_have_the_methods_of_Java_s_Map(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));

    [Theory]
    [InlineData("$m.get('a') $m.get('z') $m.getOrDefault('z', 'd') $m.containsKey('a') $m.containsValue('two') $m.size()", "1  d true true 2")]
    [InlineData("$m.put('c', 3)$m.put('a', 2) $m.putIfAbsent('a', 5) $m.putIfAbsent('q', 5)$m.replace('b', 0) $m", "1 2 two {a=2, b=0, c=3, q=5}")]
    [InlineData("$m.remove('a') $m.remove('a') $m $m.clear()$m.isEmpty()", "1  {b=two} true")]
    [InlineData("$m.keySet() $m.values() $m.entrySet() $m.equals({'b': 'two', 'a': 1})", "[a, b] [1, two] [a=1, b=two] true")]
    [InlineData("$m.putAll({'z': 1, 'a': 9})$m $m.get(1) $m.putAll($m)$m.size()", "{a=9, b=two, z=1}  3")]
    public void Answers_as_java(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
