// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class JavaCharacterTests
{
    [Theory]
    [InlineData("#set($c = $s.charAt(1))$c#if($c == 'b')=#end $c.equals('b') $c.equals($s.charAt(1)) $c.length()|", "b= false true |")]
    [InlineData("#set($c = $s.charAt(1))$c.isLetter($c) $c.toUpperCase($c) $c.compareTo($s.charAt(2)) $s.replace($c, $s.charAt(0)) $s.concat($c)|", "true B -1 aac |")]
    [InlineData("#set($h = {$s.charAt(0): 1})$h.get('a')|$h.get($s.charAt(0))", "|1")]
    public void Is_no_text_but_prints_as_one(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
