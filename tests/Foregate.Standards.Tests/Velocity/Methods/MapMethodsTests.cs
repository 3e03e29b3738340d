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
}
