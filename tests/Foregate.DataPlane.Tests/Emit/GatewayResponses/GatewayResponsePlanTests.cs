// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Emit.GatewayResponses;

public sealed class GatewayResponsePlanTests
{
    [Fact]
    public void Without_a_status_and_a_template_only_the_headers_differ()
    {
        var exchange = Rendered(new GatewayResponse { ResponseParameters = One("gatewayresponse.header.X-A", "'b'") }, Rejections.Rest.Throttled);
        Assert.Equal(429, exchange.Response.Status);
        Assert.Equal("Content-Type: application/json\r\nX-A: b\r\nx-amzn-ErrorType: TooManyRequestsException\r\n", Sample.Text(exchange.Response.Lines));
        Assert.Equal("""{"message":"Too Many Requests"}""", Sample.Text(exchange.ResponseBody.Span));
        Assert.Equal(exchange.ResponseBody.Length, exchange.Response.ContentLength);
    }

    [Theory]
    [InlineData("Content-Type", "Content-Type: b\r\nx-amzn-ErrorType: TooManyRequestsException\r\n")]
    [InlineData("X-Amzn-ErrorType", "Content-Type: application/json\r\nX-Amzn-ErrorType: b\r\n")]
    [InlineData("Date", "Content-Type: application/json\r\nx-amzn-Remapped-Date: b\r\nx-amzn-ErrorType: TooManyRequestsException\r\n")]
    [InlineData("Upgrade", "Content-Type: application/json\r\nx-amzn-ErrorType: TooManyRequestsException\r\n")]
    [InlineData("Transfer-Encoding", "Content-Type: application/json\r\nx-amzn-ErrorType: TooManyRequestsException\r\n")]
    public void A_header_that_the_gateway_sends_itself_is_sent_once(string name, string lines) =>
        Assert.Equal(lines, Sample.Text(Rendered(new GatewayResponse { ResponseParameters = One("gatewayresponse.header." + name, "'b'") }, Rejections.Rest.Throttled).Response.Lines));

    [Fact]
    public void Keys_of_a_path_and_a_query_lead_nowhere() =>
        Assert.DoesNotContain(
            "b",
            Sample.Text(Rendered(new GatewayResponse { ResponseParameters = One("gatewayresponse.path.a", "'b'").Add("gatewayresponse.querystring.a", "'b'") }, Rejections.Rest.UnsupportedMediaType)
                .Response.Lines).Replace("BadRequest", "", StringComparison.Ordinal),
            StringComparison.Ordinal);

    [Fact]
    public void A_status_without_a_body_has_none()
    {
        var exchange = Rendered(new GatewayResponse { StatusCode = "204" }, Rejections.Rest.Throttled);
        Assert.Equal(204, exchange.Response.Status);
        Assert.True(exchange.ResponseBody.IsEmpty);
    }

    [Theory]
    [InlineData("99", null, null, "The status code \"99\" is not a number from 200 to 599.")]
    [InlineData(null, "gatewayresponse.header.a b", "'b'", "Invalid mapping expression specified: gatewayresponse.header.a b.")]
    [InlineData(null, "gatewayresponse.header.a", "method.response.header.b", "Invalid mapping expression specified: method.response.header.b.")]
    [InlineData(null, "gatewayresponse.header.a", "'b\r\nc'", "The value of the header a holds control characters.")]
    public void What_cannot_be_sent_is_a_fault(string? status, string? key, string? value, string fault)
    {
        List<CompilationFault> faults = [];
        GatewayResponsePlan.Compile(
            new GatewayResponse { StatusCode = status, ResponseParameters = key is null ? OrdinalMap.Empty<string>() : One(key, value!) }, Sample.Compilation(ApiKind.Rest, faults));
        Assert.StartsWith(fault, Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_allocates_nothing_once_its_buffer_is_there()
    {
        var plan = GatewayResponsePlan.Compile(
            new GatewayResponse
            {
                ResponseParameters = One("gatewayresponse.header.X-A", "context.requestId").Add("gatewayresponse.header.X-B", "'b'"),
                ResponseTemplates = One("application/json", """{"id":"$context.requestId","message":$context.error.messageString,"stage":"$context.stage"}"""),
            },
            Sample.Compilation(ApiKind.Rest, []))!;
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        exchange.Rejection = Rejections.Rest.Throttled;
        Assert.Equal(0, GivenRequest.Allocated(() =>
        {
            exchange.Response.Reset();
            plan.Render(exchange, Rejections.Rest.Throttled);
        }));
    }

    private static Exchange Rendered(GatewayResponse response, Rejection rejection)
    {
        List<CompilationFault> faults = [];
        var plan = GatewayResponsePlan.Compile(response, Sample.Compilation(ApiKind.Rest, faults));
        Assert.Empty(faults);
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        exchange.Rejection = rejection;
        plan!.Render(exchange, rejection);
        return exchange;
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> One(string key, string value) => OrdinalMap.Empty<string>().Add(key, value);
}
