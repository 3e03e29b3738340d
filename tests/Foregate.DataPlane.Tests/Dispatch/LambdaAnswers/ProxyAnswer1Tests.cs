// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaAnswers;

public sealed class ProxyAnswer1Tests
{
    // Recorded on AWS, but for the last rows.
    [Theory]
    [InlineData("""{"statusCode":200}""", 200, "", "")]
    [InlineData("""{"statusCode":200,"headers":{"test-header":"value","header-bool":true}}""", 200, "", "test-header: value\r\nheader-bool: true\r\n")]
    [InlineData("""{"statusCode":200,"headers":null}""", 200, "", "")]
    [InlineData("""{"statusCode":200,"body":"dGVzdC1kYXRh","isBase64Encoded":true}""", 200, "dGVzdC1kYXRh", "")]
    [InlineData("""{"statusCode":200,"body":"dGVzdC1kYXRh"}""", 200, "dGVzdC1kYXRh", "")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"test-multi":["value1","value2"]}}""", 200, "", "test-multi: value1\r\ntest-multi: value2\r\n")]
    [InlineData("""{"headers":{"test-multi":"value-solo"},"multiValueHeaders":{"test-multi":["value-multi"]}}""", 200, "", "test-multi: value-multi\r\ntest-multi: value-solo\r\n")]
    [InlineData("""{"headers":{"test-multi":"value-solo"},"multiValueHeaders":{"tesT-Multi":["value-multi"]}}""", 200, "", "tesT-Multi: value-multi\r\ntesT-Multi: value-solo\r\n")]
    [InlineData("""{"statusCode":"201"}""", 201, "", "")]
    [InlineData("""{"headers":{"test-header":"value"}}""", 200, "", "test-header: value\r\n")]
    [InlineData("{}", 200, "", "")]
    [InlineData(" { } ", 200, "", "")]
    [InlineData("""{"statusCode":null,"body":null,"isBase64Encoded":null,"multiValueHeaders":null}""", 200, "", "")]
    [InlineData("""{"headers":{"a":"1"},"multiValueHeaders":{"A":["2","1"]}}""", 200, "", "A: 2\r\nA: 1\r\n")]
    [InlineData("""{"statusCode":404,"body":"\"a\nb\u00e9é\ud83d\ude00\\"}""", 404, "\"a\nbéé\U0001F600\\", "")]
    [InlineData("""{"st\u0061tusCode":202,"headers":{"x\u002da":" b\u0063 "}}""", 202, "", "x-a: bc\r\n")]
    public async Task These_are_answers(string returned, int status, string body, string headers)
    {
        using var behind = FunctionBehind.Rest();
        var sink = await behind.AnswerAsync(returned);
        Assert.Equal(status, sink.Status);
        Assert.Equal(body, sink.Body);
        Assert.StartsWith(headers + $"X-Amzn-Trace-Id: {behind.Function.TraceId}\r\nContent-Type: application/json\r\n", sink.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_is_told_by_REST_APIs_but_where_the_function_tells_one()
    {
        const string trace = "Root=1-11111111-222222222222222222222222;Parent=3333333333333333;Sampled=1";
        using var rest = FunctionBehind.Rest();
        Assert.Contains($"X-Amzn-Trace-Id: {trace}\r\n", (await rest.AnswerAsync("{}", "X-Amzn-Trace-Id: " + trace)).Head, StringComparison.Ordinal);
        var head = (await rest.AnswerAsync("""{"headers":{"x-amzn-trace-id":"mine"}}""")).Head;
        Assert.Contains("x-amzn-trace-id: mine\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Root=", head, StringComparison.Ordinal);
        Assert.DoesNotContain("race-Id", (await rest.AnswerAsync("null")).Head, StringComparison.Ordinal);
        using var http = FunctionBehind.Http("1.0");
        Assert.DoesNotContain("race-Id", (await http.AnswerAsync("{}")).Head, StringComparison.Ordinal);
    }

    // Recorded on AWS, but for the last rows.
    [Theory]
    [InlineData("""{"statusCode":200,"wrongValue":"value"}""", "a member other than")]
    [InlineData("null", "not an object")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"test-multi-invalid":"value1"}}""", "a header has")]
    [InlineData("""{"statusCode":"test"}""", "statusCode")]
    [InlineData("\"justAString\"", "not an object")]
    [InlineData("""{"statusCode":200,"headers":{"n":1}}""", "a header has")]
    [InlineData("""{"statusCode":200,"headers":{"n":{}}}""", "a header has")]
    [InlineData("""{"statusCode":200,"headers":{"n":null}}""", "a header has")]
    [InlineData("""{"statusCode":200,"headers":[]}""", "not an object")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"n":[1]}}""", "a header has")]
    [InlineData("""{"statusCode":200,"body":{}}""", "body")]
    [InlineData("""{"statusCode":200,"body":1}""", "body")]
    [InlineData("""{"statusCode":200,"isBase64Encoded":"true"}""", "isBase64Encoded")]
    [InlineData("""{"statusCode":200,"cookies":[]}""", "a member other than")]
    [InlineData("""{"statusCode":199}""", "statusCode")]
    [InlineData("""{"statusCode":600}""", "statusCode")]
    [InlineData("""{"statusCode":200.5}""", "statusCode")]
    [InlineData("""{"statusCode":""}""", "statusCode")]
    [InlineData("""{"statusCode":true}""", "statusCode")]
    [InlineData("""{"statusCode":200,"headers":{"a b":"c"}}""", "a header has")]
    [InlineData("""{"statusCode":200,"headers":{"a":"b\r\nc: d"}}""", "a header has")]
    [InlineData("""{"statusCode":200,"body":"\ud800"}""", "not JSON")]
    [InlineData("""{"statusCode":200} x""", "not JSON")]
    [InlineData("""{"statusCode":200""", "not JSON")]
    [InlineData("[", "not JSON")]
    [InlineData("", "not JSON")]
    public async Task These_are_none(string returned, string reason)
    {
        using var rest = FunctionBehind.Rest();
        var sink = await rest.AnswerAsync(returned);
        Assert.Equal((502, "{\"message\":\"Internal server error\"}"), (sink.Status, sink.Body));
        Assert.Contains("x-amzn-ErrorType: InternalServerErrorException\r\n", sink.Head, StringComparison.Ordinal);
        Assert.Contains("Malformed Lambda proxy response", rest.Last!.Rejection!.Detail, StringComparison.Ordinal);
        Assert.Contains(reason, rest.Last.Rejection.Detail, StringComparison.Ordinal);
        using var http = FunctionBehind.Http("1.0");
        sink = await http.AnswerAsync(returned);
        Assert.Equal((500, "{\"message\":\"Internal Server Error\"}"), (sink.Status, sink.Body));
    }

    [Theory]
    [InlineData("image/png", "image/png", "test-data")]
    [InlineData("image/png", "image/png;q=0.1, text/html", "test-data")]
    [InlineData("image/png", "text/html, image/png", "dGVzdC1kYXRh")]
    [InlineData("image/*", "image/webp", "test-data")]
    [InlineData("*/*", "", "test-data")]
    [InlineData("image/png", "", "dGVzdC1kYXRh")]
    [InlineData("image/png", "*/*", "dGVzdC1kYXRh")]
    [InlineData("", "*/*", "dGVzdC1kYXRh")]
    public async Task Base64_is_decoded_on_REST_for_those_who_accept_binary(string binary, string accept, string body)
    {
        using var behind = FunctionBehind.Rest(binary: binary.Length > 0 ? [binary] : []);
        string[] headers = accept.Length > 0 ? ["Accept: " + accept] : [];
        Assert.Equal(body, (await behind.AnswerAsync("""{"body":"dGVzdC1kYXRh","isBase64Encoded":true}""", headers)).Body);
        Assert.Equal("dGVzdC1kYXRh", (await behind.AnswerAsync("""{"body":"dGVzdC1kYXRh","isBase64Encoded":false}""", headers)).Body);
    }

    [Fact]
    public async Task What_is_not_base64_is_a_configuration_error()
    {
        using var behind = FunctionBehind.Rest(binary: ["*/*"]);
        var sink = await behind.AnswerAsync("""{"body":"%%%","isBase64Encoded":true}""");
        Assert.Equal(500, sink.Status);
        Assert.Equal(RejectionReason.ApiConfigurationError, behind.Last!.Rejection!.Reason);
    }

    [Fact]
    public async Task An_HTTP_API_decodes_base64_whatever_is_accepted()
    {
        using var behind = FunctionBehind.Http("1.0");
        Assert.Equal("test-data", (await behind.AnswerAsync("""{"body":"dGVzdC1kYXRh","isBase64Encoded":true}""")).Body);
    }

    [Fact]
    public async Task Headers_of_the_gateway_are_renamed_or_dropped_as_for_other_back_ends()
    {
        using var behind = FunctionBehind.Rest();
        var sink = await behind.AnswerAsync("""{"headers":{"Date":"d","Content-Length":"99","Transfer-Encoding":"chunked","WWW-Authenticate":"Basic","Content-Type":"text/plain"},"body":"hi"}""");
        Assert.StartsWith(
            "x-amzn-Remapped-Date: d\r\nx-amzn-Remapped-Content-Length: 99\r\nx-amzn-Remapped-WWW-Authenticate: Basic\r\nContent-Type: text/plain\r\n"
            + $"X-Amzn-Trace-Id: {behind.Function.TraceId}\r\nx-amzn-RequestId: ",
            sink.Head,
            StringComparison.Ordinal);
        Assert.Equal(2, sink.ContentLength);
    }

    [Fact]
    public async Task More_header_values_than_a_head_may_have_are_refused()
    {
        using var behind = FunctionBehind.Rest();
        var values = string.Join(',', Enumerable.Repeat("\"v\"", 257));
        Assert.Equal(502, (await behind.AnswerAsync("{\"multiValueHeaders\":{\"a\":[" + values + "]}}")).Status);
    }
}
