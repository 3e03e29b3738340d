// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class JavaNumbersTests
{
    [Theory]
    [InlineData("#set($v = 7 / 2)$v #set($v = -7 / 2)$v #set($v = -7 % 3)$v #set($v = 7 / 2.0)$v #set($v = 0.1 + 0.2)$v", "3-3-13.50.30000000000000004")]
    [InlineData("#set($v = 9223372036854775807 + 1)$v #set($v = -9223372036854775807 - 2)$v #set($v = 4611686018427387904 * 4)$v", "9223372036854775808-922337203685477580918446744073709551616")]
    [InlineData("#set($v = $big - $big)$v #set($v = $big / 2)$v #set($v = $big % 7)$v", "0617283945061728394506172839450")]
    [InlineData("#set($v = 1)#set($v = 1 / 0)$v#set($v = 1 % 0)$v#set($v = 1.0 / 0)$v#set($v = $big / 0)$v", "1111")]
    [InlineData("#if($big > 5)a#end#if(1.5 < 2)b#end#if(2 <= 2.0)c#end#if('a' < 'b')d#end#if($nope < 1)e#end", "abc")]
    public void Calculates_as_velocity_does(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
