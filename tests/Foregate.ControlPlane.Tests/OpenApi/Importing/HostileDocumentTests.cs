// SPDX-License-Identifier: Apache-2.0

using System.Text;
using CsCheck;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.Tests.OpenApi.Export;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.OpenApi.Importing;

/// <summary>Whatever comes, an import answers as AWS does, and what it refuses changes nothing.</summary>
public sealed class HostileDocumentTests
{
    private static readonly Account s_account = Before();

    [Fact]
    public void Random_bytes() => Gen.Byte.Array[0, 400].Sample(static bytes => Try(bytes), iter: 2_000);

    [Fact]
    public void Documents_that_end_anywhere() => Gen.Int.Sample(
        static seed =>
        {
            var random = new Random(seed);
            var document = Document(random);
            Try(document[..random.Next(document.Length)]);
        },
        iter: 500);

    [Fact]
    public void Documents_with_bytes_of_others() => Gen.Int.Sample(
        static seed =>
        {
            var random = new Random(seed);
            var document = Document(random);
            for (var i = random.Next(20); i > 0; i--)
            {
                document[random.Next(document.Length)] = (byte)random.Next(256);
            }

            Try(document);
        },
        iter: 500);

    [Fact]
    public void Documents_with_values_of_other_shapes() => Gen.Int.Sample(
        static seed =>
        {
            var random = new Random(seed);
            var text = Encoding.UTF8.GetString(Document(random));
            string[] values = ["null", "true", "1.5", "\"\"", "\"${AWS::\"", "[]", "{}", "[[]]", "{\"$ref\":\"#\"}", "{\"$ref\":\"#/paths\"}", "{\"$ref\":\"other\"}", "\"https://{\""];
            for (var i = 1 + random.Next(5); i > 0; i--)
            {
                var at = text.IndexOf("\":", random.Next(text.Length), StringComparison.Ordinal);
                if (at > 0)
                {
                    var end = text.AsSpan(at + 2).IndexOfAny(",}]");
                    text = string.Concat(text.AsSpan(0, at + 2), values[random.Next(values.Length)], end < 0 ? "" : text.AsSpan(at + 2 + end));
                }
            }

            Try(Encoding.UTF8.GetBytes(text));
        },
        iter: 1_000);

    [Theory]
    [InlineData(300)]
    [InlineData(100_000)]
    public void Documents_that_nest_deeply(int levels)
    {
        Refused(new string('[', levels));
        Refused(string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels));
        Refused("openapi: 3.0.1\ncomponents: { schemas: { A: " + string.Concat(Enumerable.Repeat("{ items: ", levels)) + "{}" + new string('}', levels) + " } }");
    }

    [Fact]
    public void Aliases_that_stand_for_billions()
    {
        var bomb = new StringBuilder("openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: {}\na: &a [x,x,x,x,x,x,x,x,x]\n");
        for (var letter = 'b'; letter < 'k'; letter++)
        {
            bomb.Append(letter).Append(": &").Append(letter).Append(" [").AppendJoin(',', Enumerable.Repeat($"*{(char)(letter - 1)}", 9)).Append("]\n");
        }

        Refused(bomb.ToString());
    }

    [Fact]
    public void Long_texts_that_are_said_often()
    {
        // 200 kB, and a thousand schemas of it: 200 MB of models.
        var bomb = new StringBuilder("openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: {}\nx-long: &long ").Append('x', 200_000).Append("\ncomponents:\n  schemas:\n");
        for (var i = 0; i < 1_000; i++)
        {
            bomb.Append("    M").Append(i).Append(": { type: object, title: *long }\n");
        }

        var result = Calls.Import(bomb.ToString(), s_account);
        Assert.Null(result.Account);
        Assert.NotNull(result.Error);
    }

    [Theory]
    [InlineData("{ $ref: '#/components/x-amazon-apigateway-integrations/long' }")]
    [InlineData("*long")]
    public void Long_templates_that_many_refer_to(string integration)
    {
        var bomb = new StringBuilder("openapi: 3.0.1\ninfo: { title: T, version: '1' }\ncomponents: { x-amazon-apigateway-integrations: { long: &long { type: mock, requestTemplates: { a/b: ")
            .Append('x', 250_000).Append(" } } } }\npaths:\n");
        for (var i = 0; i < 2_000; i++)
        {
            bomb.Append("  /p").Append(i).Append(": { get: { x-amazon-apigateway-integration: ").Append(integration).Append(" } }\n");
        }

        var result = Calls.Import(bomb.ToString(), s_account);
        Assert.Null(result.Account);
        Assert.Equal(integration[0] == '*' ? "Invalid OpenAPI input." : "Errors found during import:\n\tThe document stands for too much text", result.Error?.Message);
    }

    [Theory]
    [InlineData("&a { $ref: '#/components/schemas/A' }")]
    [InlineData("{ $ref: '#/components/schemas/B' }")]
    public void References_that_lead_in_circles(string schema) => Try(Encoding.UTF8.GetBytes(
        "openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: { /a: { $ref: '#/paths/~1a' }, /b: { get: { requestBody: { $ref: '#/components/requestBodies/R' }, parameters: [{ $ref: '#/components/parameters/P' }] } } }\n"
        + "components: { schemas: { A: " + schema + ", B: { $ref: '#/components/schemas/A' } }, requestBodies: { R: { $ref: '#/components/requestBodies/R' } }, parameters: { P: { $ref: '#/components/parameters/P' } } }"));

    private static void Refused(string document)
    {
        var result = Calls.Import(document, s_account);
        Assert.Equal("Invalid OpenAPI input.", result.Error?.Message);
    }

    private static void Try(byte[] document)
    {
        foreach (var target in (ImportTarget[])[new(), new() { ApiId = s_account.RestApis.Keys.Single(), Overwrites = true }, new() { IsHttp = true }])
        {
            var result = target.IsHttp
                ? ApiImports.ImportApi(s_account, document, target, failOnWarnings: false, Calls.Context)
                : ApiImports.ImportRestApi(s_account, document, target, failOnWarnings: false, Calls.Context);
            Assert.True(result.Error is null == result.Account is not null);
            Assert.True(result.Error is null or { StatusCode: 400 or 404 or 409 or 429, Message.Length: > 0 }, result.Error?.ToString());
        }

        Assert.True(ApiImports.ImportDocumentationParts(s_account, s_account.RestApis.Keys.Single(), document, true, false, Calls.Context) is { Error: null or { StatusCode: 400 } });
    }

    private static byte[] Document(Random random)
    {
        var document = new RandomApis(random).Document();
        return Encoding.UTF8.GetBytes(random.Next(2) == 0 ? document.ToJsonString() : ControlPlane.OpenApi.Texts.YamlText.Write(document));
    }

    private static Account Before()
    {
        var api = Calls.Rest("openapi: 3.0.1\ninfo: { title: Before, version: '1' }\npaths: { /a: { get: { x-amazon-apigateway-integration: { type: mock } } } }");
        return Imports.Empty with { RestApis = Imports.Empty.RestApis.Add(api.Id, api) };
    }
}
