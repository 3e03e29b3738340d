// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping.Values;

namespace Foregate.DataPlane.Tests.Dispatch.RequestMapping;

public sealed class UriPlaceholdersTests
{
    [Theory]
    [InlineData("/a b/{x}{y}/c", false, "/a%20b/|x|y|/c")]
    [InlineData("a=1&b={x} ?", true, "a=1&b=|x|%20?")]
    [InlineData("{x}", false, "x")]
    [InlineData("/{x", false, "/%7Bx")]
    [InlineData("", false, "")]
    public void Takes_a_text_apart(string text, bool isQuery, string expected)
    {
        var found = new Queue<string>();
        var parts = UriPlaceholders.Parts(
            text,
            name =>
            {
                found.Enqueue(name);
                return MissingValue.Instance;
            },
            isQuery);
        Assert.Equal(expected, string.Join('|', parts.Select(part => part.Bytes is { } bytes ? Encoding.ASCII.GetString(bytes) : found.Dequeue())));
    }
}
