// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Listeners;

namespace Foregate.DataPlane.Tests.Arrive.Listeners;

public sealed class ListenerAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080")]
    [InlineData("HTTPS://127.0.0.1:8443/", "https://127.0.0.1:8443")]
    [InlineData("http://[::1]:0", "http://[::1]:0")]
    [InlineData("https://[::1]", "https://[::1]:443")]
    [InlineData("http://localhost:81", "http://127.0.0.1:81")]
    [InlineData("http://*:80", "http://*:80")]
    [InlineData("http://10.0.0.1", "http://10.0.0.1:80")]
    [InlineData("unix:/run/foregate.sock", "unix:/run/foregate.sock")]
    public void Reads_what_a_listener_may_be(string text, string expected) =>
        Assert.Equal(expected, ListenerAddress.Parse(text).ToString());

    [Theory]
    [InlineData("http://127.0.0.1:80/path")]
    [InlineData("http://127.0.0.1:80?x")]
    [InlineData("https://localhost/#x")]
    public void Says_that_a_listener_has_no_path(string text)
    {
        Assert.Null(ListenerAddress.Parse(text, out var fault));
        Assert.Contains("leave out what follows the port", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:8080")]
    [InlineData("ftp://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:65536")]
    [InlineData("http://127.0.0.1:-1")]
    [InlineData("http://127.0.0.1:")]
    [InlineData("http://127.1:80")]
    [InlineData("http://::1:80")]
    [InlineData("http://[127.0.0.1]:80")]
    [InlineData("http://example.com:80")]
    [InlineData("http://127.0.0.1:80/path")]
    [InlineData("unix:relative.sock")]
    [InlineData("")]
    public void Refuses_anything_else_and_says_how_to_mend_it(string text)
    {
        Assert.Null(ListenerAddress.Parse(text, out var fault));
        Assert.NotEmpty(fault);
    }
}
