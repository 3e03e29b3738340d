// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class BooleanMethodsTests
{
    [Theory]
    [InlineData("$t.toString() $f.booleanValue() $t.equals(true) $t.equals('true') $t.compareTo(false) $t.hashCode()", "true false true false 1 1231")]
    [InlineData("$t.parseBoolean('TRUE') $t.valueOf('x') $t.nope()", "true false ")]
    public void Answers_as_java(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
