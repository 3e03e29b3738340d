// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaAnswers;

public sealed class ProxyAnswer2Tests
{
    [Theory]
    [InlineData("""{"a":1,"headers":[]}""", """{"a":1,"headers":[]}""")]
    [InlineData("[1,2]", "[1,2]")]
    [InlineData("null", "null")]
    [InlineData("7", "7")]
    [InlineData("\"hello\"", "hello")]
    [InlineData(" \"a\\\"b\" ", "a\"b")]
    [InlineData("\"\"", "")]
    [InlineData("""{"statusCode":null}""", """{"statusCode":null}""")]
    public async Task Without_a_status_the_result_is_the_body(string returned, string body)
    {
        using var behind = FunctionBehind.Http();
        var sink = await behind.AnswerAsync(returned);
        Assert.Equal((200, body), (sink.Status, sink.Body));
        Assert.StartsWith("content-type: application/json\r\n", sink.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"statusCode":201,"body":"hi"}""", 201, "hi", "content-type: text/plain; charset=utf-8\r\n")]
    [InlineData("""{"statusCode":"201","headers":{"Content-Type":"a/b","x":true}}""", 201, "", "Content-Type: a/b\r\nx: true\r\n")]
    [InlineData("""{"statusCode":200,"cookies":["a=1; Path=/","b=2"],"unknown":{},"multiValueHeaders":{"a":["b"]}}""", 200, "", "content-type: text/plain; charset=utf-8\r\nset-cookie: a=1; Path=/\r\nset-cookie: b=2\r\n")]
    [InlineData("""{"statusCode":200,"body":"aGk=","isBase64Encoded":true}""", 200, "hi", "content-type: text/plain; charset=utf-8\r\n")]
    public async Task With_a_status_it_is_an_answer(string returned, int status, string body, string headers)
    {
        using var behind = FunctionBehind.Http();
        var sink = await behind.AnswerAsync(returned);
        Assert.Equal((status, body), (sink.Status, sink.Body));
        Assert.StartsWith(headers + "apigw-requestid: ", sink.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"statusCode":"abc"}""")]
    [InlineData("""{"statusCode":200,"body":{}}""")]
    [InlineData("""{"statusCode":200,"headers":{"a":1}}""")]
    [InlineData("""{"statusCode":200,"cookies":"a=1"}""")]
    [InlineData("""{"statusCode":200,"cookies":["a=1\r\nx: y"]}""")]
    [InlineData("""{"statusCode":200,"cookies":[1]}""")]
    [InlineData("""{"statusCode":200,"body":"%","isBase64Encoded":true}""")]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("\"a\" \"b\"")]
    public async Task What_is_neither_is_an_internal_server_error(string returned)
    {
        using var behind = FunctionBehind.Http();
        var sink = await behind.AnswerAsync(returned);
        Assert.Equal((500, "{\"message\":\"Internal Server Error\"}"), (sink.Status, sink.Body));
        Assert.DoesNotContain("ErrorType", sink.Head, StringComparison.Ordinal);
    }
}
