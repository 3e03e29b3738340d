// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.DataPlane.Tests.Doubles;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaEvents;

public sealed class ProxyEvent2Tests
{
    [Fact]
    public async Task An_event_is_as_the_reference_writes_it()
    {
        using var behind = FunctionBehind.Http(routeKey: "POST /pets/{id}", variables: [("k", "v")]);
        const string Request = """
            POST /prod/pets/6?p=1&p=2&q=a%20b HTTP/1.1
            X-Multi: one
            Cookie: c1=v1; c2=v2
            User-Agent: x
            x-multi: two
            Content-Type: application/json
            Content-Length: 7
            COOKIE: c3=v3;
            X-Amzn-Trace-Id: Root=1-11111111-222222222222222222222222
            """;
        await behind.RunAsync(Request, [("id", "6")], new ScriptedBody("{\"x\":1}"), "/pets/{id}");
        Assert.Equal(Events.Golden("http-2.json"), Events.Named(behind.Function.Event, behind.Last!));
    }

    [Fact]
    public async Task What_a_request_has_not_is_absent()
    {
        using var behind = FunctionBehind.Http(routeKey: "$default");
        await behind.RunAsync("GET /prod/ HTTP/1.1\nCookie: ;", resource: "$default");
        Assert.Equal(Events.Golden("http-2-bare.json"), Events.Named(behind.Function.Event, behind.Last!));
    }

    [Theory]
    [InlineData("text/csv", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("APPLICATION/JavaScript", true)]
    [InlineData("application/xml", true)]
    [InlineData("application/problem+json", true)]
    [InlineData("image/svg+xml", true)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("application/octet-stream", false)]
    [InlineData("", false)]
    public async Task Bodies_are_text_by_their_type(string type, bool isText)
    {
        using var behind = FunctionBehind.Http();
        await behind.RunAsync("POST /prod/x HTTP/1.1" + (type.Length > 0 ? "\nContent-Type: " + type : ""), [("proxy", "x")], new ScriptedBody("hi"));
        using var seen = JsonDocument.Parse(behind.Function.Event);
        Assert.Equal(isText ? "hi" : "aGk=", seen.RootElement.GetProperty("body").GetString());
        Assert.Equal(!isText, seen.RootElement.GetProperty("isBase64Encoded").GetBoolean());
    }

    [Fact]
    public async Task Path_variables_are_decoded()
    {
        using var behind = FunctionBehind.Http(routeKey: "GET /{proxy+}");
        await behind.RunAsync("GET /prod/a%20b%2F?x=%5B HTTP/1.1", [("proxy", "a%20b%2F")]);
        using var seen = JsonDocument.Parse(behind.Function.Event);
        Assert.Equal("a b/", seen.RootElement.GetProperty("pathParameters").GetProperty("proxy").GetString());
        Assert.Equal("x=%5B", seen.RootElement.GetProperty("rawQueryString").GetString());
    }
}
