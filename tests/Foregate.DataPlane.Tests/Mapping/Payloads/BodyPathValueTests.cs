// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.Standards.JsonPath;

namespace Foregate.DataPlane.Tests.Mapping.Payloads;

public sealed class BodyPathValueTests
{
    private const string Pet = """{"name":"Rex the 1st","age":7,"good":true,"tags":["a","b"],"owner":{"id":null,"x":1.5}}""";

    [Theory]
    [InlineData("$.name", "Rex the 1st")]
    [InlineData("$.age", "7")]
    [InlineData("$.good", "true")]
    [InlineData("$.tags", "[\"a\",\"b\"]")]
    [InlineData("$.tags[1]", "b")]
    [InlineData("$.owner", "{\"id\":null,\"x\":1.5}")]
    [InlineData("$.owner.id", null)]
    [InlineData("$.nobody", null)]
    [InlineData("$..x", "[1.5]")]
    public async Task Is_the_part_that_the_path_finds(string path, string? expected) => Assert.Equal(expected, (await Read(path, Pet, ValueForm.Text)).Text);

    [Fact]
    public async Task Is_encoded_for_its_place() => Assert.Equal("Rex%20the%201st", (await Read("$.name", Pet, ValueForm.Query)).Text);

    [Theory]
    [InlineData("{\"a\":", true)]
    [InlineData(" [1", true)]
    [InlineData("'a", true)]
    [InlineData("\"a", true)]
    [InlineData("plain text", false)]
    [InlineData("a=1&b=2", false)]
    [InlineData("", false)]
    public async Task What_begins_as_JSON_and_is_none_fails_the_mapping(string body, bool isInvalid)
    {
        var (text, exchange) = await Read("$.a", body, ValueForm.Text);
        Assert.Null(text);
        Assert.Equal(isInvalid, exchange.IsMappedBodyInvalid);
    }

    [Fact]
    public void Answers_have_parts_too()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        exchange.IntegrationResponse.Set(200, null, "{\"a\":1}"u8.ToArray(), null, null);
        var writer = new ByteWriter();
        Assert.True(new BodyPathValue(JsonPathQuery.Parse("$.a", out _)!, ofResponse: true).Write(exchange, writer, ValueForm.Text));
        Assert.Equal("1", Sample.Text(writer.Written));
    }

    private static async Task<(string? Text, Exchange Exchange)> Read(string path, string body, ValueForm form)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/ HTTP/1.1", body: new ScriptedBody(body.Length == 0 ? [] : [body]));
        await exchange.ReadBodyAsync(10_000);
        var writer = new ByteWriter();
        var isFound = new BodyPathValue(JsonPathQuery.Parse(path, out _)!, ofResponse: false).Write(exchange, writer, form);
        return (isFound ? Sample.Text(writer.Written) : null, exchange);
    }
}
