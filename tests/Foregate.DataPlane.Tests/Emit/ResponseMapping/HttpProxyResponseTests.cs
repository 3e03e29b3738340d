// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.DataPlane.Emit.Cors;
using Foregate.DataPlane.Emit.ResponseMapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGatewayV2;
using CorsDefinition = Foregate.Definitions.ApiGatewayV2.Cors;

namespace Foregate.DataPlane.Tests.Emit.ResponseMapping;

public sealed class HttpProxyResponseTests
{
    [Fact]
    public void Passes_all_on_but_what_is_of_the_connection()
    {
        var exchange = Answers.Exchange(
            ApiKind.Http,
            """
            HTTP/1.1 404 Not Found
            Date: Mon, 01 Jan 2024 00:00:00 GMT
            Server: nginx
            Content-Length: 5
            Connection: close
            Keep-Alive: timeout=5
            apigw-requestid: theirs
            WWW-Authenticate: Basic
            Access-Control-Allow-Origin: *
            Content-Encoding: gzip
            """,
            new ScriptedBody("hello"));
        GivenRequest.Run(Step(), exchange);
        Assert.Equal(404, exchange.Response.Status);
        Assert.Equal(5, exchange.Response.ContentLength);
        Assert.Equal("Server: nginx\nWWW-Authenticate: Basic\nAccess-Control-Allow-Origin: *\nContent-Encoding: gzip\n", Answers.Head(exchange));
    }

    [Fact]
    public void With_a_CORS_configuration_the_gateways_headers_take_the_place_of_the_back_ends()
    {
        var cors = CorsHeaders.For(new CorsDefinition { AllowOrigins = ["https://shop.example.com"] }, Sample.Compilation(ApiKind.Http, []));
        var exchange = Answers.Exchange(
            ApiKind.Http, "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\nACCESS-CONTROL-MAX-AGE: 5\nX-A: 1", request: "\nOrigin: https://shop.example.com");
        GivenRequest.Run(Step(cors: cors), exchange);
        Assert.Equal("X-A: 1\naccess-control-allow-origin: https://shop.example.com\n", Answers.Head(exchange));
        var other = Answers.Exchange(ApiKind.Http, "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\nX-A: 1", request: "\nOrigin: https://evil.example.com");
        GivenRequest.Run(Step(cors: cors), other);
        Assert.Equal("X-A: 1\n", Answers.Head(other));
    }

    [Fact]
    public void Parameters_of_the_status_append_overwrite_and_remove()
    {
        var step = Step(new()
        {
            ["200"] = [("append:header.X-A", "one"), ("overwrite:header.x-o", "${response.header.X-Many}!"), ("remove:header.X-R", "''"), ("overwrite:header.X-Gone", "$response.header.none"), ("append:header.X-Id", "$context.requestId"), ("overwrite:statuscode", "203")],
            ["500"] = [("overwrite:statuscode", "$response.header.x-status")],
        });
        const string Headers = "\nX-A: back\nX-O: back\nX-R: back\nX-Gone: back\nX-Many: 1\nX-Many: 2\nX-Status: 418";
        var exchange = Answers.Exchange(ApiKind.Http, "HTTP/1.1 200 OK" + Headers);
        GivenRequest.Run(step, exchange);
        Assert.Equal(203, exchange.Response.Status);
        Assert.Equal($"X-A: back\nX-Many: 1\nX-Many: 2\nX-Status: 418\nX-A: one\nX-Id: {Sample.Text(exchange.Ids.Extended)}\nx-o: 1,2!\n", Answers.Head(exchange));
        exchange = Answers.Exchange(ApiKind.Http, "HTTP/1.1 500 No" + Headers);
        GivenRequest.Run(step, exchange);
        Assert.Equal(418, exchange.Response.Status);
        exchange = Answers.Exchange(ApiKind.Http, "HTTP/1.1 201 OK" + Headers);
        GivenRequest.Run(step, exchange);
        Assert.Equal(201, exchange.Response.Status);
        Assert.Contains("X-R: back\n", Answers.Head(exchange), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("99")]
    [InlineData("600")]
    public void A_status_that_is_none_is_not_taken(string status)
    {
        var step = Step(new() { ["200"] = [("overwrite:statuscode", "$response.header.x")] });
        var exchange = Answers.Exchange(ApiKind.Http, "HTTP/1.1 200 OK\nX: " + status);
        GivenRequest.Run(step, exchange);
        Assert.Equal(200, exchange.Response.Status);
    }

    [Theory]
    [InlineData("200", "append:header.Set-Cookie2", "$request.header.x", "Invalid mapping expression")]
    [InlineData("200", "append:header.Content-Length", "1", "Operations on header Content-Length are restricted")]
    [InlineData("200", "overwrite:statuscode", "700", "no status from 100 to 599")]
    [InlineData("200", "append:querystring.a", "1", "Invalid mapping expression")]
    [InlineData("199", "append:header.a", "1", "none from 200 to 599")]
    [InlineData("2xx", "append:header.a", "1", "none from 200 to 599")]
    [InlineData("200", "append:header.a", "$response.body", "not served yet")]
    public void Faults_name_what_is_wrong(string status, string key, string value, string problem)
    {
        var faults = new List<CompilationFault>();
        Step(new() { [status] = [(key, value)] }, faults: faults);
        Assert.Contains(problem, Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_and_maps_without_allocating()
    {
        var step = Step(new() { ["200"] = [("overwrite:header.X-One", "$response.header.x-two"), ("remove:header.Server", "''")] });
        var exchange = Answers.Exchange(ApiKind.Http, "HTTP/1.1 200 OK\nServer: y\nContent-Type: text/plain\nX-One: 1\nX-Two: 2");
        Assert.Equal(0, GivenRequest.Allocated(() =>
        {
            exchange.Response.Reset();
            Sample.Completed(step.InvokeAsync(exchange));
        }));
    }

    private static IStep Step(Dictionary<string, (string Key, string Value)[]>? parameters = null, CorsHeaders? cors = null, List<CompilationFault>? faults = null)
    {
        var found = new List<CompilationFault>();
        var byStatus = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;
        foreach (var (status, pairs) in parameters ?? [])
        {
            byStatus = byStatus.Add(status, pairs.ToImmutableSortedDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal));
        }

        var integration = new Integration { IntegrationId = "int1", IntegrationType = IntegrationType.HttpProxy, ResponseParameters = byStatus };
        var step = HttpProxyResponse.For(integration, cors, Sample.Compilation(ApiKind.Http, found));
        if (faults is null)
        {
            Assert.Empty(found);
        }

        faults?.AddRange(found);
        return step;
    }
}
