// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit;
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Emit.GatewayResponses;

public sealed class RejectionRendererTests
{
    [Fact]
    public async Task A_REST_API_names_the_error_type()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        var sink = await Answer(exchange, Rejections.Rest.RouteNotFound);
        Assert.Equal(403, sink.Status);
        Assert.Equal(
            "Content-Type: application/json\r\nx-amzn-ErrorType: MissingAuthenticationTokenException\r\n"
            + $"x-amzn-RequestId: {Sample.Text(exchange.Ids.Uuid)}\r\nx-amz-apigw-id: {Sample.Text(exchange.Ids.Extended)}\r\n",
            sink.Head);
        Assert.Equal("""{"message":"Missing Authentication Token"}""", sink.Body);
        Assert.Equal(sink.Body.Length, sink.ContentLength);
    }

    [Fact]
    public async Task An_HTTP_API_does_not()
    {
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1");
        var sink = await Answer(exchange, Rejections.Http.Throttled);
        Assert.Equal(429, sink.Status);
        Assert.Equal($"Content-Type: application/json\r\napigw-requestid: {Sample.Text(exchange.Ids.Extended)}\r\n", sink.Head);
        Assert.Equal("""{"message":"Too Many Requests"}""", sink.Body);
    }

    [Fact]
    public async Task Without_an_API_the_refusal_knows_whose_words_it_speaks()
    {
        var rest = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        rest.Stage = null;
        Assert.Contains("x-amzn-ErrorType: ForbiddenException\r\nx-amzn-RequestId: ", (await Answer(rest, Rejections.Rest.UnknownStage)).Head, StringComparison.Ordinal);
        var http = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1");
        http.Stage = null;
        Assert.StartsWith("Content-Type: application/json\r\napigw-requestid: ", (await Answer(http, Rejections.Http.UnknownStage)).Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaces_an_answer_that_was_begun()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        var lease = new CountingLease();
        exchange.IntegrationResponse.Set(200, null, new ScriptedBody("backend"), lease);
        exchange.Response.Add("X-Backend"u8, "1"u8);
        var sink = await Answer(exchange, Rejections.Rest.ApiConfigurationError);
        Assert.DoesNotContain("X-Backend", sink.Head, StringComparison.Ordinal);
        Assert.Equal("""{"message":"Internal server error"}""", sink.Body);
        Assert.Equal(1, lease.Releases);
    }

    private static async Task<MemorySink> Answer(Exchange exchange, Rejection rejection)
    {
        exchange.Rejection = rejection;
        RejectionRenderer.Render(exchange, rejection);
        await ResponseWriter.WriteAsync(exchange);
        return (MemorySink)exchange.Sink;
    }
}
