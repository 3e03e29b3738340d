// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Emit.ResponseMapping;
using Foregate.DataPlane.Emit;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions;
using ScriptedBody = Foregate.DataPlane.Tests.Doubles.ScriptedBody;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

public sealed class HttpProxyIntegrationTests
{
    [Fact]
    public async Task Asks_the_back_end_and_hands_its_answer_on()
    {
        ScriptedRequest? request = null;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 201 Created\r\nX-Back: 1\r\nContent-Length: 5\r\n\r\nhello");
            await connection.ReadToEndAsync();
        });
        using var gateway = new Gate();
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/a?b=c HTTP/1.1\nX-Front: 1\nContent-Length: 4", body: new ScriptedBody("ping"));
        var sink = await gateway.RunAsync(gateway.Rest($"http://127.0.0.1:{backEnd.Port}/v1"), RestProxyResponse.Instance, exchange);
        Assert.Equal(201, sink.Status);
        Assert.Equal("hello", sink.Body);
        Assert.True(sink.IsCompleted);
        Assert.StartsWith($"X-Back: 1\r\nx-amzn-Remapped-Content-Length: 5\r\nContent-Type: application/json\r\nx-amzn-RequestId: ", sink.Head, StringComparison.Ordinal);
        Assert.StartsWith($"POST /v1?b=c HTTP/1.1\r\nHost: 127.0.0.1:{backEnd.Port}\r\nX-Front: 1\r\n", request!.Head, StringComparison.Ordinal);
        Assert.Equal("ping", Encoding.ASCII.GetString(request.Body));
        Assert.NotEqual(0, exchange.IntegrationStartedAt);
        Assert.True(exchange.IntegrationAnsweredAt >= exchange.IntegrationStartedAt);
    }

    [Theory]
    [InlineData("GET", false)]
    [InlineData("OPTIONS", false)]
    [InlineData("POST", true)]
    [InlineData("DELETE", true)]
    public async Task On_REST_what_only_asks_goes_out_without_a_body(string method, bool sendsBody)
    {
        ScriptedRequest? request = null;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n");
            await connection.ReadToEndAsync();
        });
        using var gateway = new Gate();
        var exchange = Sample.Exchange(ApiKind.Rest, method + " /prod/ HTTP/1.1\nTransfer-Encoding: chunked", body: new ScriptedBody(["pi", "ng"]));
        var sink = await gateway.RunAsync(gateway.Rest($"http://127.0.0.1:{backEnd.Port}"), RestProxyResponse.Instance, exchange);
        Assert.Equal(204, sink.Status);
        Assert.Equal(sendsBody ? "ping" : "", Encoding.ASCII.GetString(request!.Body));
        Assert.Equal(sendsBody, request.Head.Contains("Transfer-Encoding: chunked\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ANY", "PATCH", "PATCH")]
    [InlineData("GET", "POST", "GET")]
    public async Task The_method_is_the_integrations_or_the_clients(string integration, string client, string sent)
    {
        ScriptedRequest? request = null;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            await connection.ReadToEndAsync();
        });
        using var gateway = new Gate();
        var step = gateway.Http($"http://127.0.0.1:{backEnd.Port}", integration);
        await gateway.RunAsync(step, gateway.HttpResponse(), Sample.Exchange(ApiKind.Http, client + " /prod/ HTTP/1.1"));
        Assert.StartsWith(sent + " / HTTP/1.1\r\n", request!.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, 504, "Network error communicating with endpoint")]
    [InlineData((int)ApiKind.Http, 503, "Service Unavailable")]
    public async Task A_back_end_that_is_not_there_is_an_integration_failure(int kind, int status, string message)
    {
        int port;
        await using (var backEnd = ScriptedBackEnd.Always(""))
        {
            port = backEnd.Port;
        }

        await Fails((ApiKind)kind, $"http://127.0.0.1:{port}", status, message, RejectionReason.IntegrationFailure);
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, 500, "Internal server error", (int)RejectionReason.ApiConfigurationError)]
    [InlineData((int)ApiKind.Http, 503, "Service Unavailable", (int)RejectionReason.IntegrationFailure)]
    public Task A_name_that_does_not_resolve_is_a_configuration_error_on_REST(int kind, int status, string message, int reason) =>
        Fails((ApiKind)kind, "http://does-not-exist.invalid", status, message, (RejectionReason)reason);

    [Theory]
    [InlineData((int)ApiKind.Rest)]
    [InlineData((int)ApiKind.Http)]
    public Task An_address_that_must_not_be_reached_is_a_configuration_error(int kind) =>
        Fails((ApiKind)kind, "http://169.254.169.254/latest/meta-data", 500, kind == (int)ApiKind.Rest ? "Internal server error" : "Internal Server Error", RejectionReason.ApiConfigurationError);

    [Theory]
    [InlineData((int)ApiKind.Rest, 504, "Endpoint request timed out")]
    [InlineData((int)ApiKind.Http, 503, "Service Unavailable")]
    public async Task Silence_is_a_timeout(int kind, int status, string message)
    {
        await using var backEnd = new ScriptedBackEnd(static connection => connection.ReadToEndAsync());
        await Fails((ApiKind)kind, $"http://127.0.0.1:{backEnd.Port}", status, message, RejectionReason.IntegrationTimeout, timeout: 50);
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, 502)]
    [InlineData((int)ApiKind.Http, 500)]
    public async Task An_answer_that_is_not_HTTP_is_refused(int kind, int status)
    {
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n");
        await Fails((ApiKind)kind, $"http://127.0.0.1:{backEnd.Port}", status, null, RejectionReason.Default5xx);
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, 504)]
    [InlineData((int)ApiKind.Http, 503)]
    public async Task A_connection_closed_without_an_answer_is_a_failure(int kind, int status)
    {
        await using var backEnd = new ScriptedBackEnd(static async connection => await connection.ReadRequestAsync());
        await Fails((ApiKind)kind, $"http://127.0.0.1:{backEnd.Port}", status, null, RejectionReason.IntegrationFailure);
        Assert.Equal(1, backEnd.Requests);
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused_before_the_back_end_is_asked()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var gateway = new Gate(payload: 100);
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/ HTTP/1.1\nContent-Length: 101", body: new ScriptedBody([], length: 101));
        await gateway.RunAsync(gateway.Rest($"http://127.0.0.1:{backEnd.Port}"), RestProxyResponse.Instance, exchange);
        Assert.Equal(413, exchange.Rejection!.Status);
        Assert.Equal(0, backEnd.Connections);
        exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/ HTTP/1.1\nContent-Length: 100", body: new ScriptedBody(new string('a', 100)));
        Assert.Equal(200, (await gateway.RunAsync(gateway.Rest($"http://127.0.0.1:{backEnd.Port}"), RestProxyResponse.Instance, exchange)).Status);
    }

    [Theory]
    [InlineData((int)BodyStatus.TooLarge, 413, (int)RejectionReason.RequestTooLarge)]
    [InlineData((int)BodyStatus.TimedOut, 408, (int)RejectionReason.RequestTimeout)]
    [InlineData((int)BodyStatus.Malformed, 400, (int)RejectionReason.MalformedRequest)]
    [InlineData((int)BodyStatus.Undecodable, 415, (int)RejectionReason.UnsupportedMediaType)]
    [InlineData((int)BodyStatus.Aborted, 499, (int)RejectionReason.ClientGone)]
    public async Task A_body_that_fails_on_the_way_is_the_clients_fault(int end, int status, int reason)
    {
        await using var backEnd = new ScriptedBackEnd(static connection => connection.ReadToEndAsync());
        using var gateway = new Gate();
        var exchange = Sample.Exchange(ApiKind.Http, "POST /prod/ HTTP/1.1\nTransfer-Encoding: chunked", body: new ScriptedBody(["a"], (BodyStatus)end));
        var sink = await gateway.RunAsync(gateway.Http($"http://127.0.0.1:{backEnd.Port}"), gateway.HttpResponse(), exchange);
        Assert.Equal(status, sink.Status);
        Assert.Equal((RejectionReason)reason, exchange.Rejection!.Reason);
    }

    [Theory]
    [InlineData("Content-Length: 101\r\n\r\n", "of reported length 101 ")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n65\r\n", "is larger")]
    public async Task An_answer_above_the_limit_is_refused(string framing, string detail)
    {
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\n" + framing + new string('a', 101) + "\r\n0\r\n\r\n");
        using var gateway = new Gate(payload: 100);
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        var sink = await gateway.RunAsync(gateway.Rest($"http://127.0.0.1:{backEnd.Port}"), RestProxyResponse.Instance, exchange);
        Assert.Equal(500, sink.Status);
        Assert.True(sink.IsCompleted);
        Assert.Contains(detail, exchange.Rejection!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_grows_above_the_limit_never_looks_whole()
    {
        await using var backEnd = ScriptedBackEnd.Once(
            $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{new string('a', 100)}\r\n1\r\na\r\n0\r\n\r\n");
        using var gateway = new Gate(payload: 100);
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        var sink = await gateway.RunAsync(gateway.Rest($"http://127.0.0.1:{backEnd.Port}"), RestProxyResponse.Instance, exchange);
        Assert.Equal(200, sink.Status);
        Assert.True(sink.IsAborted);
        Assert.True(exchange.IsTruncated);
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, "Content-Length: 10\r\n\r\n", false, 502, "Internal server error")]
    [InlineData((int)ApiKind.Rest, "Transfer-Encoding: chunked\r\n\r\n", false, 502, "Internal server error")]
    [InlineData((int)ApiKind.Rest, "Transfer-Encoding: chunked\r\n\r\na\r\n", true, 502, "Internal server error")]
    [InlineData((int)ApiKind.Rest, "\r\n", true, 502, "Internal server error")]
    [InlineData((int)ApiKind.Http, "Content-Length: 10\r\n\r\n", false, 503, "Service Unavailable")]
    [InlineData((int)ApiKind.Http, "Content-Length: 10\r\n\r\n", true, 503, "Service Unavailable")]
    public async Task An_answer_that_breaks_off_before_its_body_is_a_failure(int kind, string framing, bool resets, int status, string message)
    {
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nX-Back: 1\r\n" + framing, async connection =>
        {
            if (resets)
            {
                connection.Reset();
            }

            await Task.CompletedTask;
        });
        await Fails(
            (ApiKind)kind, $"http://127.0.0.1:{backEnd.Port}", status, message, kind == (int)ApiKind.Rest ? RejectionReason.Default5xx : RejectionReason.IntegrationFailure);
        Assert.Equal(1, backEnd.Requests);
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, 504, "Endpoint request timed out")]
    [InlineData((int)ApiKind.Http, 503, "Service Unavailable")]
    public async Task Silence_behind_the_head_is_a_timeout(int kind, int status, string message)
    {
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        await Fails((ApiKind)kind, $"http://127.0.0.1:{backEnd.Port}", status, message, RejectionReason.IntegrationTimeout, timeout: 100);
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, 502)]
    [InlineData((int)ApiKind.Http, 500)]
    public async Task A_body_that_is_malformed_from_its_start_is_refused(int kind, int status)
    {
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
        await Fails((ApiKind)kind, $"http://127.0.0.1:{backEnd.Port}", status, null, RejectionReason.Default5xx);
    }

    [Fact]
    public async Task A_client_that_goes_while_the_body_is_waited_for_takes_the_call_with_it()
    {
        var headSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", async connection =>
        {
            headSent.SetResult();
            await connection.ReadToEndAsync();
        });
        using var gateway = new Gate();
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1");
        var running = gateway.RunAsync(gateway.Http($"http://127.0.0.1:{backEnd.Port}"), gateway.HttpResponse(), exchange);
        await headSent.Task;
        exchange.Client.Gone();
        await running;
        Assert.Equal(RejectionReason.ClientGone, exchange.Rejection!.Reason);
        Assert.Equal("RST", await backEnd.EndedAsync(0));
    }

    [Fact]
    public async Task A_head_whose_body_comes_later_is_answered_with_it()
    {
        var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", async connection =>
        {
            await more.Task;
            await connection.WriteAsync("5\r\nhello\r\n0\r\n\r\n");
            await connection.ReadToEndAsync();
        });
        using var gateway = new Gate();
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1");
        var running = gateway.RunAsync(gateway.Http($"http://127.0.0.1:{backEnd.Port}"), gateway.HttpResponse(), exchange);
        Assert.False(exchange.Sink.IsStarted);
        more.SetResult();
        Assert.Equal("hello", (await running).Body);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_breaks_off_here_too()
    {
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", static connection => Task.CompletedTask);
        using var gateway = new Gate();
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1");
        var sink = await gateway.RunAsync(gateway.Http($"http://127.0.0.1:{backEnd.Port}"), gateway.HttpResponse(), exchange);
        Assert.True(sink.IsAborted);
        Assert.False(sink.IsCompleted);
    }

    [Fact]
    public async Task One_connection_serves_one_request_after_another()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using var gateway = new Gate();
        var step = gateway.Http($"http://127.0.0.1:{backEnd.Port}");
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1");
        for (var i = 0; i < 20; i++)
        {
            exchange.IntegrationResponse.Reset();
            exchange.Response.Reset();
            exchange.Sink = new MemorySink();
            Assert.Equal("ok", (await gateway.RunAsync(step, gateway.HttpResponse(), exchange)).Body);
        }

        Assert.Equal(1, backEnd.Connections);
    }

    [Theory]
    [InlineData("http://${stageVariables.host}/x", "Invalid endpoint address")]
    [InlineData("http://b/{p}", null)]
    public async Task What_AWS_takes_and_cannot_call_answers_500(string uri, string? detail)
    {
        using var gateway = new Gate();
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        await gateway.RunAsync(gateway.Rest(uri), RestProxyResponse.Instance, exchange);
        Assert.Equal(500, exchange.Rejection!.Status);
        Assert.Contains(detail ?? "{placeholder}", exchange.Rejection.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_to_a_forbidden_header_answers_500_as_recorded()
    {
        using var gateway = new Gate();
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        await gateway.RunAsync(gateway.Rest("http://127.0.0.1:1", ("integration.request.header.Content-Length", "'1'")), RestProxyResponse.Instance, exchange);
        Assert.Equal("Execution failed due to configuration error: Content-Length header already present", exchange.Rejection!.Detail);
    }

    private static async Task Fails(ApiKind kind, string uri, int status, string? message, RejectionReason reason, int timeout = 10_000)
    {
        using var gateway = new Gate();
        var exchange = Sample.Exchange(kind, "POST /prod/ HTTP/1.1\nContent-Length: 4", body: new ScriptedBody("ping"));
        var sink = kind == ApiKind.Rest
            ? await gateway.RunAsync(gateway.Rest(uri, timeout), RestProxyResponse.Instance, exchange)
            : await gateway.RunAsync(gateway.Http(uri, timeout: timeout), gateway.HttpResponse(), exchange);
        Assert.Equal(reason, exchange.Rejection!.Reason);
        Assert.Equal(status, sink.Status);
        Assert.Contains(message is null ? "\"message\"" : $"\"{message}\"", sink.Body, StringComparison.Ordinal);
        Assert.NotEqual(0, exchange.IntegrationAnsweredAt);
        Assert.NotNull(exchange.Rejection.Place);
        Assert.NotNull(exchange.Rejection.Detail);
    }

    /// <summary>What lies around the integration: ledgers, and the end of the way.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly Ledgers _ledgers;

        public Gate(long payload = 10 * 1024 * 1024) =>
            _ledgers = new Ledgers(Sample.Options with { Quotas = new Quotas { PayloadBytes = payload } });

        public void Dispose() => _ledgers.Dispose();

        public IStep Rest(string uri, params (string Key, string Value)[] parameters) => Rest(uri, 10_000, parameters);

        public IStep Rest(string uri, int timeout, params (string Key, string Value)[] parameters) => Compile(ApiKind.Rest, c => HttpProxyIntegration.For(
            new Integration
            {
                Type = IntegrationType.HttpProxy,
                HttpMethod = "ANY",
                Uri = uri,
                TimeoutInMillis = timeout,
                RequestParameters = parameters.ToImmutableSortedDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal),
            },
            new ApiSnapshot(),
            [],
            c));

        public IStep Http(string uri, string method = "ANY", int timeout = 10_000) => Compile(ApiKind.Http, c => HttpProxyIntegration.For(
            new V2.Integration
            {
                IntegrationId = "int1",
                IntegrationType = V2.IntegrationType.HttpProxy,
                IntegrationUri = uri,
                IntegrationMethod = method,
                TimeoutInMillis = timeout,
            },
            "ANY /",
            c));

        public IStep HttpResponse() => Compile(ApiKind.Http, static c => HttpProxyResponse.For(
            new V2.Integration { IntegrationId = "int1", IntegrationType = V2.IntegrationType.HttpProxy }, null, c));

        public async Task<MemorySink> RunAsync(IStep integration, IStep response, Exchange exchange)
        {
            exchange.Rejection = null;
            exchange.ResponseBody = default;
            var verdict = await integration.InvokeAsync(exchange);
            if (verdict.Kind == VerdictKind.Continue)
            {
                verdict = await response.InvokeAsync(exchange);
            }

            if (verdict.Rejection is { } rejection)
            {
                exchange.Rejection = rejection;
                RejectionRenderer.Render(exchange, rejection);
            }

            await ResponseWriter.WriteAsync(exchange);
            return (MemorySink)exchange.Sink;
        }

        private IStep Compile(ApiKind kind, Func<Compilation, IStep?> make)
        {
            var faults = new List<CompilationFault>();
            var step = make(new Compilation(_ledgers, faults, [])
            {
                Kind = kind,
                ApiId = "abc123",
                StageName = "prod",
                Variables = System.Collections.Frozen.FrozenDictionary<string, string>.Empty,
                Account = new Account { AccountId = "123456789012", Region = "us-east-1" },
                Path = "/restapis/abc123/resources/root/methods/GET/integration",
            });
            Assert.Empty(faults);
            return step!;
        }
    }
}
