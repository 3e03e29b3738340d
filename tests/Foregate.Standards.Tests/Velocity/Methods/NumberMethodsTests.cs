// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class NumberMethodsTests
{
    [Theory]
    [InlineData("$n.toString() $n.intValue() $d.intValue() $d.doubleValue()", "7 7 2 2.5")]
    [InlineData("$n.equals(7) $n.equals(8) $n.compareTo(9)", "true false -1")]
    public void Numbers_have_the_methods_of_Java_s(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));
}
