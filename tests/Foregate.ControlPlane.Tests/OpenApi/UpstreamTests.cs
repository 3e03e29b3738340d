// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi;

namespace Foregate.ControlPlane.Tests.OpenApi;

public sealed class UpstreamTests
{
    [Theory]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:9000/a/{b}/{c}")]
    [InlineData("http://127.0.0.1:9000/", "http://127.0.0.1:9000/a/{b}/{c}")]
    [InlineData("https://example.com/base/", "https://example.com/base/a/{b}/{c}")]
    public void Appends_the_path_and_turns_greedy_variables_into_placeholders(string url, string uri) =>
        Assert.Equal(uri, Upstream.Parse(url)?.For("/a/{b}/{c+}"));

    [Theory]
    [InlineData("localhost:9000")]
    [InlineData("ftp://example.com")]
    [InlineData("http://")]
    [InlineData("/path")]
    [InlineData("http://a/?q=1")]
    [InlineData("http://a/#f")]
    [InlineData("http://u:p@a/")]
    [InlineData("http://a/{b}")]
    [InlineData("")]
    public void Refuses_what_is_no_base(string url)
    {
        Assert.Null(Upstream.Parse(url));
        var fault = Assert.Single(Imports.Of("openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: { /a: { get: {} } }", upstream: url).Faults, fault => fault.Location.File == "--upstream");
        Assert.Contains("is not a base URL", fault.Cause, StringComparison.Ordinal);
    }
}
