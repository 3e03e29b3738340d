// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Tests.Operations;

public sealed class EndpointsTests
{
    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("https://example.com:8443/a/{id}/b?x=1")]
    [InlineData("HTTP://example.com/")]
    [InlineData("http://${stageVariables.host}/a")]
    [InlineData("https://${stageVariables.name}.example.com:${stageVariables.port}/{proxy}")]
    [InlineData("http://[::1]:9000/")]
    public void Takes(string uri) => Assert.True(Endpoints.IsHttp(uri));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("ftp://example.com")]
    [InlineData("http://")]
    [InlineData("http:///a")]
    [InlineData("http://a b/")]
    [InlineData("http://a/\n")]
    [InlineData("http://a/{}")]
    [InlineData("http://a/{x")]
    [InlineData("http://a/}")]
    [InlineData("http://user:secret@a/")]
    [InlineData("http://a/#fragment")]
    [InlineData("http://a:99999/")]
    [InlineData("http://a/é")]
    [InlineData("${stageVariables.uri}")]
    [InlineData("arn:aws:apigateway:us-east-1:lambda:path/x")]
    public void Refuses(string? uri) => Assert.False(Endpoints.IsHttp(uri));
}
