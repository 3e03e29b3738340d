// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaEvents;

/// <summary>Events and answers against what was recorded on AWS, and sample events against ours: skipped where that data is not beside the checkout.</summary>
public sealed class RecordedEventsTests
{
    private const string Proxy = "test_apigateway_lambda.py::test_lambda_aws_proxy_integration";
    private const string Answers = "test_apigateway_lambda.py::test_aws_proxy_response_payload_format_validation";

    [Fact]
    public async Task Events_are_the_recorded_ones_field_for_field()
    {
        var compared = 0;
        foreach (var step in Steps(Proxy))
        {
            if (step["recorded"] is not JsonObject recorded || step["service"]!.GetValue<string>() != "http")
            {
                continue;
            }

            var expected = recorded.First().Value!.AsObject();
            var call = step["params"]!;
            var path = call["path"]!.GetValue<string>();
            if (path.StartsWith("//", StringComparison.Ordinal))
            {
                // Where a stage is found is another test's matter; from there on it is the one without the slash.
                path = path[1..];
            }

            var resource = expected["resource"]!.GetValue<string>();
            (string, string)[]? parameters = expected["pathParameters"] is JsonObject values ? [("proxy", values["proxy"]!.GetValue<string>())] : null;
            using var behind = FunctionBehind.Rest(resource);
            var request = new StringBuilder(expected["httpMethod"]!.GetValue<string>()).Append(' ').Append(path).Append(Query(call["query"])).Append(" HTTP/1.1\nAccept: */*\nAccept-Encoding: gzip, deflate");
            foreach (var (name, value) in call["headers"]!.AsObject())
            {
                request.Append('\n').Append(name).Append(": ").Append(value!.GetValue<string>());
            }

            IBodyReader? body = call["body"] is JsonValue text ? new ScriptedBody(text.GetValue<string>()) : null;
            await behind.RunAsync(request.ToString(), parameters, body, resource, "stage");
            Compare(expected, JsonNode.Parse(behind.Function.Event)!, recorded.First().Key);
            compared++;
        }

        Assert.Equal(11, compared);
    }

    [Fact]
    public async Task Answers_are_valid_or_not_as_recorded()
    {
        var compared = 0;
        foreach (var step in Steps(Answers))
        {
            if (step["recorded"] is not JsonObject recorded || step["service"]!.GetValue<string>() != "http")
            {
                continue;
            }

            var (name, expected) = recorded.First();
            using var behind = FunctionBehind.Rest();
            var sink = await behind.AnswerAsync(step["params"]!["body"]?.ToJsonString() ?? "null");
            var content = expected!["content"]!;
            Assert.True(
                content is JsonValue text ? text.GetValue<string>() == sink.Body : JsonNode.DeepEquals(content, JsonNode.Parse(sink.Body)), $"{name}: {sink.Body}");
            Assert.Equal(content is JsonValue ? 2 : 5, sink.Status / 100);
            foreach (var (header, value) in expected["headers"]?.AsObject() ?? [])
            {
                if (value!.GetValue<string>() is var wanted && !wanted.StartsWith('<') && header is not ("Connection" or "Content-Length"))
                {
                    var lines = sink.Head.Split("\r\n").Where(line => line.StartsWith(header + ": ", StringComparison.Ordinal)).Select(line => line[(header.Length + 2)..]);
                    Assert.Equal(wanted, string.Join(", ", lines));
                }
            }

            compared++;
        }

        Assert.Equal(15, compared);
    }

    [Theory]
    [InlineData("AwsProxy.json")]
    [InlineData("HttpApi.json")]
    public async Task Sample_events_have_no_field_that_ours_lack(string file)
    {
        var sample = JsonNode.Parse(File.ReadAllText(Data("lambda-events", file)))!.AsObject();
        using var behind = file == "HttpApi.json" ? FunctionBehind.Http(variables: [("a", "b")]) : FunctionBehind.Rest(variables: [("a", "b")]);
        await behind.RunAsync("POST /prod/x?a=b HTTP/1.1\nCookie: a=b\nUser-Agent: x\nContent-Type: application/octet-stream", [("proxy", "x")], new BytesBody([255]));
        var ours = JsonNode.Parse(behind.Function.Event)!.AsObject();
        Has(sample, ours, "");
        Has(sample["requestContext"]!.AsObject(), ours["requestContext"]!.AsObject(), "requestContext.");
        var inner = file == "HttpApi.json" ? "http" : "identity";
        Has(sample["requestContext"]![inner]!.AsObject(), ours["requestContext"]![inner]!.AsObject(), inner + ".");

        // Client certificates and authorizers are not there yet: absent, as on AWS for APIs without. Placeholders say nothing of a value's kind.
        static void Has(JsonObject sample, JsonObject ours, string place) => Assert.All(
            sample.Where(static member => member.Key is not ("authentication" or "authorizer")),
            member =>
            {
                Assert.True(ours.ContainsKey(member.Key), place + member.Key);
                if (member.Value is { } value && !value.ToJsonString().Contains("{{{", StringComparison.Ordinal))
                {
                    Assert.Equal((place + member.Key, value.GetValueKind()), (place + member.Key, ours[member.Key]?.GetValueKind() ?? JsonValueKind.Null));
                }
            });
    }

    private static void Compare(JsonNode? expected, JsonNode? actual, string place)
    {
        switch (expected)
        {
            case JsonObject wanted when actual is JsonValue text:
                Compare(wanted, JsonNode.Parse(text.GetValue<string>()), place);
                break;
            case JsonObject wanted:
                var ours = actual!.AsObject();
                Assert.True(Names(wanted).SetEquals(Names(ours)), $"{place}: {string.Join(' ', Names(wanted).Order())} and {string.Join(' ', Names(ours).Order())}");
                foreach (var name in Names(wanted))
                {
                    Compare(wanted[name], ours[name], place + "." + name);
                }

                break;
            case JsonArray wanted:
                Assert.Equal(wanted.Count, actual!.AsArray().Count);
                for (var i = 0; i < wanted.Count; i++)
                {
                    Compare(wanted[i], actual[i], place);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().StartsWith('<'):
                Assert.True(actual is not null, place);
                break;
            default:
                // The stage and the account are this test's own.
                Assert.True(JsonNode.DeepEquals(expected, actual) || place.EndsWith(".stage", StringComparison.Ordinal) || place.EndsWith(".accountId", StringComparison.Ordinal), $"{place}: {expected} and {actual}");
                break;
        }

        // The recorded API was edge-optimised: CloudFront was on the way.
        static HashSet<string> Names(JsonObject members) =>
            [.. members.Select(static member => member.Key).Where(static name => !name.StartsWith("CloudFront-", StringComparison.Ordinal) && name is not ("Via" or "X-Amz-Cf-Id"))];
    }

    private static string Query(JsonNode? query) => query switch
    {
        JsonValue text => "?" + text.GetValue<string>().Replace(" ", "%20", StringComparison.Ordinal),
        JsonObject { Count: > 0 } lists => "?" + string.Join('&', lists.SelectMany(static list => list.Value!.AsArray().Select(value => list.Key + "=" + value))),
        _ => "",
    };

    private static IEnumerable<JsonNode> Steps(string test) =>
        JsonNode.Parse(File.ReadAllText(Data("recorded-rest", "apigateway_lambda.json")))![test]!["steps"]!.AsArray().Select(static step => step!);

    private static string Data(string folder, string file)
    {
        var path = Path.Combine(Events.Checkout, "..", "shared", "conformance", folder, file);
        Assert.SkipUnless(File.Exists(path), "There is no " + Path.Combine("..", "shared", "conformance", folder, file) + " beside the checkout.");
        return path;
    }
}
