// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Backends;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

public sealed class BackendOriginTests
{
    [Theory]
    [InlineData(false, "Example.org", 80, "http://example.org:80")]
    [InlineData(true, "example.org.", 443, "https://example.org.:443")]
    [InlineData(false, "[2001:DB8::1]", 8080, "http://[2001:db8::1]:8080")]
    public void Reads_as_a_URL(bool isSecure, string host, int port, string text) =>
        Assert.Equal(text, new BackendOrigin(isSecure, host, port).ToString());

    [Fact]
    public void What_has_connections_of_its_own_has_a_text_of_its_own()
    {
        BackendOrigin[] origins =
        [
            new(true, "a", 443), new(true, "a", 443) { ServerName = "b" }, new(true, "a", 443) { InsecureSkipVerification = true },
            new(true, "a", 443) { ServerName = "b", InsecureSkipVerification = true },
        ];
        Assert.Equal(origins.Length, origins.Select(origin => origin.ToString()).Distinct().Count());
    }
}
