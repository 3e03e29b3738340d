// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.DataPlane.Finish;
using Foregate.DataPlane.Finish.AccessLogs;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Finish.AccessLogs;

public sealed class ReadyJsonTests
{
    [Fact]
    public void An_answered_request()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered(headers: ["User-Agent: curl/8.5.0", "X-Amzn-Trace-Id: Root=1-67891233-abcdef012345678912345678"]);
        Assert.Equal(
            $$"""{"time":"2026-03-10T05:16:23.123Z","requestId":"{{Encoding.ASCII.GetString(exchange.Ids.Uuid)}}","apiId":"api1234567","stage":"prod","route":"GET /pets/{petId}","method":"GET","path":"/prod/pets/7","protocol":"HTTP/1.1","status":200,"responseLength":345,"latency":12.500,"gatewayLatency":2.500,"integrationLatency":10.000,"integrationStatus":200,"sourceIp":"192.0.2.7","userAgent":"curl/8.5.0","traceId":"Root=1-67891233-abcdef012345678912345678"}""",
            Line(given, exchange));
    }

    [Fact]
    public void A_refused_request_says_why()
    {
        using var given = new GivenExchange();
        var exchange = given.Refused(Rejections.Rest.Throttled.At("/restapis/api1234567/stages/prod", "Stage \"prod\" allows 1 request per second"));
        using var json = JsonDocument.Parse(Line(given, exchange));
        Assert.Equal(429, json.RootElement.GetProperty("status").GetInt32());
        Assert.Equal("THROTTLED", json.RootElement.GetProperty("rejection").GetString());
        Assert.Equal("Stage \"prod\" allows 1 request per second", json.RootElement.GetProperty("rejectionDetail").GetString());
        Assert.Equal("/restapis/api1234567/stages/prod", json.RootElement.GetProperty("rejectionPlace").GetString());
        Assert.False(json.RootElement.TryGetProperty("integrationLatency", out _));
    }

    [Fact]
    public void A_request_without_a_stage_has_what_is_known()
    {
        using var given = new GivenExchange();
        var exchange = given.Arrived("BREW /pot");
        exchange.Rejection = Rejections.Rest.UnknownStage;
        exchange.Response.Status = 403;
        using var json = JsonDocument.Parse(Line(given, exchange));
        Assert.Equal("BREW", json.RootElement.GetProperty("method").GetString());
        Assert.Equal("/pot", json.RootElement.GetProperty("path").GetString());
        Assert.False(json.RootElement.TryGetProperty("apiId", out _));
    }

    [Fact]
    public void A_head_that_could_not_be_read_has_its_peer_and_no_protocol()
    {
        using var given = new GivenExchange();
        var exchange = given.Arrived("GET /");
        exchange.Request.Reset();
        exchange.SourceIp = default;
        exchange.Verb = HttpVerb.Other;
        exchange.Rejection = exchange.DoorRejection = Rejections.Rest.MalformedRequest;
        using var json = JsonDocument.Parse(Line(given, exchange));
        Assert.Equal("192.0.2.7", json.RootElement.GetProperty("sourceIp").GetString());
        Assert.Equal(["time", "requestId", "status", "responseLength", "latency", "gatewayLatency", "sourceIp", "rejection"],
            json.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void A_truncated_answer_says_so()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        exchange.IsTruncated = true;
        using var json = JsonDocument.Parse(Line(given, exchange));
        Assert.True(json.RootElement.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public void A_client_cannot_forge_members()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered(headers: ["User-Agent: \",\"status\":500,\"x\":\"", "X-Amzn-Trace-Id: caf\u00e9\"}"]);
        using var json = JsonDocument.Parse(Line(given, exchange));
        Assert.Equal("\",\"status\":500,\"x\":\"", json.RootElement.GetProperty("userAgent").GetString());
        Assert.Equal("café\"}", json.RootElement.GetProperty("traceId").GetString());
        Assert.False(json.RootElement.TryGetProperty("x", out _));
    }

    private static string Line(GivenExchange given, Exchange exchange)
    {
        var records = exchange.Stage is null
            ? new RouteRecords(null, null, new StageSeries("", ""))
            : ((StageRecords)exchange.Stage.Records!).Of(exchange.Stage, exchange.Route.Plan);
        var line = new ByteWriter();
        ReadyJson.Instance.Write(exchange, Outcome.Of(exchange, given.Time), records.Origin, line, new ByteWriter());
        return Encoding.UTF8.GetString(line.Written);
    }
}
