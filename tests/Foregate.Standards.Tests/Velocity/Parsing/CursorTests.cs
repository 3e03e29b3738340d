// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Parsing;

public sealed class CursorTests
{
    [Theory]
    [InlineData("#set($v = ", "The end of the template stands where a value is expected.")]
    [InlineData("#set($v = )", "\"\\u0001\" stands where a value is expected.")]
    [InlineData("#foreach($i of $l)#end", "\"o\" stands where \"in\" is expected in #foreach.")]
    public void Names_what_it_found(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
