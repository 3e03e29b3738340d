// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.ResponseMapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Emit.ResponseMapping;

public sealed class RestProxyResponseTests
{
    [Fact]
    public void Renames_and_drops_as_AWS_does()
    {
        var exchange = Answers.Exchange(
            ApiKind.Rest,
            """
            HTTP/1.1 201 Created
            date: Mon, 01 Jan 2024 00:00:00 GMT
            Server: nginx
            Content-Type: text/plain
            Content-Length: 5
            Connection: keep-alive
            Keep-Alive: timeout=5
            x-amzn-RequestId: theirs
            x-amz-apigw-id: theirs
            WWW-Authenticate: Basic
            Set-Cookie: a=1
            set-cookie: b=2
            Via: 1.1 x
            TE: x
            Trailer: x
            Upgrade: h2c
            Proxy-Authenticate: x
            Expect: x
            Location: /here
            X-Amzn-Trace-Id: Root=1-2-3
            Access-Control-Allow-Origin: *
            """,
            new ScriptedBody("hello"));
        GivenRequest.Run(RestProxyResponse.Instance, exchange);
        Assert.Equal(201, exchange.Response.Status);
        Assert.Equal(5, exchange.Response.ContentLength);
        Assert.Equal(
            """
            x-amzn-Remapped-date: Mon, 01 Jan 2024 00:00:00 GMT
            x-amzn-Remapped-Server: nginx
            Content-Type: text/plain
            x-amzn-Remapped-Content-Length: 5
            x-amzn-Remapped-Connection: keep-alive
            x-amzn-Remapped-x-amzn-RequestId: theirs
            x-amzn-Remapped-WWW-Authenticate: Basic
            Set-Cookie: a=1
            set-cookie: b=2
            Location: /here
            X-Amzn-Trace-Id: Root=1-2-3
            Access-Control-Allow-Origin: *

            """,
            Answers.Head(exchange));
    }

    [Fact]
    public void An_answer_without_a_type_is_JSON()
    {
        var exchange = Answers.Exchange(ApiKind.Rest, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked", new ScriptedBody(["a"]));
        GivenRequest.Run(RestProxyResponse.Instance, exchange);
        Assert.Equal("Content-Type: application/json\n", Answers.Head(exchange));
        Assert.Equal(-1, exchange.Response.ContentLength);
    }

    [Fact]
    public void What_the_back_ends_Connection_names_stays_here()
    {
        var exchange = Answers.Exchange(ApiKind.Rest, "HTTP/1.1 200 OK\nConnection: close, X-Hop\nX-Hop: 1\nX-End: 2\nContent-Type: a/b\nContent-Length: 0");
        GivenRequest.Run(RestProxyResponse.Instance, exchange);
        Assert.Equal("x-amzn-Remapped-Connection: close, X-Hop\nX-End: 2\nContent-Type: a/b\nx-amzn-Remapped-Content-Length: 0\n", Answers.Head(exchange));
    }

    [Fact]
    public void Copies_a_head_without_allocating()
    {
        var exchange = Answers.Exchange(
            ApiKind.Rest, "HTTP/1.1 200 OK\nDate: x\nServer: y\nContent-Type: text/plain\nContent-Length: 5\nConnection: keep-alive\nX-One: 1\nX-Two: 2", new ScriptedBody("hello"));
        Assert.Equal(0, GivenRequest.Allocated(() =>
        {
            exchange.Response.Reset();
            Sample.Completed(RestProxyResponse.Instance.InvokeAsync(exchange));
        }));
    }
}
