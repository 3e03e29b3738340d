// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Parsing;

public sealed class TokenReaderTests
{
    [Theory]
    [InlineData("#set($v = ", "The end of the template stands where a value is expected.")]
    [InlineData("#set($v = )", "\"\\u0001\" stands where a value or an operator is expected.")]
    [InlineData("#foreach($i in $l", "The end of the template stands where an argument or ')' in #foreach is expected.")]
    [InlineData("#set($v = 3-1)", "A minus directly before a digit belongs to the number, as in Velocity: write a space between them.")]
    public void Names_what_it_found(string template, string expected) => Assert.Equal(expected, Rendered.Fault(template));
}
