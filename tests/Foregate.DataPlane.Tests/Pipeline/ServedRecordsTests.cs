// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.IO.Pipes;
using System.Text;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Pipeline;

/// <summary>What is written down of requests that came through the real doors.</summary>
public sealed class ServedRecordsTests : IDisposable
{
    private const string Times = "$context.requestId $context.integration.responseTransferMode $context.integration.timeToAllHeaders "
        + "$context.integration.timeToFirstContent $context.integrationLatency $context.integration.latency";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly MemoryStream _log = new();

    [Fact]
    public async Task A_streams_latency_ends_with_the_stream_and_its_headers_and_content_came_before()
    {
        var read = new SemaphoreSlim(0);
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            _time.Advance(TimeSpan.FromMilliseconds(5));
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            await read.WaitAsync();
            await connection.WriteAsync("3\r\ntwo\r\n0\r\n\r\n");
            await connection.ReadToEndAsync();
        });
        var method = GivenRestApi.Proxy(backEnd.Port);
        await using (var served = await ServeAsync(method with { MethodIntegration = method.MethodIntegration! with { ResponseTransferMode = ResponseTransferMode.Stream } }, Times))
        {
            using var response = await served.Client.GetAsync(served.Uri("/pets/7"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            var first = new byte[3];
            await body.ReadExactlyAsync(first, TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromMilliseconds(20));
            read.Release();
            using var rest = new StreamReader(body);
            Assert.Equal("two", await rest.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal("STREAMED 5 5 25 25", Line);
    }

    [Theory]
    [InlineData(IntegrationType.HttpProxy, "one", "BUFFERED 5 5 5 5")]
    [InlineData(IntegrationType.HttpProxy, "", "BUFFERED 5 - 5 5")]
    [InlineData(IntegrationType.Http, "one", "BUFFERED 5 5 5 5")]
    [InlineData(IntegrationType.Http, "", "BUFFERED 5 - 5 5")]
    public async Task What_is_buffered_has_the_same_times(IntegrationType type, string body, string expected)
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            _time.Advance(TimeSpan.FromMilliseconds(5));
            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n{body}");
            await connection.ReadToEndAsync();
        });
        var method = GivenRestApi.Proxy(backEnd.Port);
        method = method with
        {
            MethodIntegration = method.MethodIntegration! with { Type = type, IntegrationResponses = GivenAccount.Mock.IntegrationResponses },
            MethodResponses = GivenAccount.Get.MethodResponses,
        };
        await using (var served = await ServeAsync(method, Times))
        {
            Assert.Equal(body, await served.TextAsync("/pets/7"));
        }

        Assert.Equal(expected, Line);
    }

    [Fact]
    public async Task A_mock_asks_nobody()
    {
        await using (var served = await ServeAsync(GivenAccount.Get, Times))
        {
            await served.TextAsync("/pets/7");
        }

        Assert.Equal("- - - - -", Line);
    }

    [Theory]
    [InlineData(0, "API-Gateway-Execution-Logs_rest123456/prod")]
    [InlineData(100, "API-Gateway-Execution-Logs_rest123456/prod/Canary")]
    public async Task A_canarys_executions_have_a_group_of_their_own(double percent, string group)
    {
        var settings = OrdinalMap.Empty<MethodSetting>().Add("*/*", new MethodSetting { LoggingLevel = "INFO" });
        var canary = new CanarySettings { PercentTraffic = percent, DeploymentId = "dep001" };
        await using (var served = await ServedApi.StartAsync(
            GivenAccount.RestApi("/pets/{petId}", GivenAccount.Get).Staged(stage => stage with { MethodSettings = settings, CanarySettings = canary }),
            new GatewayOptions { ExecutionLog = _log }))
        {
            await served.TextAsync("/pets/7");
        }

        Assert.All(
            Encoding.UTF8.GetString(_log.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Contains("\"group\":\"" + group + "\",", line, StringComparison.Ordinal));
        Assert.NotEmpty(_log.ToArray());
    }

    [Fact]
    public async Task Overrides_are_read_in_the_access_log()
    {
        const string Template = "#set($context.requestOverride.header.X-A = 'a b')#set($context.responseOverride.status = 418)"
            + "#set($context.responseOverride.header.X-B = ['one', 'two']){\"statusCode\": 200}";
        var method = GivenAccount.Get with { MethodIntegration = GivenAccount.Mock with { RequestTemplates = OrdinalMap.Empty<string>().Add("application/json", Template) } };
        await using (var served = await ServeAsync(
            method, "$context.requestId $context.requestOverride.header.X-A|$context.responseOverride.status|$context.responseOverride.header.X-B|$context.requestOverride.path.x"))
        {
            using var response = await served.SendAsync("GET", "/pets/7");
            Assert.Equal(418, (int)response.StatusCode);
        }

        Assert.Equal("a b|418|one,two|-", Line);
    }

    [Theory]
    [InlineData("text/xml", 415, "UNSUPPORTED_MEDIA_TYPE", "The request's content type has none of the request templates [application/json], and passthroughBehavior is NEVER.")]
    [InlineData("application/json", 413, "REQUEST_TOO_LARGE", "The request's body is larger than 100 bytes.")]
    public async Task A_refusals_record_says_what_decided(string contentType, int status, string type, string detail)
    {
        var method = GivenAccount.Get with { HttpMethod = "POST", MethodIntegration = GivenAccount.Mock with { PassthroughBehavior = PassthroughBehavior.Never } };
        await using var served = await ServedApi.StartAsync(GivenAccount.RestApi("/pets", method), new GatewayOptions { Quotas = new Quotas { PayloadBytes = 100 } });
        using var content = new ByteArrayContent(new byte[status == 413 ? 101 : 1]);
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(contentType);
        using var response = await served.Client.PostAsync(served.Uri("/pets"), content, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
        var id = Assert.Single(response.Headers.GetValues("x-amzn-RequestId"));
        var record = served.Gateway.FindDecision(id);
        while (record is null)
        {
            // It is written once the answer has gone.
            await Task.Yield();
            record = served.Gateway.FindDecision(id);
        }

        Assert.Equal((type, "/restapis/rest123456/resources/res001/methods/POST/integration", detail), (record.RejectionType, record.RejectionPlace, record.RejectionDetail));
    }

    // The timeout is for a request that waits for a log, so that the failure is this test's.
    [Fact(Timeout = 60_000)]
    public async Task Logs_that_nobody_reads_hold_no_request_up_and_their_losses_are_in_the_metrics()
    {
        using var accessPipe = new AnonymousPipeServerStream(PipeDirection.In);
        using var executionPipe = new AnonymousPipeServerStream(PipeDirection.In);
        var access = new AnonymousPipeClientStream(PipeDirection.Out, accessPipe.ClientSafePipeHandle);
        var execution = new AnonymousPipeClientStream(PipeDirection.Out, executionPipe.ClientSafePipeHandle);
        var settings = OrdinalMap.Empty<MethodSetting>().Add("*/*", new MethodSetting { LoggingLevel = "INFO", DataTraceEnabled = true });
        var format = "$context.requestId " + new string('x', 2000);
        await using var served = await ServedApi.StartAsync(
            GivenAccount.RestApi("/pets/{petId}", GivenAccount.Get).Staged(stage => stage with { MethodSettings = settings, AccessLogSettings = new AccessLogSettings { Format = format } }),
            new GatewayOptions { AccessLog = access, ExecutionLog = execution });
        var value = new string('y', 4000);
        while (Counter(served, "foregate_access_log_dropped_total") == 0 || Counter(served, "foregate_execution_log_dropped_total") == 0)
        {
            using var response = await served.SendAsync("GET", "/pets/7", ("x-long", value));
            Assert.Equal(200, (int)response.StatusCode);
        }

        // Somebody reads at last, so that what waits can end.
        _ = accessPipe.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        _ = executionPipe.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _log.Dispose();

    private static long Counter(ServedApi served, string name)
    {
        var metrics = Encoding.UTF8.GetString(served.Gateway.WriteMetrics().Span);
        var at = metrics.IndexOf("\n" + name + " ", StringComparison.Ordinal) + name.Length + 2;
        return long.Parse(metrics.AsSpan(at, metrics.IndexOf('\n', at) - at), CultureInfo.InvariantCulture);
    }

    // What follows the request's id.
    private string Line
    {
        get
        {
            var line = Assert.Single(Encoding.UTF8.GetString(_log.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
            return line[37..];
        }
    }

    private Task<ServedApi> ServeAsync(Method method, string format) => ServedApi.StartAsync(
        GivenAccount.RestApi("/pets/{petId}", method).Staged(stage => stage with { AccessLogSettings = new AccessLogSettings { Format = format } }),
        new GatewayOptions { AccessLog = _log, Time = _time });
}
