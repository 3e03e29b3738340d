// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Dispatch.RequestMapping;

public sealed class RequestHeadTemplateTests
{
    [Fact]
    public void A_REST_request_goes_out_as_AWS_sends_it()
    {
        var exchange = Sample.Exchange(
            ApiKind.Rest,
            "POST /prod/pets/7?a=1&a=2 HTTP/1.1\nHost: abc123.execute-api.us-east-1.amazonaws.com\nuser-agent: curl/8\nAccept: */*\nX-Pet: a\nx-pet: b\n"
            + "Content-Type: text/plain\nContent-Length: 5\nContent-Encoding: identity\nVia: 1.1 x\nX-Amzn-Trace-Id: Root=1-2-3\nX-Api-Key: k",
            "/pets/{id}", [("id", "7")]);
        var head = Heads.Write(Heads.OfRest("https://backend.example.com/v1/{id}", "/pets/{id}", ("integration.request.path.id", "method.request.path.id")), exchange, true, 5);
        Assert.Equal(
            """
            POST /v1/7?a=1&a=2 HTTP/1.1
            Host: backend.example.com
            user-agent: curl/8
            Accept: */*
            X-Pet: a
            x-pet: b
            Content-Type: text/plain
            X-Amzn-Trace-Id: Root=1-2-3
            X-Api-Key: k
            X-Amzn-Apigateway-Api-Id: abc123
            X-Forwarded-For: 203.0.113.9
            X-Forwarded-Port: 443
            X-Forwarded-Proto: https
            Connection: keep-alive
            Content-Length: 5


            """,
            head);
    }

    [Fact]
    public void A_bare_REST_request_gets_what_it_lacks()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        var id = Sample.Text(exchange.Ids.Uuid).Replace("-", "", StringComparison.Ordinal)[8..];
        Assert.Equal(
            $"""
            GET / HTTP/1.1
            Host: backend.example.com:8080
            User-Agent: AmazonAPIGateway_abc123
            Content-Type: application/json
            X-Amzn-Apigateway-Api-Id: abc123
            X-Amzn-Trace-Id: Root=1-5e6722a7-{id}
            X-Forwarded-For: 203.0.113.9
            X-Forwarded-Port: 443
            X-Forwarded-Proto: https
            Connection: keep-alive


            """,
            Heads.Write(Heads.OfRest("http://backend.example.com:8080", "/"), exchange));
    }

    [Fact]
    public void An_HTTP_request_goes_out_as_AWS_sends_it()
    {
        var exchange = Sample.Exchange(
            ApiKind.Http,
            "GET /prod/pets/a%2Fb?q=x%20y HTTP/1.1\nHost: abc123.execute-api.us-east-1.amazonaws.com\nUser-Agent: curl/8\nAuthorization: AWS4-HMAC-SHA256 x\n"
            + "Accept-Encoding: gzip\nX-Amzn-Trace-Id: Root=1-2-3\nVia: 1.1 x",
            "/pets/{id}", [("id", "a%2Fb")]);
        Assert.Equal(
            """
            GET /v1/a%2Fb?q=x%20y HTTP/1.1
            Host: backend.example.com
            User-Agent: curl/8
            Authorization: AWS4-HMAC-SHA256 x
            Accept-Encoding: gzip
            X-Amzn-Trace-Id: Root=1-2-3
            Via: 1.1 x
            Content-Type: application/x-www-form-urlencoded
            Forwarded: by=192.0.2.1;for=203.0.113.9;host=abc123.execute-api.us-east-1.amazonaws.com;proto=https
            Via: HTTP/1.1 AmazonAPIGateway
            Content-Length: 0


            """,
            Heads.Write(Heads.OfHttp("https://backend.example.com/v1/{id}", "GET /pets/{id}"), exchange));
    }

    [Fact]
    public void White_space_around_a_value_is_sent_as_one_space()
    {
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1\nX-A:none\nX-B:  two\nX-C: after \t\nX-D:\ttab\nX-E:\nX-F: a  b");
        Assert.Contains("\nX-A: none\nX-B: two\nX-C: after\nX-D: tab\nX-E: \nX-F: a  b\n", Heads.Write(Heads.OfHttp("http://b", "GET /"), exchange), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Transfer-Encoding: chunked\n\n")]
    [InlineData(10485760L, "Content-Length: 10485760\n\n")]
    public void Frames_the_body_anew(long? length, string end)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/ HTTP/1.1\nTransfer-Encoding: chunked");
        var head = Heads.Write(Heads.OfRest("http://b", "/"), exchange, hasBody: true, length);
        Assert.EndsWith(end, head, StringComparison.Ordinal);
        Assert.Single(Heads.Values(head, length is null ? "Transfer-Encoding" : "Content-Length"));
        Assert.Empty(Heads.Values(head, length is null ? "Content-Length" : "Transfer-Encoding"));
    }

    [Theory]
    [InlineData("POST", true)]
    [InlineData("PUT", true)]
    [InlineData("PATCH", true)]
    [InlineData("DELETE", false)]
    [InlineData("GET", false)]
    public void REST_tells_an_empty_body_where_methods_have_one(string method, bool tells)
    {
        var head = Heads.Write(Heads.OfRest("http://b", "/"), Sample.Exchange(ApiKind.Rest, method + " /prod/ HTTP/1.1"));
        Assert.Equal(tells ? ["0"] : [], Heads.Values(head, "Content-Length"));
    }

    [Theory]
    [InlineData("Content-MD5: x", false, true)]
    [InlineData("Max-Forwards: 1", false, true)]
    [InlineData("Server: x", false, true)]
    [InlineData("WWW-Authenticate: x", false, true)]
    [InlineData("X-Amzn-Apigateway-Api-Id: forged", false, true)]
    [InlineData("Authorization: AWS4-HMAC-SHA256 Credential=x", false, true)]
    [InlineData("Authorization: Bearer x", true, true)]
    [InlineData("Expect: 100-continue", false, false)]
    [InlineData("Keep-Alive: timeout=5", false, false)]
    [InlineData("Proxy-Authorization: Basic x", false, false)]
    [InlineData("Proxy-Authenticate: x", false, false)]
    [InlineData("Proxy-Connection: keep-alive", false, false)]
    [InlineData("TE: trailers", false, false)]
    [InlineData("Trailer: X", false, false)]
    [InlineData("Upgrade: websocket", false, false)]
    [InlineData("HTTP2-Settings: x", false, false)]
    [InlineData("Cookie: a=b", true, true)]
    [InlineData("Range: bytes=0-1", true, true)]
    [InlineData("Origin: https://a", true, true)]
    public void Passes_on_what_AWS_passes_on(string header, bool rest, bool http)
    {
        var name = header.Split(':')[0];
        var value = header[(name.Length + 2)..];
        foreach (var (kind, template, expected) in new[] { (ApiKind.Rest, Heads.OfRest("http://b", "/"), rest), (ApiKind.Http, Heads.OfHttp("http://b", "GET /"), http) })
        {
            var head = Heads.Write(template, Sample.Exchange(kind, "GET /prod/ HTTP/1.1\n" + header));
            Assert.Equal(expected, Heads.Values(head, name).Contains(value));
        }
    }

    [Theory]
    [InlineData("Forwarded: for=1.2.3.4")]
    [InlineData("X-Forwarded-For: 1.2.3.4")]
    [InlineData("x-forwarded-for: 1.2.3.4")]
    [InlineData("X-Forwarded-Host: evil")]
    [InlineData("X-Forwarded-Proto: gopher")]
    [InlineData("X-Forwarded-Port: 666")]
    [InlineData("X-Forwarded-Prefix: /evil")]
    [InlineData("X_Forwarded_For: 1.2.3.4")]
    [InlineData("X-Forwarded_Host: evil")]
    [InlineData("X-Real-IP: 1.2.3.4")]
    [InlineData("x_real_ip: 1.2.3.4")]
    [InlineData("X-Envoy-External-Address: 1.2.3.4")]
    [InlineData("X_ENVOY_INTERNAL: true")]
    [InlineData("Forwarded_For: 1.2.3.4")]
    public void A_client_has_no_say_in_where_it_comes_from(string header)
    {
        var value = header[(header.IndexOf(':', StringComparison.Ordinal) + 2)..];
        var rest = Heads.Write(Heads.OfRest("http://b", "/"), Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1\n" + header));
        var http = Heads.Write(Heads.OfHttp("http://b", "GET /"), Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1\n" + header));
        // A trace that begins here may have any digits.
        Assert.DoesNotContain(rest.Split('\n'), line => line.Contains(value, StringComparison.Ordinal) && !line.StartsWith("X-Amzn-Trace-Id: Root=", StringComparison.Ordinal));
        Assert.DoesNotContain(http.Split('\n'), line => line.Contains(value, StringComparison.Ordinal) && !line.StartsWith("X-Amzn-Trace-Id: Root=", StringComparison.Ordinal));
        Assert.Equal(["203.0.113.9"], Heads.Values(rest, "X-Forwarded-For"));
        Assert.Single(Heads.Values(http, "Forwarded"));
    }

    [Theory]
    [InlineData("X-Forward: a")]
    [InlineData("X-Real-IPs: a")]
    [InlineData("X-Envoy: a")]
    [InlineData("Forward: a")]
    public void Names_that_only_look_similar_pass(string header)
    {
        var head = Heads.Write(Heads.OfRest("http://b", "/"), Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1\n" + header));
        Assert.Contains("\n" + header + "\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public void What_Connection_names_stays_behind_but_never_what_the_gateway_says()
    {
        var exchange = Sample.Exchange(
            ApiKind.Rest,
            "GET /prod/ HTTP/1.1\nConnection: close, X-Secret\nConnection: x-other ,X-Forwarded-For,Host,X-Amzn-Apigateway-Api-Id\nX-Secret: 1\nX-Other: 2\nX-Stays: 3");
        var head = Heads.Write(Heads.OfRest("http://b", "/"), exchange);
        Assert.Empty(Heads.Values(head, "X-Secret"));
        Assert.Empty(Heads.Values(head, "X-Other"));
        Assert.Equal(["3"], Heads.Values(head, "X-Stays"));
        Assert.Equal(["203.0.113.9"], Heads.Values(head, "X-Forwarded-For"));
        Assert.Equal(["abc123"], Heads.Values(head, "X-Amzn-Apigateway-Api-Id"));
        Assert.Equal(["b"], Heads.Values(head, "Host"));
        Assert.Equal(["keep-alive"], Heads.Values(head, "Connection"));
    }

    [Fact]
    public void REST_header_mappings_replace_when_their_source_is_there()
    {
        var template = Heads.OfRest(
            "http://b", "/", [("color", "blue")],
            [
                ("integration.request.header.X-Static", "'a b'"), ("integration.request.header.X-Last", "method.request.header.X-Many"),
                ("integration.request.header.X-All", "method.request.multivalueheader.X-Many"), ("integration.request.header.X-Case", "method.request.header.x-many"),
                ("integration.request.header.X-Missing", "method.request.header.X-None"), ("integration.request.header.x-replaced", "method.request.querystring.q"),
                ("integration.request.header.X-Color", "stageVariables.color"), ("integration.request.header.X-Ip", "context.identity.sourceIp"),
                ("integration.request.header.X-No", "stageVariables.none"), ("integration.request.header.X-Dropped", "method.request.header.TE"),
            ]);
        var exchange = Sample.Exchange(
            ApiKind.Rest, "GET /prod/?q=1&q=caf%C3%A9+x HTTP/1.1\nX-Many: one\nX-Many: two\nX-Missing: client\nX-Replaced: client\nTE: trailers");
        var head = Heads.Write(template, exchange);
        Assert.Equal(["a b"], Heads.Values(head, "X-Static"));
        Assert.Equal(["two"], Heads.Values(head, "X-Last"));
        Assert.Equal(["one,two"], Heads.Values(head, "X-All"));
        Assert.Empty(Heads.Values(head, "X-Case"));
        Assert.Equal(["client"], Heads.Values(head, "X-Missing"));
        Assert.Equal(["cafÃ© x"], Heads.Values(head, "X-Replaced"));
        Assert.Equal(["blue"], Heads.Values(head, "X-Color"));
        Assert.Equal(["203.0.113.9"], Heads.Values(head, "X-Ip"));
        Assert.Empty(Heads.Values(head, "X-No"));
        Assert.Empty(Heads.Values(head, "X-Dropped"));
    }

    [Fact]
    public void HTTP_header_mappings_append_overwrite_and_remove()
    {
        var template = Heads.OfHttp(
            "http://b", "GET /{id}", [("color", "blue")],
            [
                ("append:header.X-A", "$request.header.x-many"), ("overwrite:header.X-O", "${request.path.id}-${stageVariables.color}!"),
                ("remove:header.X-R", "''"), ("overwrite:header.X-Gone", "$request.header.none"), ("overwrite:header.X-Q", "$request.querystring.q"),
                ("overwrite:header.X-P", "$request.path"), ("append:header.X-C", "$context.httpMethod"), ("overwrite:header.Host", "other.example.com"),
            ]);
        var exchange = Sample.Exchange(
            ApiKind.Http, "GET /prod/a%20b?q=1&q=2 HTTP/1.1\nX-Many: one\nX-MANY: two\nX-A: client\nx-o: client\nX-R: client\nX-Gone: client", "/{id}", [("id", "a%20b")]);
        var head = Heads.Write(template, exchange);
        Assert.Equal(["one,two", "client"], Heads.Values(head, "X-A"));
        Assert.Equal(["a b-blue!"], Heads.Values(head, "X-O"));
        Assert.Empty(Heads.Values(head, "X-R"));
        Assert.Empty(Heads.Values(head, "X-Gone"));
        Assert.Equal(["1,2"], Heads.Values(head, "X-Q"));
        Assert.Equal(["/a%20b"], Heads.Values(head, "X-P"));
        Assert.Equal(["GET"], Heads.Values(head, "X-C"));
        Assert.Equal(["other.example.com"], Heads.Values(head, "Host"));
    }

    [Theory]
    [InlineData("a%0d%0aSet-Cookie:%20x")]
    [InlineData("a%00b")]
    [InlineData("%0a")]
    [InlineData("%7f")]
    public void A_value_that_would_break_the_head_is_refused(string value)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, $"GET /prod/?q={value} HTTP/1.1");
        var refusal = Heads.OfRest("http://b", "/", ("integration.request.header.X", "method.request.querystring.q")).Write(exchange, "GET"u8, false, 0, new ByteWriter());
        Assert.Equal(400, refusal!.Status);
        Assert.Equal(Blame.Client, refusal.Blame);
    }

    [Fact]
    public void A_mapped_Host_is_a_host_or_nothing()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/?h=a%20b HTTP/1.1");
        var template = Heads.OfRest("http://b", "/", ("integration.request.header.Host", "method.request.querystring.h"));
        Assert.NotNull(template.Write(exchange, "GET"u8, false, 0, new ByteWriter()));
        Assert.Equal(["b"], Heads.Values(Heads.Write(template, Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1")), "Host"));
    }

    [Fact]
    public void Whatever_a_client_sends_one_head_goes_out()
    {
        var rest = Heads.OfRest(
            "http://b/{p}/x?s={p}", "/", ("integration.request.path.p", "method.request.querystring.p"), ("integration.request.querystring.q", "method.request.multivaluequerystring.p"),
            ("integration.request.header.H", "method.request.querystring.p"), ("integration.request.querystring.h", "method.request.header.H"));
        Gen.Select(Gen.Byte.Array[0, 12], Gen.Char["\t !\"#%&'()*+,-./09:;<=>?@AZ[]^_`az{|}~\u00e9\u00ff"].Array[0, 12]).Sample((bytes, characters) =>
        {
            var value = string.Concat(bytes.Select(static each => $"%{each:x2}"));
            var exchange = Sample.Exchange(ApiKind.Rest, $"GET /prod/?p={value} HTTP/1.1\nH: {new string(characters)}");
            var writer = new ByteWriter();
            if (rest.Write(exchange, "GET"u8, false, 0, writer) is not null)
            {
                return;
            }

            var sent = new RequestHead(64 * 1024);
            writer.Written.CopyTo(sent.Free);
            sent.Append(writer.Length);
            Assert.Equal(HeadStatus.Complete, sent.Read());
            Assert.Equal(writer.Length, sent.End);
            Assert.InRange(sent.Headers.Count, 8, 10);
        });
    }

    [Fact]
    public void Writes_a_head_without_allocating()
    {
        var rest = Heads.OfRest(
            "http://b/{p}", "/{id}", ("integration.request.path.p", "method.request.path.id"), ("integration.request.header.X", "method.request.querystring.q"),
            ("integration.request.querystring.t", "context.requestId"));
        var http = Heads.OfHttp("http://b/{id}", "GET /{id}", ("append:header.X-A", "$request.header.user-agent"), ("overwrite:querystring.q", "$context.requestId"));
        const string Request = "GET /prod/7?q=a%20b&r=1 HTTP/1.1\nUser-Agent: curl/8\nAccept: */*\nCookie: a=b\nX-One: 1\nX-Two: 2";
        var restExchange = Sample.Exchange(ApiKind.Rest, Request, "/{id}", [("id", "7")]);
        var httpExchange = Sample.Exchange(ApiKind.Http, Request, "/{id}", [("id", "7")]);
        var writer = new ByteWriter(2048);
        Assert.Equal(0, GivenRequest.Allocated(() => rest.Write(restExchange, "GET"u8, false, 0, writer)));
        Assert.Equal(0, GivenRequest.Allocated(() => http.Write(httpExchange, "GET"u8, false, 0, writer)));
    }
}
