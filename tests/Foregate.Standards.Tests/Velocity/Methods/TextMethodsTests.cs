// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class TextMethodsTests
{
    [Theory]
    [InlineData("$s.length() $s.isEmpty() $s.charAt(4)", "12 false o")]
    [InlineData("$s.substring(7)", "World")]
    [InlineData("$s.substring(0, 5)", "Hello")]
    [InlineData("$s.indexOf('o') $s.lastIndexOf('o') $s.indexOf('o', 5) $s.indexOf('x')", "4 8 8 -1")]
    [InlineData("$s.toUpperCase() $s.toLowerCase()", "HELLO, WORLD hello, world")]
    [InlineData("$s.contains('lo,') $s.startsWith('He') $s.endsWith('x')", "true true false")]
    [InlineData("$s.replace('l', 'L')", "HeLLo, WorLd")]
    [InlineData("$s.replaceAll('[aeiou]', '_')", "H_ll_, W_rld")]
    [InlineData("$s.replaceFirst('l+', '1')", "He1o, World")]
    [InlineData("$s.replaceAll('(\\w+), (\\w+)', '$2 $1')", "World Hello")]
    [InlineData("$s.matches('Hello') $s.matches('Hello.*')", "false true")]
    [InlineData("#foreach($p in $s.split(', '))[$p]#end", "[Hello][World]")]
    [InlineData("$s.split('l').size()", "4")]
    [InlineData("$s.equals('Hello, World') $s.equalsIgnoreCase('hello, world') $s.compareTo('Hello') $s.concat('!')", "true true 7 Hello, World!")]
    [InlineData("[#set($p = '  a b ')$p.trim()]", "[a b]")]
    [InlineData("$s.hashCode()", "-505841268")]
    public void Texts_have_the_methods_of_Java_s_String(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));
}
