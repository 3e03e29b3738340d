// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class TextPatternsTests
{
    [Theory]
    [InlineData("$s.replaceAll('[ab]', '<$0>') $s.replaceAll('(a)(b)', '$2$1') $s.replaceFirst('.', '')", "<a><b>c bac bc")]
    [InlineData("$s.replaceAll('b*', '-')", "-a--c-")]
    [InlineData("$s.replace('b', '$') $s.replace('', '.') $s.replaceAll('b', '\\$')", "a$c .a.b.c. a$c")]
    [InlineData("$s.replaceAll('(?<n>b)', '[${n}]') $s.replaceAll('b', '[$0]')", "a[b]c a[b]c")]
    [InlineData("$s.split('b').size() $s.split('').size() $s.split('c', -1).size() $s.split('c').size() $s.split('b', 1)[0] $e.split(',').size()", "2 3 2 1 abc 1")]
    [InlineData("$s.matches('a.c') $s.matches('b') $s.matches('\\w+')", "true false true")]
    public void Replaces_and_splits_as_java(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("$s.matches('(')", "Unclosed group The pattern is (: matches('(')")]
    [InlineData("$s.replaceAll('b', '$7')", "No group 7: replaceAll('b', '$7')")]
    [InlineData("$s.replaceAll('[b]', '$')", "Illegal group reference: group index is missing: replaceAll('[b]', '$')")]
    public void Refuses_what_is_no_pattern_or_replacement(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
