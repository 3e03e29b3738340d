// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Protocol.Handlers;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Protocol;

/// <summary>Bodies that nearly are what an operation of the second interface wants: nothing is beyond an answer, and what is refused changes nothing.</summary>
public sealed partial class AnyBodyTests : IDisposable
{
    private static readonly string[] s_texts =
    [
        "", " ", "a", "Pet", "$default", "$connect", "GET /a", "GET /{b+}", "200", "1.0", "2.0", "/4../", "$request.body.action", "$request.method $request.path", "$request.header.a",
        "route.request.header.a", "integration.request.header.a", "append:header.a", "remove:header.a", "context.a", "'a'", "{}", "[]", "{\"type\":\"object\"}", "http://127.0.0.1/{a}", "https://a.example", "s3://a/b",
        "api.example.com", "*.example.com", "arn:aws:acm:us-east-1:123456789012:certificate/a", "arn:aws:iam::123456789012:role/r", "arn:aws:lambda:us-east-1:123456789012:function:f",
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations", "SQS-SendMessage", "${stageVariables.a}", "\u0000", "\ud83d\ude00",
        new string('x', 3000), "$context.requestId", "otherstage",
    ];

    private readonly SignedClient _client = new();

    public static TheoryData<string> WithBodies => new(
        ServiceModels.ApiGatewayV2.Operations
            .Where(static operation => operation.Method is "POST" or "PUT" or "PATCH" && operation.Input!.HasBodyMembers && !operation.Name.Contains("mport", StringComparison.Ordinal))
            .Where(static operation => CoveredHandler.Of(OperationHandlers.ApiGatewayV2.GetValueOrDefault(operation.Name)).Coverage != OperationCoverage.Absent)
            .Select(static operation => operation.Name));

    public void Dispose() => _client.Dispose();

    [Theory]
    [MemberData(nameof(WithBodies))]
    public void No_body_is_beyond_an_answer(string name)
    {
        var operation = ServiceModels.ApiGatewayV2.Find(name)!;
        var ids = FullHttpAccount.Make(_client, "AKID");
        ids["resource-arn"] = $"arn:aws:apigateway:us-east-1::/apis/{ids["apiId"]}";
        string[] texts = [.. s_texts, .. ids.Values, .. ids.Values.Select(static id => "integrations/" + id)];
        var path = Label().Replace(operation.UriTemplate, label => Uri.EscapeDataString(ids[label.Groups[1].Value]));
        Gen.ULong.Sample(
            seed =>
            {
                var random = new Random((int)seed);
                var body = Value(operation.Input!, [], random, texts)?.ToJsonString() ?? "null";
                var before = _client.Account;
                var answer = _client.Send(operation.Method, path, body);
                Assert.True(
                    answer.StatusCode is 200 or 201 or 202 || (answer.StatusCode is >= 400 and < 500 && ReferenceEquals(before, _client.Account)),
                    $"{body} -> {answer.StatusCode} {Encoding.UTF8.GetString(answer.Body.Span)}");
            },
            iter: 150,
            threads: 1);
    }

    // Of its kind nine times out of ten; what is not required is there every third time.
    private static JsonNode? Value(Shape shape, IReadOnlyList<string> values, Random random, string[] texts)
    {
        if (random.Next(30) == 0)
        {
            return random.Next(6) switch { 0 => null, 1 => true, 2 => -1, 3 => 1e300, 4 => new JsonArray(new JsonObject()), _ => new JsonObject { ["a"] = null } };
        }

        switch (shape.Type)
        {
            case ShapeType.Structure:
                var structure = new JsonObject();
                foreach (var member in shape.Members.Where(member => member.Location == MemberLocation.Body && (member.IsRequired || random.Next(3) == 0)))
                {
                    structure[member.WireName] = Value(member.Shape, member.Values, random, texts);
                }

                return structure;
            case ShapeType.List:
                return new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Value(shape.Element!, shape.Element!.Values, random, texts))]);
            case ShapeType.Map:
                var map = new JsonObject();
                for (var i = random.Next(3); i > 0; i--)
                {
                    map[texts[random.Next(texts.Length)]] = Value(shape.Element!, shape.Element!.Values, random, texts);
                }

                return map;
            case ShapeType.Boolean:
                return random.Next(2) == 0;
            case ShapeType.String:
                return values.Count > 0 ? values[random.Next(values.Count)] : texts[random.Next(texts.Length)];
            default:
                return random.Next(4) switch { 0 => 0, 1 => 1, 2 => 300, _ => 29_000 };
        }
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Label();
}
