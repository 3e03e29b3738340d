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

    [Theory]
    [InlineData("$s.length() $s.isEmpty() $e.isEmpty() $e.isBlank()", "3 false true true")]
    [InlineData("$s.toUpperCase() $s.concat('d') $s.repeat(2) $s.charAt(1) $s.codePointAt(0)", "ABC abcd abcabc b 97")]
    [InlineData("$s.substring(1) $s.substring(0,2) $s.subSequence(0,1)", "bc ab a")]
    [InlineData("$s.indexOf('c') $s.indexOf('c', 5) $s.indexOf(98) $s.lastIndexOf('a') $s.lastIndexOf('c', 1)", "2 -1 1 0 -1")]
    [InlineData("$s.compareTo('abd') $s.compareTo('ab') $s.compareToIgnoreCase('ABC') $s.equalsIgnoreCase('ABC')", "-1 1 0 true")]
    [InlineData("$s.startsWith('a') $s.startsWith('b', 1) $s.startsWith('b', 9) $s.endsWith('c') $s.contains('bc')", "true true false true true")]
    [InlineData("#set($v = ' a ')[$v.trim()][$v.strip()][$v.stripLeading()][$v.stripTrailing()]", "[a][a][a ][ a]")]
    [InlineData("$s.join('-', ['a', 'b']) $s.valueOf(5) $s.hashCode() $s.equals(5) $s.equals($nope) $s.toCharArray().size()", "a-b 5 96354 false false 3")]
    [InlineData("$s.nope() $s.substring('1')", " ")]
    public void Answers_as_java(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("$s.charAt(3)", "Index 3 is out of bounds for length 3: charAt(3)")]
    [InlineData("$s.substring(2, 1)", "From 2 to 1 is out of bounds for length 3: substring(2, 1)")]
    [InlineData("$s.repeat(-1)", "count is negative: -1: repeat(-1)")]
    [InlineData("$s.contains($nope)", "The method contains was given null: contains($nope)")]
    public void Fails_where_java_throws(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
