// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Emit.Cors;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;
using Definition = Foregate.Definitions.ApiGatewayV2.Cors;

namespace Foregate.DataPlane.Tests.Emit.Cors;

public sealed class CorsHeadersTests
{
    [Theory]
    [InlineData("https://www.example.com", "https://www.example.com", "https://www.example.com")]
    [InlineData("https://WWW.example.com", "https://www.example.com", "https://www.example.com")]
    [InlineData("https://www.example.com", "https://www.example.com:8443", null)]
    [InlineData("https://www.example.com", "http://www.example.com", null)]
    [InlineData("https://www.example.com", "https://www.example.com.evil.example", null)]
    [InlineData("https://www.example.com", "null", null)]
    [InlineData("http://localhost:3000", "http://localhost:3000", "http://localhost:3000")]
    [InlineData("capacitor://localhost", "capacitor://localhost", "capacitor://localhost")]
    [InlineData("https://*", "https://any.example:1", "https://any.example:1")]
    [InlineData("https://*", "http://any.example", null)]
    [InlineData("https://*", "https://", null)]
    [InlineData("https://*", "https://a b", null)]
    [InlineData("https://*", "null", null)]
    [InlineData("http://*", "http://any.example", "http://any.example")]
    [InlineData("http://*", "https://any.example", null)]
    [InlineData("*", "https://any.example", "*")]
    [InlineData("*", "null", "*")]
    public void Names_the_origin_when_it_is_allowed(string allowed, string origin, string? expected) =>
        Assert.Equal(
            expected is null ? "" : "access-control-allow-origin: " + expected + "\r\n",
            Append(new Definition { AllowOrigins = [allowed] }, "Origin: " + origin));

    [Fact]
    public void Adds_credentials_and_exposed_headers_to_actual_answers_but_not_what_only_preflights_ask() =>
        Assert.Equal(
            "access-control-allow-origin: https://a.example\r\naccess-control-allow-credentials: true\r\naccess-control-expose-headers: date,x-y\r\n",
            Append(
                new Definition
                {
                    AllowOrigins = ["https://b.example", "https://a.example"],
                    AllowCredentials = true,
                    ExposeHeaders = ["date", "x-y"],
                    AllowHeaders = ["*"],
                    AllowMethods = ["*"],
                    MaxAge = 5,
                },
                "Origin: https://a.example"));

    [Fact]
    public void Adds_nothing_without_one_origin()
    {
        var cors = new Definition { AllowOrigins = ["*"] };
        Assert.Equal("", Append(cors));
        Assert.Equal("", Append(cors, "Origin: https://a.example", "Origin: https://a.example"));
    }

    [Theory]
    [InlineData("https://*.example.com")]
    [InlineData("www.example.com")]
    [InlineData("https://www.example.com/")]
    [InlineData("https://")]
    [InlineData("ftp*://x")]
    [InlineData("https://a.example, https://b.example")]
    [InlineData("https://x\r\ny")]
    [InlineData("")]
    public void Faults_origins_that_no_browser_sends(string origin)
    {
        var fault = Assert.Single(Faults(new Definition { AllowOrigins = [origin] }));
        Assert.Equal("/apis/api1234567/cors", fault.Path);
        Assert.Contains("none that a browser sends", fault.Message);
    }

    [Fact]
    public void Faults_what_browsers_and_AWS_refuse_all_at_once()
    {
        var faults = Faults(new Definition
        {
            AllowOrigins = ["*"],
            AllowCredentials = true,
            MaxAge = 86_401,
            AllowHeaders = ["a b"],
            AllowMethods = ["GET\r\nX: y"],
            ExposeHeaders = [""],
        });
        Assert.Equal(5, faults.Count);
        Assert.Single(Faults(new Definition { AllowOrigins = ["*"], MaxAge = -2 }));
        Assert.Empty(Faults(new Definition { AllowOrigins = ["*"], MaxAge = 86_400 }));
    }

    [Theory]
    [InlineData("Access-Control-Allow-Origin", true)]
    [InlineData("access-control-allow-credentials", true)]
    [InlineData("access-control-allow-headers", true)]
    [InlineData("access-control-allow-methods", true)]
    [InlineData("access-control-expose-headers", true)]
    [InlineData("access-control-max-age", true)]
    [InlineData("access-control-request-method", false)]
    [InlineData("vary", false)]
    [InlineData("content-type", false)]
    public void Speaks_for_the_CORS_headers_of_back_ends(string name, bool expected) =>
        Assert.Equal(expected, CorsHeaders.IsCorsHeader(KnownHeaders.Find(Encoding.ASCII.GetBytes(name))));

    private static string Append(Definition cors, params string[] headers)
    {
        List<CompilationFault> faults = [];
        var exchange = GivenRequest.Of("GET", "/", headers);
        CorsHeaders.For(cors, GivenRequest.Compilation(ApiKind.Http, faults))!.Append(exchange);
        Assert.Empty(faults);
        return Encoding.Latin1.GetString(exchange.Response.Lines);
    }

    private static List<CompilationFault> Faults(Definition cors)
    {
        List<CompilationFault> faults = [];
        CorsHeaders.For(cors, GivenRequest.Compilation(ApiKind.Http, faults));
        return faults;
    }

    [Fact]
    public void Allocates_nothing()
    {
        var headers = CorsHeaders.For(
            new Definition { AllowOrigins = ["http://a.example", "https://*"], ExposeHeaders = ["date"], AllowMethods = ["*"] },
            GivenRequest.Compilation(ApiKind.Http))!;
        foreach (var origin in (string[])["https://b.example", "http://b.example"])
        {
            var exchange = GivenRequest.Of("OPTIONS", "/", "Origin: " + origin);
            Assert.Equal(0, GivenRequest.Allocated(() =>
            {
                exchange.Response.Reset();
                headers.Append(exchange);
                headers.AppendPreflight(exchange);
            }));
        }
    }
}
