// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class MapMethodsTests
{
    [Theory]
    [InlineData("$m.get('a') $m.get('z') $m.getOrDefault('z', 'd') $m.containsKey('a') $m.containsValue('two') $m.size()", "1  d true true 2")]
    [InlineData("$m.put('c', 3)$m.put('a', 2) $m.putIfAbsent('a', 5) $m.putIfAbsent('q', 5)$m.replace('b', 0) $m", "1 2 two {a=2, b=0, c=3, q=5}")]
    [InlineData("$m.remove('a') $m.remove('a') $m $m.clear()$m.isEmpty()", "1  {b=two} true")]
    [InlineData("$m.keySet() $m.values() $m.entrySet() $m.equals({'b': 'two', 'a': 1})", "[a, b] [1, two] [a=1, b=two] true")]
    [InlineData("$m.putAll({'z': 1, 'a': 9})$m $m.get(1) $m.putAll($m)$m.size()", "{a=9, b=two, z=1}  3")]
    public void Answers_as_java(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
