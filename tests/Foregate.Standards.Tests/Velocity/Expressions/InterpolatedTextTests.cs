// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Expressions;

public sealed class InterpolatedTextTests
{
    [Theory]
    [InlineData("#set($a = \"${s}! $m.x $l.get(0)\")$a", "Hello, World! 1 b")]
    [InlineData("#set($a = \"#if($t)yes#end\")$a", "yes")]
    [InlineData("#set($a = \"[$nope]\")$a", "[]")]
    public void Reads_references_in_double_quotes(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));

    [Theory]
    [InlineData("#set($v = \"$s-${x}-$nope #if($t)yes#end\")$v", "5- yes")]
    [InlineData("#set($v = \"a\"\"b\")$v #set($v = 'it''s $x')$v #set($v = \"\\u0041\\n\")$v", "a\"bit's $xA\\n")]
    [InlineData("#set($v = \"50% #1 $ $5\")$v", "50% #1 $ $5")]
    public void Is_a_template_of_its_own(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
