// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Expressions;

public sealed class IndexExpressionTests
{
    [Theory]
    [InlineData("$l[0]$l[-1] $m['a'] $m[\"b\"] [$m['z']] $l[$l[0]]", "13 1 two [] 2")]
    [InlineData("[$nope[0]][$l['x']][$x[0]]", "[][][]")]
    public void Finds_elements_and_entries(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("$l[3]", "Index 3 is out of bounds for a list of 3: [3]")]
    [InlineData("$l[-4]", "Index -4 is out of bounds for a list of 3: [-4]")]
    public void Fails_beyond_the_end(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
