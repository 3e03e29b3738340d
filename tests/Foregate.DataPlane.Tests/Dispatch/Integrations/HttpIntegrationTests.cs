// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.Definitions.ApiGateway;
using static Foregate.DataPlane.Tests.Pipeline.Mapped.MappedApi;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

/// <summary>Integrations of type HTTP through the whole gateway.</summary>
public sealed class HttpIntegrationTests
{
    [Fact]
    public async Task Only_what_is_mapped_goes_out_and_comes_back()
    {
        string? head = null;
        byte[]? sent = null;
        await using var backend = Backend("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nETag: \"e1\"\r\nX-Secret: s\r\nWWW-Authenticate: Basic\r\nContent-Length: 4\r\n\r\n<a/>", (request) =>
        {
            head = request.Head;
            sent = request.Body;
        });
        await using var api = await StartAsync(
            new Integration
            {
                Type = IntegrationType.Http,
                HttpMethod = "PUT",
                Uri = $"http://127.0.0.1:{backend.Port}/animals/{{id}}?v=2",
                RequestParameters = Map(
                    ("integration.request.path.id", "method.request.path.petId"),
                    ("integration.request.querystring.all", "method.request.multivaluequerystring.a"),
                    ("integration.request.querystring.last", "method.request.querystring.a"),
                    ("integration.request.querystring.none", "method.request.querystring.b"),
                    ("integration.request.header.X-Who", "method.request.header.X-Me"),
                    ("integration.request.header.X-Static", "'st at ic'"),
                    ("integration.request.header.X-Body", "method.request.body")),
                IntegrationResponses = Responses(Response() with
                {
                    ResponseParameters = Map(
                        ("method.response.header.ETag", "integration.response.header.ETag"),
                        ("method.response.header.WWW-Authenticate", "integration.response.header.WWW-Authenticate"),
                        ("method.response.header.X-Body", "integration.response.body"),
                        ("method.response.header.X-Gone", "integration.response.header.Nothing")),
                }),
            },
            "200 ETag WWW-Authenticate X-Body X-Gone");
        var answer = await api.SendAsync("POST", "/pets/7%2F8?a=1&a=2%203&c=4", "hello"u8.ToArray(), "text/plain", ("X-Me", "I"), ("Authorization", "Bearer t"), ("Accept", "text/html"));
        var lines = head!.TrimEnd().Split("\r\n");
        Assert.Equal("PUT /animals/7%2F8?v=2&all=1&all=2%203&last=2%203 HTTP/1.1", lines[0]);
        Assert.Equal(
            [
                "Accept: application/json", "Connection: keep-alive", "Content-Length: 5", "Content-Type: text/plain", $"Host: 127.0.0.1:{backend.Port}",
                "User-Agent: AmazonAPIGateway_rest123456", "X-Amzn-Apigateway-Api-Id: rest123456", "X-Amzn-Trace-Id", "X-Body: hello", "X-Static: st at ic", "X-Who: I",
            ],
            lines[1..].Select(static line => line.StartsWith("X-Amzn-Trace-Id", StringComparison.Ordinal) ? "X-Amzn-Trace-Id" : line).Order(StringComparer.Ordinal));
        Assert.Equal("hello", Encoding.UTF8.GetString(sent!));
        Assert.Equal((200, "<a/>", "application/json"), (answer.Status, Encoding.UTF8.GetString(answer.Body), answer.ContentType));
        Assert.Equal(
            ["ETag", "X-Amzn-Trace-Id", "X-Body", "x-amz-apigw-id", "x-amzn-Remapped-WWW-Authenticate", "x-amzn-RequestId"],
            answer.Headers.Select(static header => header.Key).Where(static name => name is not ("Date" or "Connection" or "Server")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("200 OK", 200, "fine")]
    [InlineData("404 Not Found", 410, "gone")]
    [InlineData("503 Busy", 500, "")]
    public async Task The_answer_is_selected_by_the_status(string status, int answered, string body)
    {
        await using var backend = ScriptedBackEnd.Always($"HTTP/1.1 {status}\r\nContent-Length: 1\r\n\r\nx");
        await using var api = await StartAsync(
            Http(backend, Response("200", "2\\d{2}", ("application/json", "fine")), Response("410", "404", ("application/json", "gone"))), "200", "410");
        var answer = await api.SendAsync("GET", "/pets/1");
        Assert.Equal(answered, answer.Status);
        if (body.Length > 0)
        {
            Assert.Equal(body, Encoding.UTF8.GetString(answer.Body));
        }
        else
        {
            Assert.Equal("{\"message\": \"Internal server error\"}", Encoding.UTF8.GetString(answer.Body).Replace("\":\"", "\": \"", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(PassthroughBehavior.WhenNoMatch, "text/plain", 200)]
    [InlineData(PassthroughBehavior.WhenNoTemplates, "text/plain", 415)]
    [InlineData(PassthroughBehavior.Never, "text/plain", 415)]
    [InlineData(PassthroughBehavior.Never, "application/json; charset=utf-8", 200)]
    public async Task A_body_without_a_template_passes_as_passthroughBehavior_says(PassthroughBehavior behavior, string contentType, int status)
    {
        byte[]? sent = null;
        await using var backend = Backend("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", request => sent = request.Body);
        await using var api = await StartAsync(Http(backend, Response()) with { PassthroughBehavior = behavior, RequestTemplates = Map(("application/json", "{\"made\":1}")) }, "200");
        var answer = await api.SendAsync("POST", "/pets/1", "given"u8.ToArray(), contentType);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 415 ? null : contentType == "text/plain" ? "given" : "{\"made\":1}", sent is null ? null : Encoding.UTF8.GetString(sent));
        if (status == 415)
        {
            Assert.Equal("BadRequestException", answer.Headers.GetValues("x-amzn-ErrorType").Single());
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Requests_that_ask_go_out_without_a_body(string method)
    {
        string? head = null;
        await using var backend = Backend("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", request => head = request.Head);
        await using var api = await StartAsync(Http(backend, Response()) with { HttpMethod = method }, "200");
        Assert.Equal(200, (await api.SendAsync("POST", "/pets/1", "given"u8.ToArray(), "text/plain")).Status);
        Assert.StartsWith(method + " ", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length", head, StringComparison.Ordinal);
    }

    // §3.10: what is binary by the type, what the client accepts first, contentHandling.
    [Theory]
    [InlineData("image/png", null, null, "\u00FF")]
    [InlineData("image/png", null, ContentHandling.ConvertToText, "/w==")]
    [InlineData("text/plain", null, null, "\u00EF\u00BF\u00BD")]
    [InlineData("image/png", "image/png", null, "\u00FF")]
    public async Task Bytes_reach_the_back_end_as_content_handling_says(string contentType, string? accept, ContentHandling? handling, string arrived)
    {
        byte[]? sent = null;
        await using var backend = Backend("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\n/w==", request => sent = request.Body);
        await using var api = await StartAsync(Http(backend, Response()) with { ContentHandling = handling }, null, null, ["200"], binary: ["image/png"]);
        var answer = await api.SendAsync("POST", "/pets/1", [0xFF], contentType, accept is null ? [] : [("Accept", accept)]);
        Assert.Equal(arrived, Encoding.Latin1.GetString(sent!));
        Assert.Equal(accept is null ? "/w==" : "\u00FF", Encoding.Latin1.GetString(answer.Body));
    }

    [Fact]
    public async Task An_answer_that_is_no_base64_is_not_decoded()
    {
        await using var backend = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\n!!!");
        await using var api = await StartAsync(Http(backend, Response() with { ContentHandling = ContentHandling.ConvertToBinary }), "200");
        Assert.Equal(500, (await api.SendAsync("GET", "/pets/1")).Status);
    }

    [Theory]
    [InlineData("Content-Length")]
    [InlineData("X-Amzn-Trace-Id")]
    public async Task Headers_that_are_present_already_close_the_method(string name)
    {
        await using var backend = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var api = await StartAsync(Http(backend, Response()) with { RequestParameters = Map(("integration.request.header." + name, "'1'")) }, "200");
        Assert.Equal(500, (await api.SendAsync("GET", "/pets/1")).Status);
        Assert.Equal(0, backend.Requests);
    }

    [Theory]
    [InlineData(IntegrationType.Http)]
    [InlineData(IntegrationType.HttpProxy)]
    public async Task Parts_of_the_body_are_mapped(IntegrationType type)
    {
        ScriptedRequest? seen = null;
        await using var backend = Backend("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"id\":\"x7\"}", request => seen = request);
        await using var api = await StartAsync(
            Http(backend, Response() with { ResponseParameters = Map(("method.response.header.X-Id", "integration.response.body.id")) }) with
            {
                Type = type,
                Uri = $"http://127.0.0.1:{backend.Port}/{{kind}}",
                RequestParameters = Map(
                    ("integration.request.path.kind", "method.request.body.pet.kind"), ("integration.request.header.X-Pet", "method.request.body.pet"),
                    ("integration.request.querystring.tag", "method.request.body.tags[0]")),
            },
            "200 X-Id");
        var answer = await api.SendAsync("POST", "/pets/1", """{"pet":{"kind":"big dog"},"tags":["t 1"]}"""u8.ToArray(), "application/json");
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("POST /big%20dog?tag=t%201 HTTP/1.1\r\n", seen!.Head, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Pet: {\"kind\":\"big dog\"}\r\n", seen.Head, StringComparison.Ordinal);
        Assert.Equal("""{"pet":{"kind":"big dog"},"tags":["t 1"]}""", Encoding.UTF8.GetString(seen.Body));
        if (type == IntegrationType.Http)
        {
            Assert.Equal("x7", answer.Headers.GetValues("X-Id").Single());
        }

        var broken = await api.SendAsync("POST", "/pets/1", "{\"pet\":"u8.ToArray(), "application/json");
        Assert.Equal(400, broken.Status);
        Assert.Contains("Invalid JSON in request body", Encoding.UTF8.GetString(broken.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_no_JSON_has_no_parts()
    {
        await using var backend = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{a:");
        await using var api = await StartAsync(Http(backend, Response() with { ResponseParameters = Map(("method.response.header.X-Id", "integration.response.body.id")) }), "200 X-Id");
        Assert.Equal(500, (await api.SendAsync("GET", "/pets/1")).Status);
    }

    // CONVERT_TO_BINARY reads text as base64, for a proxy too.
    [Fact]
    public async Task Content_handling_changes_what_a_proxy_is_sent()
    {
        byte[]? sent = null;
        await using var backend = Backend("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", request => sent = request.Body);
        await using var api = await StartAsync(Http(backend) with { Type = IntegrationType.HttpProxy, ContentHandling = ContentHandling.ConvertToBinary }, "200");
        Assert.Equal(200, (await api.SendAsync("POST", "/pets/1", "/w=="u8.ToArray(), "text/plain")).Status);
        Assert.Equal([0xFF], sent);
        Assert.Equal(500, (await api.SendAsync("POST", "/pets/1", "!"u8.ToArray(), "text/plain")).Status);
    }

    [Fact]
    public async Task A_large_answer_in_pieces_comes_whole_and_one_that_is_too_large_does_not()
    {
        var body = new string('b', 300_000);
        await using var backend = ScriptedBackEnd.Always($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\n\r\n");
        await using var api = await StartAsync(Http(backend, Response()), "200");
        for (var i = 0; i < 3; i++)
        {
            var answer = await api.SendAsync("POST", "/pets/1", new byte[200_000], "text/plain");
            Assert.Equal((200, body), (answer.Status, Encoding.UTF8.GetString(answer.Body)));
        }

        var options = Doubles.Sample.Options with { Quotas = new Definitions.Quotas { PayloadBytes = 1_000 } };
        await using var small = await StartAsync(Http(backend, Response()), null, null, ["200"], options);
        Assert.Equal(500, (await small.SendAsync("GET", "/pets/1")).Status);
        Assert.Equal(413, (await small.SendAsync("POST", "/pets/1", new byte[1_001], "text/plain")).Status);
    }

    // §3.23: what is streamed may be of any length.
    [Theory]
    [InlineData(null, 500)]
    [InlineData(ResponseTransferMode.Buffered, 500)]
    [InlineData(ResponseTransferMode.Stream, 200)]
    public async Task A_proxys_answer_may_be_longer_when_it_is_streamed(ResponseTransferMode? mode, int status)
    {
        await using var backend = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + new string('s', 2000));
        var options = Doubles.Sample.Options with { Quotas = new Definitions.Quotas { PayloadBytes = 1_000 } };
        await using var api = await StartAsync(Http(backend) with { Type = IntegrationType.HttpProxy, ResponseTransferMode = mode }, null, null, ["200"], options);
        var answer = await api.SendAsync("POST", "/pets/1");
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200, answer.Body.Length == 2000);
    }

    [Fact]
    public async Task Templates_make_requests_and_answers_and_override_what_is_mapped()
    {
        ScriptedRequest? seen = null;
        await using var backend = Backend("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"n\":[1,2]}", request => seen = request);
        await using var api = await StartAsync(
            Http(backend, Response("200", null, ("application/json", "#set($context.responseOverride.status = 201)#set($context.responseOverride.header.X-B = 'over')$input.json('$.n')$context.requestOverride.header.X-A")) with
            {
                ResponseParameters = Map(("method.response.header.x-b", "'mapped'")),
            }) with
            {
                Uri = $"http://127.0.0.1:{backend.Port}/{{p}}",
                RequestParameters = Map(("integration.request.header.x-a", "'mapped'"), ("integration.request.path.p", "'mapped'"), ("integration.request.querystring.q", "'mapped'")),
                RequestTemplates = Map((
                    "application/json",
                    "#set($context.requestOverride.header.X-A = 'o v')#set($context.requestOverride.path.p = 'x y')#set($context.requestOverride.querystring.q = '1&2')"
                    + "#set($context.requestOverride.querystring.more = 'm')#set($context.requestOverride.header.X-More = 'h'){\"id\":\"$input.params('petId')\"}")),
            },
            "200 x-b");
        var answer = await api.SendAsync("POST", "/pets/7", "{}"u8.ToArray(), "application/json");
        Assert.StartsWith("POST /x%20y?q=1%262&more=m HTTP/1.1\r\n", seen!.Head, StringComparison.Ordinal);
        Assert.Contains("\r\nx-a: o v\r\n", seen.Head, StringComparison.Ordinal);
        Assert.Contains("\r\nX-More: h\r\n", seen.Head, StringComparison.Ordinal);
        Assert.Equal("{\"id\":\"7\"}", Encoding.UTF8.GetString(seen.Body));
        Assert.Equal((201, "[1,2]o v"), (answer.Status, Encoding.UTF8.GetString(answer.Body)));
        Assert.Equal("over", answer.Headers.GetValues("X-B").Single());
    }

    [Fact]
    public async Task A_back_end_that_is_not_there_is_a_network_error()
    {
        await using var api = await StartAsync(
            new Integration { Type = IntegrationType.Http, HttpMethod = "GET", Uri = "http://127.0.0.1:1/", IntegrationResponses = Responses(Response()) }, "200");
        var answer = await api.SendAsync("GET", "/pets/1");
        Assert.Equal(504, answer.Status);
        Assert.Contains("Network error communicating with endpoint", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }

    private static Integration Http(ScriptedBackEnd backend, params IntegrationResponse[] responses) => new()
    {
        Type = IntegrationType.Http, HttpMethod = "POST", Uri = $"http://127.0.0.1:{backend.Port}/", IntegrationResponses = Responses(responses),
    };

    private static ScriptedBackEnd Backend(string answer, Action<ScriptedRequest> see) => new(async connection =>
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            see(request);
            await connection.WriteAsync(answer);
        }
    });
}
