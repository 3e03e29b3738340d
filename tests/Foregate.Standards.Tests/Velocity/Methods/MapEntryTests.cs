// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class MapEntryTests
{
    [Theory]
    [InlineData("#foreach($e in $m.entrySet())$e.key:$e.value,$e.getKey()=$e.getValue() #end", "a:1,a=1 b:two,b=two ")]
    [InlineData("#foreach($e in $m.entrySet())$e.setValue('n') #end$m", "1 two {a=n, b=n}")]
    public void Has_a_key_and_a_value(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
