// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaEvents;

public sealed class ProxyEvent1Tests
{
    private const string Post = """
        POST /prod/pets/7?a=1&b+c=d%2Be+f&a=2&empty HTTP/1.1
        accept: */*
        user-agent: x
        X-Multi: one
        accept: text/plain
        X-Multi: two
        aUThorization: Bearer t
        Connection: close, X-Hop
        X-Hop: 1
        TE: trailers
        X-Forwarded-For: 10.0.0.1
        Content-Length: 7
        Content-Type: application/json
        """;

    [Fact]
    public async Task A_REST_event_is_as_the_reference_writes_it()
    {
        using var behind = FunctionBehind.Rest("/pets/{petId}", variables: [("size", "1"), ("colour", "b\"lue")]);
        await behind.RunAsync(Post, [("petId", "7")], new ScriptedBody("{\"x\":1}"), "/pets/{petId}");
        Assert.Equal(Events.Golden("rest.json"), Events.Named(behind.Function.Event, behind.Last!));
    }

    [Fact]
    public async Task What_a_REST_request_has_not_is_null()
    {
        using var behind = FunctionBehind.Rest("/");
        await behind.RunAsync("GET /prod HTTP/1.1", resource: "/", arrange: static exchange =>
        {
            exchange.ApiKeyId = "id1";
            exchange.ApiKey = "k\"ey";
        });
        Assert.Equal(Events.Golden("rest-bare.json"), Events.Named(behind.Function.Event, behind.Last!));
        Assert.StartsWith("Root=1-5e6722a7-", behind.Function.TraceId, StringComparison.Ordinal);
        Assert.Contains("\"" + behind.Function.TraceId + "\"", behind.Function.Event, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_a_canary_is_its_requests_are_told_apart(bool? isCanary)
    {
        using var behind = FunctionBehind.Rest("/");
        await behind.RunAsync("GET /prod HTTP/1.1", resource: "/", arrange: exchange => exchange.Stage = Sample.Stage(ApiKind.Rest, isCanary: isCanary));
        var context = JsonElement.Parse(behind.Function.Event).GetProperty("requestContext");
        Assert.Equal(isCanary, context.TryGetProperty("isCanaryRequest", out var told) ? told.GetBoolean() : null);
    }

    [Fact]
    public async Task An_HTTP_API_adds_the_version()
    {
        using var behind = FunctionBehind.Http("1.0", "GET /pets/{petId}");
        await behind.RunAsync("GET /prod/pets/a%2Fb?a=1&a=2 HTTP/1.1\nX-Multi: one\nx-multi: two", [("petId", "a%2Fb")], resource: "/pets/{petId}");
        Assert.Equal(Events.Golden("http-1.json"), Events.Named(behind.Function.Event, behind.Last!));
    }

    // Recorded on AWS.
    [Theory]
    [InlineData("/proxy-value", "proxy-value", "/proxy-value")]
    [InlineData("/proxy-value/", "proxy-value", "/proxy-value/")]
    [InlineData("/proxy-value//double-slash", "proxy-value//double-slash", "/proxy-value//double-slash")]
    [InlineData("//proxy-value", "proxy-value", "/proxy-value")]
    [InlineData("/v/test%2Balias@gmail.com/plus/test+alias@gmail.com", "v/test%2Balias@gmail.com/plus/test+alias@gmail.com", "/v/test%2Balias@gmail.com/plus/test+alias@gmail.com")]
    public async Task Paths_on_REST_stay_as_sent(string sent, string proxy, string path)
    {
        using var behind = FunctionBehind.Rest();
        await behind.RunAsync("GET /prod" + sent + " HTTP/1.1", [("proxy", proxy)]);
        using var seen = JsonDocument.Parse(behind.Function.Event);
        Assert.Equal(path, seen.RootElement.GetProperty("path").GetString());
        Assert.Equal(proxy, seen.RootElement.GetProperty("pathParameters").GetProperty("proxy").GetString());
        Assert.Equal("/prod" + sent, seen.RootElement.GetProperty("requestContext").GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("image/png", "AQL/", "image/png,*/x", true)]
    [InlineData("image/png; q=1", "AQL/", "image/*", true)]
    [InlineData("IMAGE/PNG", "AQL/", "image/*", true)]
    [InlineData("application/json", "AQL/", "*/*", true)]
    [InlineData("text/plain", "AQL/", "", true)]
    [InlineData("text/plain", "aGk=", "", false)]
    [InlineData("application/octet-stream", "aGk=", "image/png", false)]
    [InlineData("images/png", "aGk=", "image/*", false)]
    public async Task Bodies_on_REST_are_base64_where_they_are_binary(string type, string base64, string binary, bool isBase64)
    {
        using var behind = FunctionBehind.Rest(binary: binary.Split(',', StringSplitOptions.RemoveEmptyEntries));
        await behind.RunAsync("POST /prod/x HTTP/1.1\nContent-Type: " + type, [("proxy", "x")], new BytesBody(Convert.FromBase64String(base64)));
        using var seen = JsonDocument.Parse(behind.Function.Event);
        Assert.Equal(isBase64, seen.RootElement.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal(isBase64 ? base64 : "hi", seen.RootElement.GetProperty("body").GetString());
    }

    [Fact]
    public async Task What_is_not_UTF8_is_mended()
    {
        using var behind = FunctionBehind.Rest();
        await behind.RunAsync("GET /prod/x?q=%FF%22&%E2%82=1 HTTP/1.1\nX-Odd: a\u00ffb\"\\", [("proxy", "x")]);
        using var seen = JsonDocument.Parse(behind.Function.Event);
        Assert.Equal("\uFFFD\"", seen.RootElement.GetProperty("queryStringParameters").GetProperty("q").GetString());
        Assert.Equal("1", seen.RootElement.GetProperty("queryStringParameters").GetProperty("\uFFFD").GetString());
        Assert.Equal("a\uFFFDb\"\\", seen.RootElement.GetProperty("headers").GetProperty("X-Odd").GetString());
    }

    [Fact]
    public async Task Thousands_of_query_parameters_are_grouped_all_the_same()
    {
        using var behind = FunctionBehind.Rest();
        var query = string.Join('&', Enumerable.Range(0, 4000).Select(static i => "k" + (i % 2000) + "=" + i));
        await behind.RunAsync("GET /prod/x?" + query + " HTTP/1.1", [("proxy", "x")]);
        using var seen = JsonDocument.Parse(behind.Function.Event);
        Assert.Equal(2000, seen.RootElement.GetProperty("queryStringParameters").EnumerateObject().Count());
        Assert.Equal("3999", seen.RootElement.GetProperty("queryStringParameters").GetProperty("k1999").GetString());
        Assert.Equal("[\"7\",\"2007\"]", seen.RootElement.GetProperty("multiValueQueryStringParameters").GetProperty("k7").GetRawText());
        await behind.RunAsync("GET /prod/x?a=1 HTTP/1.1", [("proxy", "x")]);
        Assert.Contains("\"queryStringParameters\":{\"a\":\"1\"},", behind.Function.Event, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trusted_proxy_may_say_who_asked()
    {
        using var behind = FunctionBehind.Rest();
        await behind.RunAsync(
            "GET /prod/x HTTP/1.1\nX-Forwarded-For: 10.0.0.1\nX-Forwarded-Port: 8443\nX-Amzn-Trace-Id: Root=1-a-b", [("proxy", "x")], arrange: static exchange => exchange.IsFromTrustedProxy = true);
        Assert.Contains("\"X-Amzn-Trace-Id\":\"Root=1-a-b\",", behind.Function.Event, StringComparison.Ordinal);
        Assert.Contains("\"X-Forwarded-For\":\"10.0.0.1, 203.0.113.9\",\"X-Forwarded-Port\":\"8443\"", behind.Function.Event, StringComparison.Ordinal);
        Assert.Equal("Root=1-a-b", behind.Function.TraceId);
    }

    [Fact]
    public async Task A_body_that_was_decoded_has_no_coding()
    {
        using var behind = FunctionBehind.Rest();
        const string Request = "POST /prod/x HTTP/1.1\nContent-Encoding: gzip";
        await behind.RunAsync(Request, [("proxy", "x")], new ScriptedBody("hi"));
        Assert.Contains("\"Content-Encoding\":\"gzip\"", behind.Function.Event, StringComparison.Ordinal);
        await behind.RunAsync(Request, [("proxy", "x")], new ScriptedBody("hi"), arrange: static exchange => exchange.IsRequestBodyDecoded = true);
        Assert.DoesNotContain("Content-Encoding", behind.Function.Event, StringComparison.Ordinal);
        Assert.True(behind.Last!.Request.Headers.Has(KnownHeader.ContentEncoding));
    }
}
