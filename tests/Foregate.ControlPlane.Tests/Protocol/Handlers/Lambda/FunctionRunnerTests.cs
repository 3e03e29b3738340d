// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Protocol.Handlers.Lambda;
using Foregate.ControlPlane.Tests.Operations.Lambda;
using Foregate.DataPlane;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Upstream.Functions.Remote;
using Foregate.Standards.SignatureV4;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Lambda;

/// <summary>Functions are run by an endpoint of the test's: it says how each invocation ends.</summary>
public sealed class FunctionRunnerTests : IAsyncDisposable
{
    private readonly TcpListener _endpoint = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<(int Status, string Body, bool IsError)> _answers = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly Gateway _gateway;
    private readonly FunctionRunner _runner;
    private readonly Task _answering;
    private string _path = "";

    public FunctionRunnerTests()
    {
        _endpoint.Start();
        var port = ((IPEndPoint)_endpoint.LocalEndpoint).Port;
        _answering = AnswerAsync();
        _gateway = new Gateway(
            new GatewayOptions { AccountId = "123456789012" }, NullLogger.Instance,
            new RemoteFunctionOptions { Endpoint = new Uri($"http://127.0.0.1:{port}"), Region = "eu-central-1", Credentials = new AwsCredentials("a", "b") });
        _runner = new FunctionRunner(_gateway.Functions, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _endpoint.Stop();
        await _answering;
        await _gateway.DisposeAsync();
        _asked.Dispose();
    }

    [Fact]
    public async Task What_a_function_returns_is_what_came_of_it()
    {
        _answers.Enqueue((200, "[1]", false));
        var execution = await RunAsync(isEvent: false);
        Assert.Equal((Invocations.ExecutionOutcome.Returned, "[1]"), (execution.Outcome, Encoding.UTF8.GetString(execution.Payload.Span)));
        Assert.Equal("/2015-03-31/functions/f/invocations", _path);
        _answers.Enqueue((200, "{}", true));
        Assert.Equal(Invocations.ExecutionOutcome.FunctionError, (await RunAsync(isEvent: false)).Outcome);
        _answers.Enqueue((429, "", false));
        Assert.Equal(Invocations.ExecutionOutcome.Throttled, (await RunAsync(isEvent: false)).Outcome);
        _answers.Enqueue((500, "", false));
        Assert.Equal("f could not be run; its log says why.", (await RunAsync(isEvent: false)).Message);
        _answers.Enqueue((404, "", false));
        Assert.Equal("Nobody runs arn:aws:lambda:eu-central-1:123456789012:function:f here.", (await RunAsync(isEvent: false)).Message);
    }

    [Fact]
    public async Task An_event_that_fails_is_run_twice_more()
    {
        for (var i = 0; i < 4; i++)
        {
            _answers.Enqueue((200, "{}", true));
        }

        Assert.Equal(Invocations.ExecutionOutcome.Accepted, (await RunAsync(isEvent: true)).Outcome);
        await AskedAsync(TimeSpan.Zero);
        await AskedAsync(TimeSpan.FromMinutes(1));
        await AskedAsync(TimeSpan.FromMinutes(2));
        await GoneAsync();
        Assert.Single(_answers);
    }

    [Fact]
    public async Task An_event_that_could_not_be_run_is_tried_again_until_it_was()
    {
        _answers.Enqueue((429, "", false));
        _answers.Enqueue((500, "", false));
        _answers.Enqueue((200, "{}", false));
        await RunAsync(isEvent: true);
        await AskedAsync(TimeSpan.Zero);
        await AskedAsync(TimeSpan.FromSeconds(1));
        await AskedAsync(TimeSpan.FromSeconds(2));
        await GoneAsync();
        Assert.Empty(_answers);
    }

    [Fact]
    public async Task Where_nobody_runs_functions_that_is_said() => Assert.Equal(
        "Nothing here runs functions.", (await new FunctionRunner(null, _time).RunAsync(Zips.Account(), Invocation(false), TestContext.Current.CancellationToken)).Message);

    private ValueTask<Invocations.Execution> RunAsync(bool isEvent) => _runner.RunAsync(Zips.Account(), Invocation(isEvent), TestContext.Current.CancellationToken);

    private static Invocations.Invocation Invocation(bool isEvent) => new(Zips.Account().F(), null, "{}"u8.ToArray(), default, isEvent, WantsLog: false);

    // The clock goes on in small steps until the next invocation has come: when its pause began, the test cannot see.
    private async Task AskedAsync(TimeSpan pause)
    {
        if (pause > TimeSpan.Zero)
        {
            Assert.Equal(0, _asked.CurrentCount);
        }

        var step = pause / 4;
        while (!await _asked.WaitAsync(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken))
        {
            _time.Advance(step);
        }
    }

    private async Task GoneAsync()
    {
        while (_runner.Events > 0)
        {
            await Task.Yield();
        }
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _endpoint.AcceptSocketAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            using (socket)
            {
                _path = await ReadAsync(socket);
                Assert.True(_answers.TryDequeue(out var answer));
                var error = answer.IsError ? "X-Amz-Function-Error: Unhandled\r\n" : "";
                await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status} x\r\n{error}Content-Length: {answer.Body.Length}\r\nConnection: close\r\n\r\n{answer.Body}"));
            }

            _asked.Release();
        }
    }

    /// <summary>Reads a request whole: its path. All events here are an empty object.</summary>
    private static async Task<string> ReadAsync(Socket socket)
    {
        var request = "";
        var buffer = new byte[4096];
        while (!request.EndsWith("\r\n\r\n{}", StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer);
            Assert.NotEqual(0, read);
            request += Encoding.ASCII.GetString(buffer, 0, read);
        }

        return request.Split(' ')[1];
    }
}
