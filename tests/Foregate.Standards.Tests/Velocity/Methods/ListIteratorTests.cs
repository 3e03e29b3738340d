// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Methods;

public sealed class ListIteratorTests
{
    [Theory]
    [InlineData("#set($i = $l.iterator())$i.next()$i.next()$i.hasNext()$i.next()$i.hasNext()", "12true3false")]
    [InlineData("#set($i = $l.iterator())$i.next()#foreach($v in $i)<$v>#end$i.hasNext()", "1<2><3>false")]
    public void Gives_one_after_the_other(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
