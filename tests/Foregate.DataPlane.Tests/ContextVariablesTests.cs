// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.Standards.Values;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests;

public sealed class ContextVariablesTests
{
    [Theory]
    [InlineData("accountId", "123456789012")]
    [InlineData("apiId", "abc123")]
    [InlineData("deploymentId", "dep001")]
    [InlineData("domainName", "abc123.execute-api.us-east-1.amazonaws.com")]
    [InlineData("domainPrefix", "abc123")]
    [InlineData("httpMethod", "GET")]
    [InlineData("identity.sourceIp", "203.0.113.9")]
    [InlineData("identity.userAgent", "curl/8")]
    [InlineData("path", "/prod/pets/6")]
    [InlineData("protocol", "HTTP/1.1")]
    [InlineData("requestTime", "10/Mar/2020:05:16:23 +0000")]
    [InlineData("requestTimeEpoch", "1583817383220")]
    [InlineData("resourceId", "res001")]
    [InlineData("resourcePath", "/pets/{id}")]
    [InlineData("stage", "prod")]
    [InlineData("tlsVersion", "TLSv1.3")]
    [InlineData("cipherSuite", "TLS_AES_128_GCM_SHA256")]
    [InlineData("endpointType", "REGIONAL")]
    [InlineData("status", "200")]
    [InlineData("responseLength", "0")]
    [InlineData("identity.apiKey", null)]
    [InlineData("integrationStatus", null)]
    [InlineData("integration.requestId", null)]
    [InlineData("integration.responseTransferMode", null)]
    [InlineData("error.message", null)]
    [InlineData("authorizer.principalId", null)]
    public void Writes_what_a_REST_request_is(string name, string? expected)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/pets/6 HTTP/1.1\nHost: abc123.execute-api.us-east-1.amazonaws.com\nUser-Agent: curl/8", "/pets/{id}");
        Assert.Equal(expected, Value(name, exchange, ContextUse.AccessLog));
    }

    [Fact]
    public void Names_the_refusal()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        exchange.Rejection = Rejections.Rest.InvalidApiKey;
        Assert.Equal("Forbidden", Value("error.message", exchange, ContextUse.AccessLog));
        Assert.Equal("\"Forbidden\"", Value("error.messageString", exchange, ContextUse.AccessLog));
        Assert.Equal("INVALID_API_KEY", Value("error.responseType", exchange, ContextUse.AccessLog));
    }

    [Theory]
    [InlineData("error.message")]
    [InlineData("error.messageString")]
    [InlineData("error.responseType")]
    [InlineData("requestTime")]
    [InlineData("responseLatency")]
    [InlineData("integration.error")]
    [InlineData("integration.requestId")]
    public void Writing_a_value_allocates_nothing(string name)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        exchange.Rejection = Rejections.Rest.InvalidApiKey;
        exchange.IntegrationResponse.ServiceRequestId = Guid.Parse("c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
        exchange.ReceivedAt = exchange.FinishedAt = exchange.IntegrationStartedAt = 1;
        Assert.True(ContextVariables.TryFind(name, ApiKind.Rest, ContextUse.AccessLog, TimeProvider.System, out var writer));
        var bytes = new ByteWriter(1024);
        Assert.Equal(0, GivenRequest.Allocated(() =>
        {
            bytes.Clear();
            Assert.True(writer(exchange, bytes));
        }));
    }

    [Fact]
    public void Gives_both_kinds_their_request_id()
    {
        var rest = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        Assert.Equal(Sample.Text(rest.Ids.Uuid), Value("requestId", rest, ContextUse.Mapping));
        Assert.Equal(Sample.Text(rest.Ids.Extended), Value("extendedRequestId", rest, ContextUse.Mapping));
        var http = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1");
        Assert.Equal(Sample.Text(http.Ids.Extended), Value("requestId", http, ContextUse.Mapping));
        Assert.Equal("GET /", Value("routeKey", http, ContextUse.AccessLog));
    }

    [Fact]
    public void Splits_the_latency_in_whole_milliseconds()
    {
        var time = new FakeTimeProvider();
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        exchange.ReceivedAt = time.GetTimestamp();
        time.Advance(TimeSpan.FromMilliseconds(5));
        exchange.IntegrationStartedAt = time.GetTimestamp();
        time.Advance(TimeSpan.FromMilliseconds(20.7));
        exchange.IntegrationAnsweredAt = time.GetTimestamp();
        Assert.Null(Value("responseLatency", exchange, ContextUse.AccessLog, time));
        exchange.FinishedAt = time.GetTimestamp();
        Assert.Equal("25", Value("responseLatency", exchange, ContextUse.AccessLog, time));
        Assert.Equal("20", Value("integrationLatency", exchange, ContextUse.AccessLog, time));
        Assert.Equal("20", Value("integration.latency", exchange, ContextUse.AccessLog, time));
    }

    [Fact]
    public void Tells_when_the_answers_headers_and_content_came()
    {
        var time = new FakeTimeProvider();
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        time.Advance(TimeSpan.FromMilliseconds(1));
        exchange.IntegrationStartedAt = time.GetTimestamp();
        Assert.Null(Value("integration.timeToAllHeaders", exchange, ContextUse.AccessLog, time));
        Assert.Null(Value("integration.timeToFirstContent", exchange, ContextUse.AccessLog, time));
        time.Advance(TimeSpan.FromMilliseconds(5));
        exchange.IntegrationAnsweredAt = exchange.IntegrationResponse.AllHeadersAt = time.GetTimestamp();
        time.Advance(TimeSpan.FromMilliseconds(7));
        exchange.IntegrationResponse.FirstContentAt = time.GetTimestamp();
        Assert.Equal("5", Value("integration.timeToAllHeaders", exchange, ContextUse.AccessLog, time));
        Assert.Equal("12", Value("integration.timeToFirstContent", exchange, ContextUse.AccessLog, time));
        time.Advance(TimeSpan.FromMilliseconds(8));
        exchange.FinishedAt = time.GetTimestamp();
        Assert.Equal("5", Value("integrationLatency", exchange, ContextUse.AccessLog, time));
        // AWS: of a stream the latency ends with the stream.
        exchange.IntegrationResponse.IsStreamed = true;
        Assert.Equal("20", Value("integrationLatency", exchange, ContextUse.AccessLog, time));
        Assert.Equal("20", Value("integration.latency", exchange, ContextUse.AccessLog, time));
        exchange.Reset();
        Assert.Equal((0, 0), (exchange.IntegrationResponse.AllHeadersAt, exchange.IntegrationResponse.FirstContentAt));
    }

    [Theory]
    [InlineData("requestOverride.header.X-A", "1")]
    [InlineData("requestOverride.path.id", "7")]
    [InlineData("requestOverride.querystring.q", "b")]
    [InlineData("requestOverride.mine", "other")]
    [InlineData("responseOverride.header.X-B", "one,two")]
    [InlineData("responseOverride.status", "418")]
    [InlineData("responseOverride.header.X-C", null)]
    [InlineData("responseOverride.statuses", null)]
    [InlineData("requestOverride.header", null)]
    public void Tells_what_templates_have_overridden(string name, string? expected)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        Assert.Null(Value(name, exchange, ContextUse.AccessLog));
        var overrides = exchange.Overrides = new TemplateOverrides { ResponseStatus = 418 };
        overrides.RequestHeaders["X-A"] = Standards.Values.Value.Of("1");
        overrides.RequestPath["id"] = Standards.Values.Value.Of("7");
        overrides.RequestQuery["q"] = Standards.Values.Value.Of("b");
        overrides.RequestOthers["mine"] = Standards.Values.Value.Of("other");
        var list = new ValueList(isJson: true, 2);
        list.Add(Standards.Values.Value.Of("one"));
        list.Add(Standards.Values.Value.Of("two"));
        overrides.ResponseHeaders["X-B"] = Standards.Values.Value.Of(list);
        Assert.Equal(expected, Value(name, exchange, ContextUse.AccessLog));
        Assert.Equal(expected, Value(name, exchange, ContextUse.GatewayResponse));
    }

    [Theory]
    [InlineData("status", 1)]
    [InlineData("error.message", 1)]
    [InlineData("routeKey", 4)]
    [InlineData("nonsense", 4)]
    [InlineData("authorizer.", 4)]
    public void Knows_where_a_variable_does_not_exist(string name, int use) =>
        Assert.False(ContextVariables.TryFind(name, ApiKind.Rest, (ContextUse)use, TimeProvider.System, out _));

    private static string? Value(string name, Exchange exchange, ContextUse use, TimeProvider? time = null)
    {
        Assert.True(ContextVariables.TryFind(name, exchange.Stage!.Kind, use, time ?? TimeProvider.System, out var writer));
        var bytes = new ByteWriter(1);
        return writer(exchange, bytes) ? Sample.Text(bytes.Written) : null;
    }
}
