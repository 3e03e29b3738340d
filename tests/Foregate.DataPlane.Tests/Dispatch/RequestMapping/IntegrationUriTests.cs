// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Dispatch.RequestMapping;

public sealed class IntegrationUriTests
{
    [Theory]
    [InlineData("http://Example.com/a", false, "example.com", 80, "Example.com")]
    [InlineData("HTTPS://example.com:443", true, "example.com", 443, "example.com")]
    [InlineData("https://example.com:8443/?x", true, "example.com", 8443, "example.com:8443")]
    [InlineData("http://[2001:db8::1]:81/", false, "2001:db8::1", 81, "[2001:db8::1]:81")]
    [InlineData("http://[2001:db8::1]", false, "2001:db8::1", 80, "[2001:db8::1]")]
    [InlineData("http://${stageVariables.host}:8080/x", false, "b.example.com", 8080, "b.example.com:8080")]
    public void Finds_the_back_end(string text, bool isSecure, string host, int port, string authority)
    {
        var uri = Read(text, out var error)!;
        Assert.Equal("", error);
        Assert.Equal((isSecure, host, port), (uri.Origin.IsSecure, uri.Origin.Host, uri.Origin.Port));
        Assert.Equal(authority, Encoding.ASCII.GetString(uri.Authority));
    }

    [Theory]
    [InlineData(null, "http:// or https://")]
    [InlineData("ftp://example.com", "http:// or https://")]
    [InlineData("example.com/x", "http:// or https://")]
    [InlineData("http:///x", "no usable host")]
    [InlineData("http://user:secret@example.com", "no usable host")]
    [InlineData("http://{host}/x", "no usable host")]
    [InlineData("http://exa mple.com", "no usable host")]
    [InlineData("http://a%41", "no usable host")]
    [InlineData("http://example.com:0", "port")]
    [InlineData("http://example.com:65536", "port")]
    [InlineData("http://example.com/a#b", "fragment")]
    public void Says_what_is_wrong(string? text, string problem)
    {
        Assert.Null(Read(text, out var error));
        Assert.Contains(problem, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com:81", false)]
    [InlineData("http://example.com:1024", true)]
    [InlineData("http://example.com:443", true)]
    public void Keeps_AWSs_ports_when_asked_to(string text, bool isAllowed)
    {
        var c = Sample.Compilation(ApiKind.Rest, [], options: new GatewayOptions { StrictAws = true });
        Assert.Equal(isAllowed, IntegrationUri.Read(text, c, out _, out _) is not null);
    }

    private static IntegrationUri? Read(string? text, out string error) =>
        IntegrationUri.Read(text, Sample.Compilation(ApiKind.Rest, [], [("host", "b.example.com")]), out error, out _);
}
