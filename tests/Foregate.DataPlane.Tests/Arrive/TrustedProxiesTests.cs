// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Arrive;

public sealed class TrustedProxiesTests
{
    private static readonly IPNetwork[] Inside = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8")];

    public static TheoryData<string> Aliases =>
    [
        "X-Forwarded-For: 1.1.1.1", "X_Forwarded_For: 1.1.1.1", "X-Forwarded_For: 1.1.1.1", "x-forwarded-for: 1.1.1.1", "Forwarded: for=1.1.1.1;proto=https",
        "X-Real-IP: 1.1.1.1", "X_Real_IP: 1.1.1.1", "X-Envoy-External-Address: 1.1.1.1", "X-Client-IP: 1.1.1.1", "True-Client-IP: 1.1.1.1",
        "CF-Connecting-IP: 1.1.1.1", "Fastly-Client-IP: 1.1.1.1", "X-Cluster-Client-IP: 1.1.1.1", "X-Forwarded: for=1.1.1.1", "Forwarded-For: 1.1.1.1",
        "X-Forwarded-Proto: https", "X_Forwarded_Proto: https", "X-Forwarded-Scheme: https", "Front-End-Https: on", "X-Forwarded-Ssl: on", "X-Url-Scheme: https",
    ];

    [Theory]
    [MemberData(nameof(Aliases))]
    public void Believes_no_header_of_a_client(string line)
    {
        foreach (var trusted in new IPNetwork[][] { [], Inside })
        {
            var exchange = Apply(trusted, "9.9.9.9", false, line);
            Assert.Equal("9.9.9.9", Source(exchange));
            Assert.False(exchange.IsFromTrustedProxy);
            Assert.False(exchange.IsSecure);
        }
    }

    [Theory]
    [InlineData("X_Forwarded_For: 1.1.1.1")]
    [InlineData("X-Real-IP: 1.1.1.1")]
    [InlineData("X-Envoy-External-Address: 1.1.1.1")]
    [InlineData("True-Client-IP: 1.1.1.1")]
    [InlineData("X_Forwarded_Proto: https")]
    [InlineData("X-Forwarded-Scheme: https")]
    public void Believes_a_proxy_only_in_the_two_headers_that_proxies_write(string line)
    {
        var exchange = Apply(Inside, "10.0.0.1", false, line);
        Assert.Equal("10.0.0.1", Source(exchange));
        Assert.False(exchange.IsSecure);
    }

    [Theory]
    [InlineData("1.1.1.1", "1.1.1.1")]
    [InlineData("6.6.6.6, 1.1.1.1", "1.1.1.1")]
    [InlineData("6.6.6.6, 1.1.1.1, 10.2.2.2, 10.3.3.3", "1.1.1.1")]
    [InlineData("10.9.9.9, 10.2.2.2", "10.9.9.9")]
    [InlineData("1.1.1.1:8080", "1.1.1.1")]
    [InlineData("2001:DB8:0::1", "2001:db8::1")]
    [InlineData("[2001:db8::1]:443", "2001:db8::1")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("::ffff:1.1.1.1", "1.1.1.1")]
    [InlineData("1.1.1.1, fd00::5", "1.1.1.1")]
    [InlineData("\t1.1.1.1 ,10.2.2.2", "1.1.1.1")]
    [InlineData("unknown", "10.0.0.1")]
    [InlineData("1.1.1.1, unknown", "10.0.0.1")]
    [InlineData("1.1.1.1, _hidden, 10.2.2.2", "10.2.2.2")]
    [InlineData("", "10.0.0.1")]
    [InlineData("1.1.1.1,", "10.0.0.1")]
    [InlineData("0x01.1.1.1", "10.0.0.1")]
    [InlineData("01.1.1.1", "10.0.0.1")]
    [InlineData("16843009", "10.0.0.1")]
    [InlineData("1.1.1.1:http", "10.0.0.1")]
    [InlineData("fe80::1%1", "10.0.0.1")]
    [InlineData("[2001:db8::1", "10.0.0.1")]
    public void Takes_the_last_address_that_is_no_proxys(string forwardedFor, string expected)
    {
        var exchange = Apply(Inside, "10.0.0.1", false, "X-Forwarded-For: " + forwardedFor);
        Assert.Equal(expected, Source(exchange));
        Assert.True(exchange.IsFromTrustedProxy);
    }

    [Fact]
    public void Reads_several_lines_as_one_list()
    {
        Assert.Equal("1.1.1.1", Source(Apply(Inside, "10.0.0.1", false, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 1.1.1.1", "x-forwarded-for: 10.1.1.1")));
    }

    [Theory]
    [InlineData("for=1.1.1.1", "1.1.1.1", false)]
    [InlineData("For=1.1.1.1;Proto=https;by=10.0.0.1", "1.1.1.1", true)]
    [InlineData("proto=HTTPS; for=\"1.1.1.1:4711\"", "1.1.1.1", true)]
    [InlineData("for=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17", false)]
    [InlineData("for=\"[2001:db8:cafe::17]\";proto=https, for=10.2.2.2;proto=http", "2001:db8:cafe::17", true)]
    [InlineData("for=6.6.6.6, for=1.1.1.1, for=10.2.2.2", "1.1.1.1", false)]
    [InlineData("for=\"1.1.1.1\\,6\", for=10.2.2.2", "10.2.2.2", false)]
    [InlineData("host=\"a,b;for=6.6.6.6\";for=1.1.1.1", "1.1.1.1", false)]
    [InlineData("for=6.6.6.6;for=1.1.1.1", "10.0.0.1", false)]
    [InlineData("for=unknown", "10.0.0.1", false)]
    [InlineData("for=_secret", "10.0.0.1", false)]
    [InlineData("for=\"1.1.1.1", "10.0.0.1", false)]
    [InlineData("for=1.1.1.1, \"", "10.0.0.1", false)]
    [InlineData("1.1.1.1", "10.0.0.1", false)]
    [InlineData("for", "10.0.0.1", false)]
    [InlineData("for=", "10.0.0.1", false)]
    public void Reads_Forwarded_where_there_is_no_X_Forwarded_For(string forwarded, string expected, bool isSecure)
    {
        var exchange = Apply(Inside, "10.0.0.1", false, "Forwarded: " + forwarded);
        Assert.Equal(expected, Source(exchange));
        Assert.Equal(isSecure, exchange.IsSecure);
    }

    [Fact]
    public void Reads_one_of_the_two_only()
    {
        Assert.Equal("1.1.1.1", Source(Apply(Inside, "10.0.0.1", false, "Forwarded: for=6.6.6.6", "X-Forwarded-For: 1.1.1.1")));
    }

    [Theory]
    [InlineData("https", "1.1.1.1", true)]
    [InlineData("HTTPS", "1.1.1.1", true)]
    [InlineData("http", "1.1.1.1", false)]
    [InlineData("https, http", "1.1.1.1, 10.2.2.2", true)]
    [InlineData("http, https", "1.1.1.1, 10.2.2.2", false)]
    [InlineData("https, http", "1.1.1.1", false)]
    [InlineData("https", "1.1.1.1, 10.2.2.2", true)]
    [InlineData("ftp", "1.1.1.1", false)]
    public void Takes_the_scheme_of_the_clients_hop(string proto, string forwardedFor, bool expected)
    {
        Assert.Equal(expected, Apply(Inside, "10.0.0.1", false, "X-Forwarded-For: " + forwardedFor, "X-Forwarded-Proto: " + proto).IsSecure);
    }

    [Fact]
    public void Knows_IPv4_peers_that_arrive_mapped()
    {
        var exchange = Apply(Inside, "::ffff:10.0.0.1", true, "X-Forwarded-For: 1.1.1.1");
        Assert.Equal("1.1.1.1", Source(exchange));
        Assert.True(exchange.IsSecure);
    }

    [Fact]
    public void Allocates_nothing_without_trusted_proxies()
    {
        var exchange = Given("9.9.9.9", true, "X-Forwarded-For: 1.1.1.1");
        var proxies = new TrustedProxies([]);
        Assert.Equal(0, GivenRequest.Allocated(() => proxies.Apply(exchange)));
    }

    private static Exchange Apply(IPNetwork[] trusted, string peer, bool isTls, params string[] lines)
    {
        var exchange = Given(peer, isTls, lines);
        new TrustedProxies(trusted).Apply(exchange);
        return exchange;
    }

    private static Exchange Given(string peer, bool isTls, params string[] lines)
    {
        var exchange = new Exchange(4096)
        {
            Connection = new ConnectionFacts(new IPEndPoint(IPAddress.Parse(peer), 1000), new IPEndPoint(IPAddress.Loopback, 80), isTls),
        };
        var bytes = Encoding.Latin1.GetBytes("GET / HTTP/1.1\r\nHost: a\r\n" + string.Concat(lines.Select(static l => l + "\r\n")) + "\r\n");
        bytes.CopyTo(exchange.Request.Free);
        exchange.Request.Append(bytes.Length);
        Assert.Equal(HeadStatus.Complete, exchange.Request.Read());
        return exchange;
    }

    private static string Source(Exchange exchange) => Encoding.ASCII.GetString(exchange.SourceIp.Span);
}
