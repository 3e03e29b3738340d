// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.ResponseMapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Emit.ResponseMapping;

public sealed class PassedLengthTests
{
    [Theory]
    [InlineData("GET", "HTTP/1.1 200 OK\nContent-Length: 5", "hello", 5)]
    [InlineData("GET", "HTTP/1.1 200 OK", null, 0)]
    [InlineData("GET", "HTTP/1.1 204 No Content", null, -1)]
    [InlineData("GET", "HTTP/1.1 304 Not Modified", null, -1)]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\nContent-Length: 7", null, 7)]
    [InlineData("HEAD", "HTTP/1.1 200 OK\nContent-Length: 123", null, 123)]
    [InlineData("HEAD", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked", null, -1)]
    [InlineData("HEAD", "HTTP/1.1 200 OK\nContent-Length: 5", "hello", 5)]
    public void Is_what_the_client_will_be_told(string method, string answer, string? body, long length) =>
        Assert.Equal(length, PassedLength.Of(Answers.Exchange(ApiKind.Http, answer, body is null ? null : new ScriptedBody(body), method: method)));

    [Fact]
    public void Is_open_when_only_the_end_will_tell() =>
        Assert.Equal(-1, PassedLength.Of(Answers.Exchange(ApiKind.Http, "HTTP/1.1 200 OK", new ScriptedBody(["a"]))));
}
