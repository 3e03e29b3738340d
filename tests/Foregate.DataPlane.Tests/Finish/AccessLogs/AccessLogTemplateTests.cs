// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.DataPlane.Finish.AccessLogs;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Finish.AccessLogs;

public sealed class AccessLogTemplateTests
{
    private const string Clf = "$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime]\"$context.httpMethod $context.resourcePath $context.protocol\" $context.status $context.responseLength $context.requestId $context.extendedRequestId";

    [Fact]
    public void The_common_log_format_as_aws_gives_it()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        Assert.Equal(
            $"192.0.2.7 - - [10/Mar/2026:05:16:23 +0000]\"GET /pets/{{petId}} HTTP/1.1\" 200 345 {Uuid(exchange)} {Encoding.ASCII.GetString(exchange.Ids.Extended)}",
            Line(given, Clf, exchange));
    }

    [Fact]
    public void Json_with_latencies()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        Assert.Equal(
            $$"""{"id":"{{Uuid(exchange)}}","ms":12,"back":10,"status":"200","stage":"prod"}""",
            Line(given, """{"id":"$context.requestId","ms":$context.responseLatency,"back":$context.integrationLatency,"status":"$context.integration.status","stage":"$context.stage"}""", exchange));
    }

    [Theory]
    [InlineData("$context.requestId,$context.status", "{id},200")]
    [InlineData("<a id=\"$context.requestId\">$context.status</a>", "<a id=\"{id}\">200</a>")]
    [InlineData("$context.requestId $context.nothingOfThisName $context.integration.error $context.authorizer.principalId", "{id} - - -")]
    [InlineData("$context.status.$context.requestId-$context.status", "200.{id}-200")]
    [InlineData("${context.requestId}x ${context.requestId $context. $context", "{id}x ${context.requestId $context. $context")]
    [InlineData("$context.requestId $stageVariables.a $input.body $$", "{id} $stageVariables.a $input.body $$")]
    [InlineData("$context.requestId\n", "{id}")]
    [InlineData("$context.requestId é", "{id} é")]
    public void Only_context_variables_are_replaced_and_unset_ones_by_a_dash(string format, string line)
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        Assert.Equal(line.Replace("{id}", Uuid(exchange), StringComparison.Ordinal), Line(given, format, exchange));
    }

    [Fact]
    public void A_client_cannot_forge_members_of_a_json_line()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered(headers: "User-Agent: x\",\"status\":\"200\\");
        using var json = JsonDocument.Parse(Line(given, "{\"id\":\"$context.requestId\",\"agent\":\"$context.identity.userAgent\"}", exchange));
        Assert.Equal("x\",\"status\":\"200\\", json.RootElement.GetProperty("agent").GetString());
        Assert.Equal(2, json.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void A_client_cannot_close_an_xml_element()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered(headers: "User-Agent: </a><b c='d'>");
        Assert.Equal(
            "<a>&lt;/a&gt;&lt;b c=&apos;d&apos;&gt;</a> " + Uuid(exchange),
            Line(given, "<a>$context.identity.userAgent</a> $context.requestId", exchange));
    }

    [Fact]
    public void The_message_string_brings_its_quotes()
    {
        using var given = new GivenExchange();
        var exchange = given.Refused(Rejections.Rest.InvalidApiKey);
        Assert.Equal(
            $$"""{"id":"{{Uuid(exchange)}}","why":"Forbidden","type":"INVALID_API_KEY"}""",
            Line(given, """{"id":"$context.requestId","why":$context.error.messageString,"type":"$context.error.responseType"}""", exchange));
    }

    [Fact]
    public void An_answer_nobody_got_has_no_status_200()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        exchange.Sink = new GivenExchange.TestSink();
        exchange.Client.Gone();
        Assert.Equal(Uuid(exchange) + " 499", Line(given, "$context.requestId $context.status", exchange));
    }

    [Fact]
    public void The_response_latency_is_known_before_anybody_notes_the_end()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        exchange.FinishedAt = 0;
        given.Time.Advance(TimeSpan.FromMilliseconds(21.9));
        Assert.Equal(Uuid(exchange) + " 21", Line(given, "$context.requestId $context.responseLatency", exchange));
    }

    [Theory]
    [InlineData("$context.status", "Access Log format must include either $context.requestId or $context.extendedRequestId : '$context.status'")]
    [InlineData("$context.requestIds", "Access Log format must include either $context.requestId or $context.extendedRequestId : '$context.requestIds'")]
    [InlineData("$context.requestId\n$context.status", "Access Log format must be single line, new line character is allowed only at end of the format: '$context.requestId\n$context.status'")]
    [InlineData("$context.requestId\r$context.status", "Access Log format must be single line, new line character is allowed only at end of the format: '$context.requestId\r$context.status'")]
    public void A_format_against_the_rules_is_refused(string format, string fault)
    {
        using var given = new GivenExchange();
        Assert.Null(AccessLogTemplate.For(format, given.Compilation()));
        Assert.Equal(fault, Assert.Single(given.Faults).Message);
    }

    [Theory]
    [InlineData(3072, true)]
    [InlineData(3073, false)]
    public void A_format_is_at_most_3_kilobytes(int size, bool isTaken)
    {
        using var given = new GivenExchange();
        Assert.Equal(isTaken, AccessLogTemplate.For("$context.requestId".PadRight(size), given.Compilation()) is not null);
        Assert.Equal(isTaken ? 0 : 1, given.Faults.Count);
    }

    [Fact]
    public void An_http_api_refuses_variables_it_does_not_know()
    {
        using var given = new GivenExchange();
        Assert.Null(AccessLogTemplate.For("$context.requestId $context.waf.status $context.nothing", given.Compilation(ApiKind.Http)));
        Assert.Equal(
            "The following context variables are not supported: [$context.waf.status, $context.nothing]",
            Assert.Single(given.Faults).Message);
    }

    [Fact]
    public void The_request_id_of_an_http_api_is_the_short_one()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered(given.Stage(ApiKind.Http));
        Assert.Equal(
            Encoding.ASCII.GetString(exchange.Ids.Extended) + " GET /pets/{petId}",
            Line(given, "$context.requestId $context.routeKey", exchange, ApiKind.Http));
    }

    private static string Line(GivenExchange given, string format, Exchange exchange, ApiKind kind = ApiKind.Rest)
    {
        var template = AccessLogTemplate.For(format, given.Compilation(kind));
        Assert.Empty(given.Faults);
        var line = new ByteWriter();
        template!.Write(exchange, Outcome.Of(exchange, given.Time), default, line, new ByteWriter());
        return Encoding.UTF8.GetString(line.Written);
    }

    private static string Uuid(Exchange exchange) => Encoding.ASCII.GetString(exchange.Ids.Uuid);
}
