// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class EqualityTests
{
    [Theory]
    [InlineData("#if(1 == '1')a#end#if($x == 5.0)b#end#if($t == 'true')c#end#if($t == 1)d#end", "abc")]
    [InlineData("#if($l == [1, 2, 3])a#end#if($l == [1, 2])b#end#if($m == {'b': 'two', 'a': 1})c#end#if($l == '[1,2,3]')d#end", "acd")]
    [InlineData("#if($nope == $nada)a#end#if($nope == '')b#end#if($nope == 'x')c#end#if($nope != 'x')d#end#if($e == $nope)e#end", "abde")]
    [InlineData("#if($big == 123456789012345678901234567890)a#end#if($big == 1)b#end", "a")]
    public void Compares_as_velocity_does(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
