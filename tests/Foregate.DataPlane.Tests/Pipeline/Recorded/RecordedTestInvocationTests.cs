// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.DataPlane.Tests.Pipeline.Recorded;

/// <summary>
/// The recorded case of TestInvokeMethod. It broke off before its calls were joined with their answers, of which there are two: the logs in them tell what was
/// sent. The function is rewritten from them.
/// </summary>
public sealed class RecordedTestInvocationTests
{
    public const string Name = "test_apigw_test_invoke_method_api";

    [Theory]
    [InlineData("test_invoke_method_response", "/foo", "")]
    [InlineData("test_invoke_method_response_with_body", "/foo?queryTest=value", """{"test": "val123"}""")]
    public async Task A_method_that_is_tried_answers_and_tells_its_way_as_recorded(string answer, string target, string body)
    {
        var recorded = RecordedCase.Of(Name);
        var expected = recorded.Loose[answer]!.AsObject();
        using var gateway = new Gateway(Sample.Options, NullLogger.Instance);
        gateway.Ledgers.Of(FunctionDirectory.Make).Set(FunctionName.Parse("recorded")!, new Rewritten());
        var account = recorded.Account();
        var api = account.RestApis[RecordedCase.ApiId];
        var snapshot = api.Deployments["dep001"].Snapshot;
        var resource = snapshot.Resources.Values.Single(static resource => resource.Path == "/foo");
        KeyValuePair<string, string>[] sent = body.Length == 0 ? [] : [new("content-type", "application/json")];
        var (faults, status, headers, said, log, _) = await gateway.TestAsync(account, api, snapshot, resource, resource.ResourceMethods["GET"], target, sent, body, []);
        Assert.Empty(faults);
        Assert.Equal((int)expected["status"]!, status);
        new RecordedComparison().Compare(expected["body"], JsonNode.Parse(said), "body");
        new RecordedComparison().Compare(expected["headers"], new JsonObject(headers.Select(static header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))), "headers");
        var lines = log.Split('\n');
        Assert.Equal(expected["log"]!.AsObject().Select(static line => line.Key), lines.Select(static (_, i) => $"line{i:D2}"));
        var trace = headers.Single(static header => header.Key == "X-Amzn-Trace-Id").Value;
        var id = lines[0]["Execution log for request ".Length..];
        Assert.All(expected["log"]!.AsObject().Zip(lines), line =>
        {
            var wanted = Pattern(RecordedCase.Text(line.First.Value), id, trace);
            Assert.True(Regex.IsMatch(line.Second, wanted), $"{line.First.Key}\nrecorded {RecordedCase.Text(line.First.Value)}\nanswered {line.Second}");
        });
    }

    /// <summary>What the recorder masked may be anything, but the request's id and trace are ours. A function of this machine is called without a signature.</summary>
    private static string Pattern(string recorded, string id, string trace)
    {
        recorded = Regex.Replace(recorded, ", Authorization=<authorization-header>|, X-Amz-Security-Token=.*", "");
        var pattern = Regex.Replace(
            Regex.Escape(recorded).Replace(@"\ ", " ", StringComparison.Ordinal),
            "DDD MMM dd hh:mm:ss UTC yyyy|Day, dd MMM yyyy hh:mm:ss GMT|<[a-z0-9_:-]+>|111111111111",
            mask => mask.Value[0] switch
            {
                '1' => "123456789012",
                'D' => @"[A-Z][a-z]{2},? [A-Za-z0-9: ]+",
                _ when mask.Value.StartsWith("<request-id-lambda", StringComparison.Ordinal) => "[0-9a-f-]{36}",
                _ when mask.Value.StartsWith("<request-id", StringComparison.Ordinal) => id,
                _ when mask.Value.StartsWith("<x-amz-trace-id", StringComparison.Ordinal) => Regex.Escape(trace),
                _ => "[^, ]+",
            });
        return "^" + pattern + (recorded.StartsWith("DDD", StringComparison.Ordinal) && recorded.Contains("Endpoint request headers", StringComparison.Ordinal) ? ", X-Amzn-Trace-Id=.*" : "$");
    }

    private sealed class Rewritten : FunctionTarget
    {
        public override ValueTask<FunctionAnswer> InvokeAsync(FunctionCall call)
        {
            var given = call.Payload.Length == 0 ? "{}" : JsonNode.Parse(call.Payload.Span)!.ToJsonString();
            // As JavaScript writes it.
            var body = Text("response from localstack lambda: " + given);
            return new ValueTask<FunctionAnswer>(new FunctionAnswer(FunctionOutcome.Answered, Encoding.UTF8.GetBytes($$$"""{"statusCode":200,"body":{{{Text(body)}}},"isBase64Encoded":false,"headers":{}}"""), requestId: Guid.NewGuid()));
        }

        private static string Text(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }
}
