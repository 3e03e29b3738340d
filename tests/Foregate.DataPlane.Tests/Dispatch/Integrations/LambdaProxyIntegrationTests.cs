// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

public sealed class LambdaProxyIntegrationTests
{
    [Fact]
    public async Task Asks_the_function_and_answers_what_it_returns()
    {
        using var behind = FunctionBehind.Rest();
        var lease = new CountingLease();
        behind.Function.Lease = lease;
        behind.Function.Waiting = new TaskCompletionSource();
        behind.Function.Answer = """{"statusCode":201,"headers":{"X-A":"b"},"body":"made"}"""u8.ToArray();
        var body = new ScriptedBody(["pi", "ng"]) { IsSlow = true };
        var running = behind.RunAsync("POST /prod/x HTTP/1.1\nContent-Type: text/plain", [("proxy", "x")], body);
        body.Arrive();
        body.Arrive();
        Assert.Equal(0, behind.Function.Calls);
        body.Arrive();
        Assert.Equal(1, behind.Function.Calls);
        behind.Function.Waiting.SetResult();
        var sink = await running;
        Assert.Equal((201, "made"), (sink.Status, sink.Body));
        Assert.Contains("\"body\":\"ping\"", behind.Function.Event, StringComparison.Ordinal);
        Assert.Equal(1, lease.Releases);
        Assert.NotEqual(0, behind.Last!.IntegrationStartedAt);
        Assert.True(behind.Last.IntegrationAnsweredAt >= behind.Last.IntegrationStartedAt);
        Assert.True(Variables(behind.Last, "integrationStatus") == "200" && Variables(behind.Last, "integration.status") == "201");
    }

    [Fact]
    public async Task What_the_function_holds_is_given_back_after_a_failure_too()
    {
        using var behind = FunctionBehind.Rest();
        var lease = new CountingLease();
        behind.Function.Lease = lease;
        await behind.AnswerAsync("nonsense");
        Assert.Equal(1, lease.Releases);
    }

    [Theory]
    [InlineData("GET", "POST", 500)]
    [InlineData("POST", "GET", 200)]
    [InlineData("ANY", "POST", 200)]
    [InlineData("ANY", "GET", 500)]
    public async Task Functions_are_invoked_by_POST(string integration, string client, int status)
    {
        using var behind = FunctionBehind.Rest(method: integration);
        var sink = await behind.RunAsync(client + " /prod/x HTTP/1.1", [("proxy", "x")]);
        Assert.Equal(status, sink.Status);
        Assert.Equal(status == 200 ? 1 : 0, behind.Function.Calls);
        if (status == 500)
        {
            Assert.Equal("{\"message\":\"Internal server error\"}", sink.Body);
            Assert.Contains("invoked by POST", behind.Last!.Rejection!.Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, "Internal server error")]
    [InlineData((int)ApiKind.Http, "Internal Server Error")]
    public async Task A_function_that_nobody_runs_is_a_configuration_error(int kind, string message)
    {
        using var behind = (ApiKind)kind == ApiKind.Rest ? FunctionBehind.Rest() : FunctionBehind.Http();
        Assert.True(behind.Directory.Remove(FunctionName.Parse(FunctionBehind.Arn)!));
        var sink = await behind.AnswerAsync("{}");
        Assert.Equal((500, $"{{\"message\":\"{message}\"}}"), (sink.Status, sink.Body));
        Assert.Equal(RejectionReason.ApiConfigurationError, behind.Last!.Rejection!.Reason);
        Assert.Contains("there is no function pets", behind.Last.Rejection.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pets", 200)]
    [InlineData("dogs", 500)]
    [InlineData("no:t:hi:ng", 500)]
    public async Task Stage_variables_name_the_function(string value, int status)
    {
        using var rest = FunctionBehind.Rest(uri: FunctionBehind.Uri.Replace("pets", "${stageVariables.fn}", StringComparison.Ordinal), variables: [("fn", value)]);
        Assert.Equal(status, (await rest.AnswerAsync("{}")).Status);
        using var http = FunctionBehind.Http(uri: FunctionBehind.Arn.Replace("pets", "${stageVariables.fn}", StringComparison.Ordinal), variables: [("fn", value)]);
        Assert.Equal(status, (await http.AnswerAsync("{}")).Status);
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, FunctionBehind.Arn, "is no invocation ARN.")]
    [InlineData((int)ApiKind.Rest, "http://localhost/", "is no invocation ARN.")]
    [InlineData((int)ApiKind.Rest, null, "is no invocation ARN.")]
    [InlineData((int)ApiKind.Http, "http://localhost/", "no function's ARN")]
    [InlineData((int)ApiKind.Http, "arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/" + FunctionBehind.Arn + "/response-streaming-invocations", "names no Lambda function")]
    [InlineData((int)ApiKind.Rest, "arn:aws:apigateway:us-east-1:firehose:path/2015-03-31/functions/" + FunctionBehind.Arn + "/invocations", "names no Lambda function")]
    [InlineData((int)ApiKind.Rest, "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/x y/invocations", "names no Lambda function")]
    [InlineData((int)ApiKind.Rest, "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions//invocations", "names no Lambda function")]
    public void Refuses_a_URI_that_names_no_function(int kind, string? uri, string fault)
    {
        var faults = new List<CompilationFault>();
        var c = Sample.Compilation((ApiKind)kind, faults);
        Assert.Null(Http(uri, "2.0", c));
        Assert.Contains(fault, Assert.Single(faults).Message, StringComparison.Ordinal);
        c.Ledgers.Dispose();
    }

    [Fact]
    public void Refuses_functions_where_nobody_runs_any()
    {
        var faults = new List<CompilationFault>();
        var c = Sample.Compilation(ApiKind.Http, faults);
        c.Ledgers.Of(FunctionDirectory.Make).Others = null;
        Assert.Null(Http(FunctionBehind.Arn, "2.0", c));
        Assert.Contains("AWS_ENDPOINT_URL_LAMBDA", Assert.Single(faults).Message, StringComparison.Ordinal);
        c.Ledgers.Dispose();
    }

    [Fact]
    public void Refuses_what_it_does_not_do()
    {
        var faults = new List<CompilationFault>();
        var c = Sample.Compilation(ApiKind.Http, faults);
        Assert.Null(Http(FunctionBehind.Arn, "3.0", c));
        Assert.NotNull(Http(FunctionBehind.Arn, "2.0", c, ("append:header.a", "b")));
        Assert.Equal(2, faults.Count);
        c.Ledgers.Dispose();
    }

    [Theory]
    [InlineData("integration.request.header.X-Mine", 200)]
    [InlineData("integration.request.querystring.q", 200)]
    [InlineData("integration.request.header.Content-Length", 500)]
    [InlineData("integration.request.header.te", 500)]
    [InlineData("integration.request.header.Authorization", 500)]
    public async Task Mappings_have_no_effect_on_REST_but_to_be_forbidden(string key, int status)
    {
        using var behind = FunctionBehind.Rest(parameters: [(key, "'mine'")]);
        Assert.Equal(status, (await behind.AnswerAsync("{}")).Status);
        Assert.DoesNotContain("mine", behind.Function.Event, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, "Request Too Long")]
    [InlineData((int)ApiKind.Http, "Request Entity Too Large")]
    public async Task A_request_beyond_the_limits_is_refused_unasked(int kind, string message)
    {
        var quotas = new Quotas { PayloadBytes = 20, FunctionPayloadBytes = 3000 };
        using var behind = (ApiKind)kind == ApiKind.Rest ? FunctionBehind.Rest(quotas: quotas) : FunctionBehind.Http(quotas: quotas);
        await Refused(new ScriptedBody(new string('x', 21)), "");
        await Refused(new ScriptedBody([new string('x', 11), new string('x', 10)]), "");
        await Refused(new ScriptedBody("x"), "\nX-Large: " + new string('x', 4000));
        Assert.Equal(0, behind.Function.Calls);
        Assert.Equal(200, (await behind.RunAsync("POST /prod/x HTTP/1.1", [("proxy", "x")], new ScriptedBody(new string('x', 20)))).Status);

        async Task Refused(IBodyReader body, string headers)
        {
            var sink = await behind.RunAsync("POST /prod/x HTTP/1.1" + headers, [("proxy", "x")], body);
            Assert.Equal((413, $"{{\"message\":\"{message}\"}}"), (sink.Status, sink.Body));
        }
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, 502)]
    [InlineData((int)ApiKind.Http, 500)]
    public async Task An_answer_beyond_the_limit_is_none(int kind, int status)
    {
        var quotas = new Quotas { FunctionPayloadBytes = 3000 };
        using var behind = (ApiKind)kind == ApiKind.Rest ? FunctionBehind.Rest(quotas: quotas) : FunctionBehind.Http(quotas: quotas);
        Assert.Equal(status, (await behind.AnswerAsync("{\"body\":\"" + new string('x', 3000) + "\"}")).Status);
        Assert.Contains("larger than Lambda", behind.Last!.Rejection!.Detail, StringComparison.Ordinal);
        Assert.Equal(200, (await behind.AnswerAsync("{\"body\":\"" + new string('x', 2900) + "\"}")).Status);
    }

    [Theory]
    [InlineData((int)BodyStatus.Undecodable, 415)]
    [InlineData((int)BodyStatus.TimedOut, 408)]
    [InlineData((int)BodyStatus.Malformed, 400)]
    [InlineData((int)BodyStatus.TooLarge, 413)]
    public async Task A_body_that_breaks_off_is_the_clients_fault(int end, int status)
    {
        using var behind = FunctionBehind.Rest();
        Assert.Equal(status, (await behind.RunAsync("POST /prod/x HTTP/1.1", [("proxy", "x")], new ScriptedBody(["x"], (BodyStatus)end))).Status);
        Assert.Equal(0, behind.Function.Calls);
    }

    [Fact]
    public async Task A_large_request_leaves_no_large_buffers_and_the_next_one_is_its_own()
    {
        using var behind = FunctionBehind.Rest();
        await behind.RunAsync("POST /prod/x?a=1 HTTP/1.1", [("proxy", "x")], new ScriptedBody(new string('x', 1024 * 1024)));
        Assert.Equal(1, behind.Function.Calls);
        await behind.RunAsync("GET /prod/x HTTP/1.1", [("proxy", "x")]);
        Assert.EndsWith("\"body\":null,\"isBase64Encoded\":false}", behind.Function.Event, StringComparison.Ordinal);
        Assert.Contains("\"queryStringParameters\":null", behind.Function.Event, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, "1.0")]
    [InlineData((int)ApiKind.Http, "1.0")]
    [InlineData((int)ApiKind.Http, "2.0")]
    public void Asking_and_answering_allocates_nothing(int kind, string version)
    {
#if DEBUG
        Assert.Skip("An unoptimised build makes an object of every asynchronous method.");
#endif
        using var behind = (ApiKind)kind == ApiKind.Rest ? FunctionBehind.Rest() : FunctionBehind.Http(version);
        behind.Function.Keeps = false;
        behind.Function.Answer = """{"statusCode":200,"headers":{"X-A":"b","Content-Type":"text/plain"},"body":"a\nb","isBase64Encoded":false}"""u8.ToArray();
        var body = new BytesBody(Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 1000) + "\"}"));
        var exchange = Sample.Exchange(
            (ApiKind)kind, "POST /prod/x?a=1&a=2&b=%20&c+d=e&f=g HTTP/1.1\nCookie: a=b; c=d\nX-A: 1\nx-a: 2\nUser-Agent: \"x\"\nContent-Type: application/json", "/{proxy+}", [("proxy", "x")], body);
        // What is allocated once in a while is not each request's: the best of some rounds counts.
        var best = long.MaxValue;
        for (var round = 0; round < 5 && best > 0; round++)
        {
            best = Math.Min(best, GivenRequest.Allocated(() =>
            {
                body.Rewind();
                var asking = behind.Integration.InvokeAsync(exchange);
                Assert.True(asking.IsCompletedSuccessfully);
                Assert.True(asking.Result.Kind == VerdictKind.Continue);
                exchange.IntegrationResponse.Reset();
            }));
        }

        Assert.Equal(0, best);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_function_that_is_not_there_is_told_where_it_could_come(bool isDefined, bool isTold)
    {
        using var ledgers = new Ledgers(new GatewayOptions());
        ledgers.Of(FunctionDirectory.Make).RunsDefined = true;
        var account = new Account { AccountId = "123456789012", Region = "us-east-1" };
        var function = new Definitions.Lambda.Function { FunctionName = "pets", Runtime = "nodejs20.x", Code = new Definitions.Lambda.FunctionCode() };
        List<CompilationFault> faults = [];
        List<CompilationFault> held = [];
        var c = GivenRequest.Compilation(ApiKind.Http, faults, isDefined ? account with { Functions = account.Functions.Add("pets", function) } : account, ledgers: ledgers, held: held);
        Assert.NotNull(Http(FunctionBehind.Arn, "2.0", c));
        Assert.Empty(faults);
        Assert.Equal(isTold, held.Any(static notice => notice.Message.StartsWith("There is no function pets: requests are answered 500 until there is one.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Functions_are_a_fault_where_nobody_could_ever_run_them()
    {
        using var ledgers = new Ledgers(new GatewayOptions());
        List<CompilationFault> faults = [];
        Assert.Null(Http(FunctionBehind.Arn, "2.0", GivenRequest.Compilation(ApiKind.Http, faults, ledgers: ledgers)));
        Assert.StartsWith("Nobody runs Lambda functions here, pets among them.", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    private static string Variables(Exchange exchange, string name)
    {
        Assert.True(ContextVariables.TryFind(name, ApiKind.Rest, ContextUse.AccessLog, TimeProvider.System, out var write));
        var writer = new ByteWriter();
        write(exchange, writer);
        return Sample.Text(writer.Written);
    }

    private static IStep? Http(string? uri, string version, Compilation c, params (string Key, string Value)[] parameters) => LambdaProxyIntegration.For(
        new V2.Integration
        {
            IntegrationId = "int1",
            IntegrationType = V2.IntegrationType.AwsProxy,
            IntegrationUri = uri,
            PayloadFormatVersion = version,
            RequestParameters = parameters.ToImmutableSortedDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal),
        },
        "ANY /{proxy+}",
        c);
}
