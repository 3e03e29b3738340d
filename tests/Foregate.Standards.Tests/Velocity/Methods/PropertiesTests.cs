// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class PropertiesTests
{
    [Theory]
    [InlineData("$s.empty $e.empty $l.empty $e.blank", "false true false true")]
    [InlineData("[$s.class][$x.class][$l.size][$m.empty]", "[][][][]")]
    public void Reads_what_java_has_a_getter_for(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
