// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Expressions;

public sealed class InterpolatedTextTests
{
    [Theory]
    [InlineData("#set($a = \"${s}! $m.x $l.get(0)\")$a", "Hello, World! 1 b")]
    [InlineData("#set($a = \"#if($t)yes#end\")$a", "yes")]
    [InlineData("#set($a = \"[$nope]\")$a", "[]")]
    public void Reads_references_in_double_quotes(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));
}
