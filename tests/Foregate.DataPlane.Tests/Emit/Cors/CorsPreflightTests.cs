// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Emit.Cors;
using Foregate.DataPlane.Verdicts;
using Definition = Foregate.Definitions.ApiGatewayV2.Cors;

namespace Foregate.DataPlane.Tests.Emit.Cors;

public sealed class CorsPreflightTests
{
    private static readonly Definition Cors = new()
    {
        AllowOrigins = ["https://www.example.com"],
        AllowMethods = ["GET", "POST"],
        AllowHeaders = ["authorization", "x-thing"],
        ExposeHeaders = ["date"],
        AllowCredentials = true,
        MaxAge = 300,
    };

    [Fact]
    public void Answers_204_with_all_configured_headers()
    {
        var (verdict, response) = Ask(Cors, "OPTIONS", "Origin: https://www.example.com", "Access-Control-Request-Method: PUT");
        Assert.Equal(VerdictKind.Answered, verdict);
        Assert.Equal(204, response.Status);
        Assert.Equal(
            "access-control-allow-origin: https://www.example.com\r\naccess-control-allow-credentials: true\r\n"
            + "access-control-expose-headers: date\r\naccess-control-allow-methods: GET,POST\r\n"
            + "access-control-allow-headers: authorization,x-thing\r\naccess-control-max-age: 300\r\n",
            Encoding.Latin1.GetString(response.Lines));
    }

    [Fact]
    public void Sends_a_star_for_all_origins_and_no_header_that_is_not_configured()
    {
        var (_, response) = Ask(new Definition { AllowOrigins = ["*"], MaxAge = -1 }, "OPTIONS", "Origin: https://x.example", "Access-Control-Request-Method: GET");
        Assert.Equal("access-control-allow-origin: *\r\naccess-control-max-age: -1\r\n", Encoding.Latin1.GetString(response.Lines));
    }

    [Fact]
    public void Answers_204_without_headers_from_an_origin_that_is_not_allowed()
    {
        var (verdict, response) = Ask(Cors, "OPTIONS", "Origin: https://evil.example", "Access-Control-Request-Method: GET");
        Assert.Equal((VerdictKind.Answered, 204, 0), (verdict, response.Status, response.Count));
    }

    [Theory]
    [InlineData("GET", "Origin: https://www.example.com", "Access-Control-Request-Method: GET")]
    [InlineData("OPTIONS", "Origin: https://www.example.com", "X: y")]
    [InlineData("OPTIONS", "X: y", "Access-Control-Request-Method: GET")]
    public void Leaves_everything_that_is_no_preflight_to_the_routes(string method, string first, string second) =>
        Assert.Equal(VerdictKind.Continue, Ask(Cors, method, first, second).Verdict);

    [Fact]
    public void Is_not_there_without_a_configuration() => Assert.Null(CorsPreflight.For(CorsHeaders.For(null, GivenRequest.Compilation(ApiKind.Http))));

    private static (VerdictKind Verdict, ResponseHead Response) Ask(Definition cors, string method, params string[] headers)
    {
        List<CompilationFault> faults = [];
        var exchange = GivenRequest.Of(method, "/no/route", headers);
        var step = CorsPreflight.For(CorsHeaders.For(cors, GivenRequest.Compilation(ApiKind.Http, faults)))!;
        var verdict = GivenRequest.Run(step, exchange);
        Assert.Empty(faults);
        return (verdict.Kind, exchange.Response);
    }
}
