// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.DataPlane.Finish.Decisions;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Finish.Decisions;

public sealed class DecisionRecordTests
{
    [Fact]
    public void A_refusal_says_which_rule_refused_and_where_it_is_said()
    {
        using var given = new GivenExchange();
        using var json = Json(given, given.Refused(Rejections.Rest.InvalidApiKey.At("/restapis/api1234567/resources/res123/methods/GET", "no key was sent")));
        var rejection = json.RootElement.GetProperty("rejection");
        Assert.Equal("INVALID_API_KEY", rejection.GetProperty("type").GetString());
        Assert.Equal("Forbidden", rejection.GetProperty("message").GetString());
        Assert.Equal("Client", rejection.GetProperty("blame").GetString());
        Assert.Equal("no key was sent", rejection.GetProperty("detail").GetString());
        Assert.Equal("/restapis/api1234567/resources/res123/methods/GET", rejection.GetProperty("place").GetString());
        Assert.Equal(403, json.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("latency").GetProperty("integrationMs").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("integrationStatus").ValueKind);
    }

    [Theory]
    [InlineData("0123456789abcdef", "no plan has the key (***cdef)")]
    [InlineData("abcdef", "no plan has the key (***f)")]
    [InlineData("abc", "no plan has the key")]
    public void Of_an_API_key_that_is_refused_the_end_is_told(string key, string told)
    {
        using var given = new GivenExchange();
        using var json = Json(given, given.Refused(Rejections.Rest.InvalidApiKey.At("/restapis/api1234567", "no plan has the key"), headers: "x-api-key: " + key));
        Assert.Equal(told, json.RootElement.GetProperty("rejection").GetProperty("detail").GetString());
        using var throttled = Json(given, given.Refused(Rejections.Rest.Throttled.At("/restapis/api1234567", "too many"), headers: "x-api-key: " + key));
        Assert.Equal("too many", throttled.RootElement.GetProperty("rejection").GetProperty("detail").GetString());
    }

    [Fact]
    public void An_answer_is_told_whole()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        using var json = Json(given, exchange);
        Assert.Equal(
            $$"""
            {"requestId":"{{Encoding.ASCII.GetString(exchange.Ids.Uuid)}}","extendedRequestId":"{{Encoding.ASCII.GetString(exchange.Ids.Extended)}}","time":"2026-03-10T05:16:23.123+00:00","apiKind":"REST","apiId":"api1234567","stage":"prod","route":"GET /pets/{petId}","definitionPath":"/restapis/api1234567/resources/res123/methods/GET","method":"GET","path":"/prod/pets/7","isPathCut":false,"sourceIp":"192.0.2.7","status":200,"integrationStatus":200,"steps":[{"list":"Address","name":"AddressTable","verdict":"continue"},{"list":"AtTheDoor","name":"DoorStep","verdict":"continue"},{"list":"Bind","name":"TestBinder","verdict":"continue"},{"list":"OnRoute","name":"FirstStep","verdict":"continue"},{"list":"OnRoute","name":"SecondStep","verdict":"answered"},{"list":"OnRoute","name":"ThirdStep","verdict":"not run"}],"rejection":null,"latency":{"totalMs":12.5,"gatewayMs":2.5,"integrationMs":10},"requestBytes":0,"responseBytes":345,"isTruncated":false}
            """,
            json.RootElement.GetRawText());
    }

    [Theory]
    [InlineData(true, "\"stage\":\"prod\",\"isCanaryRequest\":true,")]
    [InlineData(false, "\"stage\":\"prod\",\"isCanaryRequest\":false,")]
    public void A_canary_s_answer_is_told_from_its_stage_s(bool isCanary, string told)
    {
        using var given = new GivenExchange();
        using var json = Json(Record(given, given.Answered()) with { IsCanaryRequest = isCanary });
        Assert.Contains(told, json.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    private static JsonDocument Json(GivenExchange given, Exchange exchange) => Json(Record(given, exchange));

    private static DecisionRecord Record(GivenExchange given, Exchange exchange)
    {
        given.Recorder.Record(exchange);
        Assert.True(given.Recorder.Decisions.TryFind(Encoding.ASCII.GetString(exchange.Ids.Uuid), out var record));
        return record;
    }

    private static JsonDocument Json(DecisionRecord record)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            record.WriteTo(writer);
        }

        return JsonDocument.Parse(bytes.ToArray());
    }
}
