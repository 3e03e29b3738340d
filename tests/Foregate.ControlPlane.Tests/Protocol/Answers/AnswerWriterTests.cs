// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Answers;

public sealed class AnswerWriterTests
{
    // Cases about what a client must bear with: the server writes the same in its one form.
    private static readonly Dictionary<string, string> s_oneForm = new(StringComparer.Ordinal)
    {
        ["RestJsonDateTimeWithNegativeOffset"] = """{"datetime":"2019-12-16T23:48:18Z"}""",
        ["RestJsonDateTimeWithPositiveOffset"] = """{"datetime":"2019-12-16T23:48:18Z"}""",
        ["RestJsonDeserializesDenseSetMapAndSkipsNull"] = """{"denseSetMap":{"x":[],"y":["a","b"]}}""",
        ["RestJsonDeserializeIgnoreType"] = """{"contents":{"structureValue":{"hi":"hello"}}}""",
        ["RestJsonDoesntDeserializeNullStructureValues"] = "{}",
    };

    [Fact]
    public void Writes_every_answer_of_the_suite()
    {
        var file = SharedFolder.Find("conformance", "protocol", "output-rest-json.json");
        Assert.SkipWhen(file is null, "shared/conformance/protocol does not lie beside the checkout.");
        var wrong = new List<string>();
        var count = 0;
        foreach (var (model, operation, item) in ProtocolSuite.Read(file))
        {
            count++;
            var id = item.GetProperty("id").GetString()!;
            var response = item.GetProperty("response");
            var isError = item.TryGetProperty("errorCode", out var code);
            var answer = isError ? Error(model, item, code.GetString()!, response) : AnswerWriter.Write(operation, Result(item, operation.Output));
            if (Differs(answer, response, s_oneForm.GetValueOrDefault(id), isError) is { } difference)
            {
                wrong.Add($"{id}: {difference}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(91, count);
    }

    [Fact]
    public void Lists_of_the_first_interface_are_called_item_and_its_times_are_seconds()
    {
        var output = WireValue.Structure(("items", WireValue.List([WireValue.Structure(("id", "a"), ("createdDate", DateTimeOffset.FromUnixTimeSeconds(1508461860)), ("description", null))])), ("position", null));
        Assert.Equal("""{"item":[{"id":"a","createdDate":1508461860}]}""", Body(AnswerWriter.Write(ServiceModels.ApiGateway.Find("GetRestApis")!, output)));
    }

    [Fact]
    public void Lists_of_the_second_interface_are_called_items_and_its_times_are_texts()
    {
        var output = WireValue.Structure(("Items", WireValue.List([WireValue.Structure(("ApiId", "a"), ("CreatedDate", DateTimeOffset.FromUnixTimeSeconds(1584043438)))])));
        Assert.Equal("""{"items":[{"apiId":"a","createdDate":"2020-03-12T20:03:58Z"}]}""", Body(AnswerWriter.Write(ServiceModels.ApiGatewayV2.Find("GetApis")!, output)));
    }

    [Fact]
    public void A_deletion_says_nothing_but_its_status()
    {
        var answer = AnswerWriter.Write(ServiceModels.ApiGateway.Find("DeleteRestApi")!, WireValue.Empty);
        Assert.Equal((202, 0), (answer.StatusCode, answer.Body.Length));
        Assert.Empty(answer.Headers);
    }

    [Fact]
    public void A_document_goes_out_as_it_is()
    {
        var answer = AnswerWriter.Write(
            ServiceModels.ApiGateway.Find("GetExport")!,
            WireValue.Structure(("contentType", "application/yaml"), ("contentDisposition", "attachment; filename=\"a\r\nb\""), ("body", WireValue.Of("a: b"u8.ToArray()))));
        Assert.Equal("a: b", Body(answer));
        Assert.Equal([new("Content-Type", "application/yaml"), new("Content-Disposition", "attachment; filename=\"a b\"")], answer.Headers);
    }

    [Fact]
    public void Errors_have_the_form_of_their_interface()
    {
        var error = AwsError.NotFound("No \u00e4 \"b\"");
        var first = AnswerWriter.Write(error, ServiceModels.ApiGateway);
        Assert.Equal("""{"message":"No ä \"b\""}""", Body(first));
        Assert.Equal([new("x-amzn-ErrorType", "NotFoundException"), new("Content-Type", "application/json")], first.Headers);
        Assert.Equal(404, first.StatusCode);
        Assert.Equal("""{"message":"No ä \"b\"","resourceType":"Api"}""", Body(AnswerWriter.Write(error, ServiceModels.ApiGatewayV2, WireValue.Structure(("ResourceType", "Api")))));
        var limit = AnswerWriter.Write(AwsError.LimitExceeded("m"), ServiceModels.ApiGateway, WireValue.Structure(("retryAfterSeconds", "5")));
        Assert.Contains(new("Retry-After", "5"), limit.Headers);
        Assert.Equal("""{"message":"m"}""", Body(limit));
        Assert.Equal("""{"Message":"m"}""", Body(AnswerWriter.Write(new AwsError("AccessDeniedException", 403, "m"), ServiceModels.ApiGateway)));
    }

    private static string Body(ProtocolAnswer answer) => Encoding.UTF8.GetString(answer.Body.Span);

    private static WireValue Result(JsonElement item, Shape? output) =>
        output is null ? WireValue.Empty : SuiteValues.FromJson(JsonNode.Parse(item.GetProperty("result").GetRawText()), output);

    private static ProtocolAnswer Error(ServiceModel model, JsonElement item, string code, JsonElement response)
    {
        var shape = model.Shapes[code];
        var details = item.TryGetProperty("error", out var members) ? SuiteValues.FromJson(JsonNode.Parse(members.GetRawText()), shape) : WireValue.Empty;
        var message = details["Message"]?.Text ?? "";
        return AnswerWriter.Write(new AwsError(code, response.GetProperty("status_code").GetInt32(), message), model, details);
    }

    private static string? Differs(ProtocolAnswer answer, JsonElement response, string? oneForm, bool isError)
    {
        if (answer.StatusCode != response.GetProperty("status_code").GetInt32())
        {
            return $"status {answer.StatusCode}";
        }

        var body = oneForm ?? (response.TryGetProperty("body", out var text) ? text.GetString()! : "");
        if (response.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
            {
                var value = answer.Headers.FirstOrDefault(given => given.Key.Equals(header.Name, StringComparison.OrdinalIgnoreCase)).Value;
                // Namespaces and addresses in the name of an error are the same error to a client; the length is the listener's to say.
                var wanted = header.Name == "X-Amzn-Errortype" ? header.Value.GetString()!.Split('#')[^1].Split(':')[0] : header.Value.GetString();
                if (value != wanted && header.Name != "Content-Length")
                {
                    return $"{header.Name} is {value}, not {wanted}";
                }
            }
        }

        var written = Body(answer);
        if (body.Length == 0 || isError)
        {
            // What has no body and what is an empty structure are the same to a client; so are the places where an error's code can stand.
            var node = written.Length == 0 ? new JsonObject() : (JsonObject)JsonNode.Parse(written)!;
            var wanted = body.Length == 0 ? new JsonObject() : (JsonObject)JsonNode.Parse(body)!;
            wanted.Remove("code");
            wanted.Remove("__type");
            node.Remove("message");
            return JsonNode.DeepEquals(node, wanted) ? null : written;
        }

        return body.TrimStart()[0] is '{' or '[' or '"' ? JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(written)) ? null : written : written == body ? null : written;
    }
}
