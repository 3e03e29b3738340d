// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class NumberMethodsTests
{
    [Theory]
    [InlineData("$n.toString() $n.intValue() $d.intValue() $d.doubleValue()", "7 7 2 2.5")]
    [InlineData("$n.equals(7) $n.equals(8) $n.compareTo(9)", "true false -1")]
    public void Numbers_have_the_methods_of_Java_s(string template, string expected) => Assert.Equal(expected, Rendering.Of(template));

    [Theory]
    [InlineData("$x.parseInt('42') $x.valueOf('7') $d.parseDouble('2.50') $d.valueOf('3') $x.parseLong('-9')|", "42 7 2.5 3.0 |")]
    [InlineData("$d.intValue() $x.doubleValue() $x.longValue() $d.isNaN() $x.toString() $x.toString(9)", "1 5.0 5 false 5 9")]
    [InlineData("$x.equals(5) $x.equals(5.0) $x.compareTo(6) $x.max(3, 9) $x.min(3, 9) $x.sum(1, 2) $x.compare(2, 1)", "true false -1 9 3 3 1")]
    [InlineData("$x.toHexString(255) $x.toBinaryString(5) $x.toOctalString(8) $x.toHexString(-1) $x.hashCode() $x.byteValue()", "ff 101 10 ffffffff 5 5")]
    [InlineData("#set($n = 99999999999)$n.parseLong('-9') $n.parseInt('1')|$d.toBinaryString(5)|$d.max(1, 2)", "-9 ||2.0")]
    [InlineData("$d.floor() $x.MAX_VALUE", " ")]
    public void Answers_as_java(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("$x.compareTo(1.5)", "The method compareTo was given another type of number, or none: compareTo(1.5)")]
    [InlineData("$x.intValue(1)", "The method intValue takes no arguments: intValue(1)")]
    [InlineData("$x.parseInt('z')", "The text is no such number: parseInt('z')")]
    [InlineData("$x.parseInt('99999999999')", "The text is no such number: parseInt('99999999999')")]
    public void Fails_where_java_throws(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
