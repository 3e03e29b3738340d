// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Tests.Protocol.Requests;

public sealed class RequestBinderTests
{
    // What a server sees differently from the client that wrote the request.
    private static readonly Dictionary<string, string> s_serverSees = new(StringComparer.Ordinal)
    {
        // A map of the query gets all of its parameters: the server cannot know which the client kept apart.
        ["RestJsonQueryParamsStringListMap"] = """{"qux":"named","foo":{"corge":["named"],"baz":["bar","qux"]}}""",
        ["RestJsonQueryPrecedence"] = """{"foo":"named","baz":{"bar":"named","qux":"alsoFromMap"}}""",
        // The client filled in the token.
        ["RestJsonQueryIdempotencyTokenAutoFill"] = """{"token":"00000000-0000-4000-8000-000000000000"}""",
        // The suite leaves the compressed body out.
        ["SDKAppliedContentEncoding_restJson1"] = """{"encoding":"gzip"}""",
        ["SDKAppendedGzipAfterProvidedEncoding_restJson1"] = """{"encoding":"custom, gzip"}""",
    };

    [Fact]
    public void Understands_every_request_of_the_suite()
    {
        var file = SharedFolder.Find("conformance", "protocol", "input-rest-json.json");
        Assert.SkipWhen(file is null, "shared/conformance/protocol does not lie beside the checkout.");
        var wrong = new List<string>();
        var count = 0;
        foreach (var (model, operation, item) in ProtocolSuite.Read(file))
        {
            count++;
            var id = item.GetProperty("id").GetString()!;
            var serialized = item.GetProperty("serialized");
            // One client was given an endpoint with a path.
            var uri = serialized.GetProperty("uri").GetString()!.Replace("/custom/", "/", StringComparison.Ordinal);
            var headers = serialized.TryGetProperty("headers", out var given)
                ? given.EnumerateObject().Select(static header => KeyValuePair.Create(header.Name, header.Value.GetString()!)).ToArray()
                : [];
            var body = serialized.TryGetProperty("body", out var text) ? text.GetString()! : "";
            var (error, input) = Bind(model, serialized.GetProperty("method").GetString()!, uri, body, headers);
            var wanted = JsonNode.Parse(s_serverSees.GetValueOrDefault(id) ?? item.GetProperty("params").GetRawText())!;
            if (error is not null)
            {
                wrong.Add($"{id}: {error.Message}");
            }
            else if (!JsonNode.DeepEquals(Present(wanted, operation.Input), Present(SuiteValues.ToJson(input)!, operation.Input)))
            {
                wrong.Add($"{id}: wanted {wanted.ToJsonString()}, got {SuiteValues.ToJson(input)!.ToJsonString()}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(113, count);
    }

    [Theory]
    [InlineData("""{"name":true}""", "class java.lang.Boolean can not be converted to an String")]
    [InlineData("""{"name":1}""", "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String")]
    [InlineData("""{"name":{}}""", "Start of structure or map found where not expected.")]
    [InlineData("""{"name":[]}""", "Start of list found where not expected")]
    [InlineData("""{"minimumCompressionSize":"1"}""", "class java.lang.String can not be converted to an Integer")]
    [InlineData("""{"minimumCompressionSize":2147483648}""", "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an Integer")]
    [InlineData("""{"binaryMediaTypes":"a"}""", "Unrecognized collection type class java.lang.String")]
    [InlineData("""{"tags":1}""", "Expected a map, found class com.amazon.coral.value.json.numbers.TruncatingBigNumber")]
    [InlineData("""{"endpointConfiguration":"EDGE"}""", "Expected a structure, found class java.lang.String")]
    [InlineData("""{"tags":{"a":true}}""", "class java.lang.Boolean can not be converted to an String")]
    [InlineData("""["name"]""", "Start of list found where not expected")]
    [InlineData("""{"name":"a" """, "Could not parse request body into json: at line 1, byte 13")]
    [InlineData("""{"name":"a"} {}""", "Could not parse request body into json: at line 1, byte 14")]
    [InlineData("""{"name":"\ud800"}""", "Could not parse request body into json: a text is not UTF-8")]
    public void Values_of_the_wrong_kind_are_told_as_aws_tells_them(string body, string message)
    {
        var (error, _) = Bind(ServiceModels.ApiGateway, "POST", "/restapis", body);
        Assert.Equal(("SerializationException", 400, message), (error?.Code, error?.StatusCode ?? 0, error?.Message));
    }

    [Fact]
    public void Members_nobody_knows_are_ignored_and_of_two_the_last_counts()
    {
        var (error, input) = Bind(ServiceModels.ApiGateway, "POST", "/restapis", """{"name":"a","other":[{"x":[1]}],"name":"b","description":null,"minimumCompressionSize":7.9}""");
        Assert.Null(error);
        Assert.Equal("""{"name":"b","minimumCompressionSize":7}""", SuiteValues.ToJson(input)!.ToJsonString());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("application/json; charset=utf-8", null)]
    [InlineData("application/x-amz-json-1.1", null)]
    [InlineData("application/xml", "UnsupportedMediaTypeException")]
    public void A_body_is_json_or_refused(string? contentType, string? code)
    {
        var (error, _) = Bind(ServiceModels.ApiGateway, "POST", "/restapis", """{"name":"a"}""", contentType is null ? [] : [new("Content-Type", contentType)]);
        Assert.Equal(code, error?.Code);
    }

    [Fact]
    public void A_document_is_taken_whatever_its_type()
    {
        var (error, input) = Bind(ServiceModels.ApiGateway, "POST", "/restapis?mode=import&failonwarnings=true&basepath=prepend", "swagger: 2.0", [new("Content-Type", "application/yaml")]);
        Assert.Null(error);
        Assert.Equal("swagger: 2.0", Encoding.UTF8.GetString(input["body"]!.Bytes.Span));
        Assert.True(input.GetBoolean("failOnWarnings"));
        Assert.Equal("prepend", input["parameters"]!.GetText("basepath"));
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var (error, _) = Bind(ServiceModels.ApiGateway, "POST", "/restapis", string.Concat(Enumerable.Repeat("""{"x":""", 300)) + "1" + new string('}', 300));
        Assert.Equal("SerializationException", error?.Code);
    }

    [Fact]
    public void Numbers_in_queries_must_be_numbers()
    {
        var (error, _) = Bind(ServiceModels.ApiGateway, "GET", "/restapis?limit=ten", "");
        Assert.Equal(("SerializationException", "'ten' can not be converted to an Integer"), (error?.Code, error?.Message));
    }

    [Fact]
    public void No_bytes_in_place_of_a_body_break_the_reader() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        var routed = new OperationRouter(ServiceModels.ApiGateway).Find("POST", "/restapis", [])!;
        RequestBinder.Bind(routed, new SignedRequest { Method = "POST", Path = "/restapis", Headers = [], Body = bytes }, [], out _);
    }, iter: 300);

    [Fact]
    public void What_is_written_as_json_is_read_again() => Gen.Select(Gen.String, Gen.Int, Gen.Bool, Gen.Dictionary(Gen.String[0, 5], Gen.String)[0, 4]).Sample((name, size, isOff, tags) =>
    {
        var body = JsonSerializer.Serialize(new { name, minimumCompressionSize = size, disableExecuteApiEndpoint = isOff, tags });
        var (error, input) = Bind(ServiceModels.ApiGateway, "POST", "/restapis", body);
        Assert.Null(error);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), SuiteValues.ToJson(input)));
    }, iter: 300);

    private static (AwsError? Error, WireValue Input) Bind(ServiceModel model, string method, string uri, string body, KeyValuePair<string, string>[]? headers = null)
    {
        var mark = uri.IndexOf('?', StringComparison.Ordinal);
        var request = new SignedRequest
        {
            Method = method,
            Path = mark < 0 ? uri : uri[..mark],
            Query = mark < 0 ? "" : uri[(mark + 1)..],
            Headers = headers ?? [],
            Body = Encoding.UTF8.GetBytes(body),
        };
        var query = QueryString.Parse(request.Query);
        var routed = new OperationRouter(model).Find(method, request.Path, query);
        Assert.NotNull(routed);
        return (RequestBinder.Bind(routed, request, query, out var input), input);
    }

    // Outside of bodies what is empty and what is absent look the same; so do an empty structure and none where it is the body.
    private static JsonNode Present(JsonNode node, Shape? shape)
    {
        if (node is not JsonObject map || shape is null)
        {
            return node;
        }

        foreach (var member in shape.Members)
        {
            var isBody = member.Location == MemberLocation.Body && member != shape.Payload;
            if (map.ContainsKey(member.Name) && map[member.Name] is null or JsonArray { Count: 0 } or JsonObject { Count: 0 } && (!isBody || map[member.Name] is null))
            {
                map.Remove(member.Name);
            }
        }

        return map;
    }
}
