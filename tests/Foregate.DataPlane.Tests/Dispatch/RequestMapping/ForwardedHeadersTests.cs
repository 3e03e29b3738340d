// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Dispatch.RequestMapping;

public sealed class ForwardedHeadersTests
{
    [Fact]
    public void A_trusted_proxys_word_comes_before_ours_on_REST()
    {
        var head = Heads.Write(Heads.OfRest("http://b", "/"), Trusted(
            ApiKind.Rest, "X-Forwarded-For: 198.51.100.1, 198.51.100.2\nX-Forwarded-For: 198.51.100.3\nX-Forwarded-Port: 8443\nX-Forwarded-Host: shop.example.com\nX-Real-IP: 198.51.100.1"));
        Assert.Equal(["198.51.100.1, 198.51.100.2, 198.51.100.3, 203.0.113.9"], Heads.Values(head, "X-Forwarded-For"));
        Assert.Equal(["8443"], Heads.Values(head, "X-Forwarded-Port"));
        Assert.Equal(["https"], Heads.Values(head, "X-Forwarded-Proto"));
        Assert.Equal(["shop.example.com"], Heads.Values(head, "X-Forwarded-Host"));
        Assert.Equal(["198.51.100.1"], Heads.Values(head, "X-Real-IP"));
    }

    [Theory]
    [InlineData(
        "X-Forwarded-For: 198.51.100.1, 2001:db8::7\nX-Forwarded-Host: shop.example.com:444\nX-Forwarded-Proto: http",
        "for=198.51.100.1;host=\"shop.example.com:444\";proto=http, for=\"[2001:db8::7]\", by=192.0.2.1;for=203.0.113.9;host=\"abc123.execute-api.localhost:8080\";proto=https")]
    [InlineData(
        "Forwarded: for=198.51.100.1;proto=http\nForwarded: for=x\nX-Forwarded-For: 1.1.1.1",
        "for=198.51.100.1;proto=http, for=x, by=192.0.2.1;for=203.0.113.9;host=\"abc123.execute-api.localhost:8080\";proto=https")]
    [InlineData(
        "X-Forwarded-For: 1.1.1.1:80, \"a\\b\", ,",
        "for=\"1.1.1.1:80\", for=\"a\\\\b\", by=192.0.2.1;for=203.0.113.9;host=\"abc123.execute-api.localhost:8080\";proto=https")]
    public void Its_headers_become_one_Forwarded_on_HTTP(string headers, string forwarded)
    {
        var head = Heads.Write(Heads.OfHttp("http://b", "GET /"), Trusted(ApiKind.Http, headers));
        Assert.Equal([forwarded], Heads.Values(head, "Forwarded"));
        Assert.Empty(Heads.Values(head, "X-Forwarded-For"));
        Assert.Empty(Heads.Values(head, "X-Forwarded-Host"));
        Assert.Empty(Heads.Values(head, "X-Forwarded-Proto"));
    }

    [Fact]
    public void An_IPv6_address_stands_in_brackets_and_quotes()
    {
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1\nHost: h");
        exchange.Connection = new ConnectionFacts(new IPEndPoint(IPAddress.Parse("2001:db8::9"), 1), new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.1"), 80), isTls: false);
        exchange.IsSecure = false;
        Assert.Equal(["by=192.0.2.1;for=\"[2001:db8::9]\";host=h;proto=http"], Heads.Values(Heads.Write(Heads.OfHttp("http://b", "GET /"), exchange), "Forwarded"));
        exchange.Stage = Sample.Stage(ApiKind.Rest);
        var rest = Heads.Write(Heads.OfRest("http://b", "/"), exchange);
        Assert.Equal(["2001:db8::9"], Heads.Values(rest, "X-Forwarded-For"));
        Assert.Equal(["80"], Heads.Values(rest, "X-Forwarded-Port"));
        Assert.Equal(["http"], Heads.Values(rest, "X-Forwarded-Proto"));
    }

    private static Exchange Trusted(ApiKind kind, string headers)
    {
        var exchange = Sample.Exchange(kind, "GET /prod/ HTTP/1.1\n" + headers);
        exchange.IsFromTrustedProxy = true;
        return exchange;
    }
}
