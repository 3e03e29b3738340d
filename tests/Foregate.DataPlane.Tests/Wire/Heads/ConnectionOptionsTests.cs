// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Wire.Heads;

public sealed class ConnectionOptionsTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("\nConnection: Keep-Alive", false)]
    [InlineData("\nConnection: close", false)]
    [InlineData("\nConnection: close, X-A", true)]
    [InlineData("\nConnection: close\nConnection: x-a", true)]
    public void Tell_whether_headers_end_here(string lines, bool names)
    {
        var headers = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1" + lines).Request.Headers;
        Assert.Equal(names, ConnectionOptions.NameHeaders(headers));
        Assert.Equal(names, ConnectionOptions.Name(headers, "X-a"u8));
        Assert.False(ConnectionOptions.Name(headers, "X"u8));
    }

    [Theory]
    [InlineData("a, b ,c", "B", true)]
    [InlineData("ab", "a", false)]
    [InlineData(",,", "a", false)]
    public void Are_a_list(string list, string option, bool contains) =>
        Assert.Equal(contains, ConnectionOptions.Contains(System.Text.Encoding.ASCII.GetBytes(list), System.Text.Encoding.ASCII.GetBytes(option)));
}
