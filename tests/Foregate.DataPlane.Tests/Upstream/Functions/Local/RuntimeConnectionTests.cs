// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using System.Text;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Upstream.Functions.Local;
using Foregate.DataPlane.Wire.Bodies;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Local;

/// <summary>What a function's process may say to its Runtime API, and what it is told. The function writes its port to a file; the test speaks for it.</summary>
public sealed class RuntimeConnectionTests : IAsyncDisposable
{
    private const string Base = "/2018-06-01/runtime/";

    private const string Bootstrap = "#!/bin/sh\necho $AWS_LAMBDA_RUNTIME_API >../outside/port.new\nmv ../outside/port.new ../outside/port\nexec sleep 1000\n";

    private readonly FunctionGround _ground = new();
    private readonly LocalFunction _function;

    public RuntimeConnectionTests()
    {
        FunctionGround.SkipWithout("sh");
        _ground.Write("bootstrap", Bootstrap);
        _function = _ground.Host.For(_ground.Define("provided.al2023", null));
    }

    public async ValueTask DisposeAsync() => await _ground.DisposeAsync();

    [Fact]
    public async Task Takes_one_answer_to_each_invocation()
    {
        var call = FunctionGround.Invoke(_function, """{"a":1}""");
        using var runtime = await Connect();
        var (id, payload) = await runtime.Next();
        Assert.Equal("""{"a":1}""", payload);
        Assert.StartsWith("HTTP/1.1 202 ", await runtime.Post($"invocation/{id}/response", "\"yes\""), StringComparison.Ordinal);
        Assert.Equal((FunctionOutcome.Answered, "\"yes\""), await call);
        Assert.Contains("InvalidRequestID", await runtime.Post($"invocation/{id}/response", "\"again\""), StringComparison.Ordinal);
        Assert.Contains("InvalidRequestID", await runtime.Post($"invocation/{id}/error", "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_the_answer_and_another_id_is_refused()
    {
        var call = FunctionGround.Invoke(_function);
        using var runtime = await Connect();
        var (id, _) = await runtime.Next();
        Assert.Contains("InvalidRequestID", await runtime.Post($"invocation/{Guid.NewGuid()}/response", "1"), StringComparison.Ordinal);
        Assert.Contains("InvalidStateTransition", await runtime.Post("init/error", "{}"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 404 ", await runtime.Post($"invocation/{id}/other", "1"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 202 ", await runtime.Post($"invocation/{id}/error", """{"errorType":"Mine"}"""), StringComparison.Ordinal);
        Assert.Equal((FunctionOutcome.FunctionError, """{"errorType":"Mine"}"""), await call);
    }

    [Fact]
    public async Task Who_takes_no_streams_is_given_a_streamed_answer_whole()
    {
        var call = FunctionGround.Invoke(_function);
        using var runtime = await Connect();
        var (id, _) = await runtime.Next();
        Assert.StartsWith("HTTP/1.1 202 ", await runtime.Post($"invocation/{id}/response", "{}\0\0\0\0\0\0\0\0body", "Lambda-Runtime-Function-Response-Mode: streaming\r\n"), StringComparison.Ordinal);
        Assert.Equal((FunctionOutcome.Answered, "{}\0\0\0\0\0\0\0\0body"), await call);
    }

    [Fact]
    public async Task A_stream_has_the_callers_time_and_not_only_the_functions()
    {
        var time = new FakeTimeProvider();
        await using var ground = new FunctionGround(time: time);
        ground.Write("bootstrap", Bootstrap);
        var function = ground.Host.For(ground.Define("provided.al2023", null, static function => function with { Timeout = 900 }));
        var asking = function.InvokeAsync(new FunctionCall { Payload = "{}"u8.ToArray(), TimeoutMilliseconds = 500, TakesStream = true }).AsTask();
        using var runtime = await Connect(ground);
        var (id, _) = await runtime.Next();
        await runtime.Send(StreamHead(id) + "3\r\none\r\n");
        var answer = await asking;
        Assert.Equal("one", await Read(answer.Stream!));
        var reading = answer.Stream!.ReadAsync().AsTask();
        Assert.False(reading.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(BodyStatus.TimedOut, (await reading.WaitAsync(TimeSpan.FromSeconds(30))).Status);
        answer.Stream.Release();
        answer.Lease?.Release();
    }

    [Fact]
    public async Task Who_takes_streams_reads_while_the_function_writes()
    {
        var asking = Stream();
        using var runtime = await Connect();
        var (id, _) = await runtime.Next();
        await runtime.Send(StreamHead(id) + "3\r\none\r\n");
        var answer = await asking;
        Assert.Equal(FunctionOutcome.Answered, answer.Outcome);
        Assert.Equal("one", await Read(answer.Stream!));
        var reading = answer.Stream!.ReadAsync();
        Assert.False(reading.IsCompleted);
        await runtime.Send("4\r\n two\r\n");
        Assert.Equal(" two", Encoding.UTF8.GetString((await reading).Bytes.Span));
        await runtime.Send("0\r\n\r\n");
        Assert.Equal(BodyStatus.End, (await answer.Stream.ReadAsync()).Status);
        Assert.True(answer.Stream.IsEnded);
        answer.Stream.Release();
        answer.Lease?.Release();
        Assert.StartsWith("HTTP/1.1 202 ", await runtime.Answer(), StringComparison.Ordinal);
        var next = FunctionGround.Invoke(_function, "2");
        var (again, _) = await runtime.Next();
        await runtime.Post($"invocation/{again}/response", "3");
        Assert.Equal((FunctionOutcome.Answered, "3"), await next);
    }

    [Theory]
    [InlineData("0\r\nLambda-Runtime-Function-Error-Type: Mine\r\n\r\n")]
    [InlineData("nonsense\r\n")]
    public async Task A_stream_that_fails_does_not_end_well(string end)
    {
        var asking = Stream();
        using var runtime = await Connect();
        var (id, _) = await runtime.Next();
        await runtime.Send(StreamHead(id) + "3\r\none\r\n");
        var answer = await asking;
        Assert.Equal("one", await Read(answer.Stream!));
        Assert.False(answer.Stream!.IsEnded);
        await runtime.Send(end);
        Assert.Equal(BodyStatus.Aborted, (await answer.Stream.ReadAsync()).Status);
        answer.Stream.Release();
        answer.Lease?.Release();
    }

    [Fact]
    public async Task A_function_does_not_learn_that_its_client_went()
    {
        var client = new ClientLifetime();
        var asking = Stream(client);
        using var runtime = await Connect();
        var (id, _) = await runtime.Next();
        await runtime.Send(StreamHead(id) + "3\r\none\r\n");
        var answer = await asking;
        Assert.True(answer.Stream!.Attach(client));
        Assert.Equal("one", await Read(answer.Stream));
        var reading = answer.Stream.ReadAsync();
        client.Gone();
        Assert.Equal(BodyStatus.Aborted, (await reading).Status);
        answer.Stream.Release();
        answer.Lease?.Release();
        await runtime.Send("4\r\n two\r\n0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 202 ", await runtime.Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_again_without_an_answer_has_failed()
    {
        var call = FunctionGround.Invoke(_function);
        using var runtime = await Connect();
        await runtime.Next();
        await runtime.Send($"GET {Base}invocation/next HTTP/1.1\r\nHost: a\r\n\r\n");
        var (outcome, text) = await call;
        Assert.Equal(FunctionOutcome.FunctionError, outcome);
        Assert.Contains("Runtime.ProtocolError", text, StringComparison.Ordinal);
        var next = FunctionGround.Invoke(_function, "2");
        var (id, payload) = await runtime.Event();
        Assert.Equal("2", payload);
        await runtime.Post($"invocation/{id}/response", "3");
        Assert.Equal((FunctionOutcome.Answered, "3"), await next);
    }

    [Fact]
    public async Task A_lost_connection_alone_loses_no_invocation()
    {
        var call = FunctionGround.Invoke(_function);
        string id;
        using (var first = await Connect())
        {
            (id, _) = await first.Next();
        }

        using var second = await Connect();
        await second.Post($"invocation/{id}/response", "1");
        Assert.Equal((FunctionOutcome.Answered, "1"), await call);
    }

    [Fact]
    public async Task Who_asks_on_two_connections_is_given_the_next_one_where_it_asked_last()
    {
        var running = FunctionGround.Invoke(_function);
        using var one = await Connect();
        using var other = await Connect();
        var (id, _) = await one.Next();
        await one.Post($"invocation/{id}/response", "1");
        await running;
        await one.Send($"GET {Base}invocation/next HTTP/1.1\r\nHost: a\r\n\r\n");
        await other.Send($"GET {Base}invocation/next HTTP/1.1\r\nHost: a\r\n\r\n");

        // Which came last is the system's to say: the one before it is closed.
        var (lastOfOne, lastOfOther) = (one.Rest(), other.Rest());
        var closed = await Task.WhenAny(lastOfOne, lastOfOther);
        var call = FunctionGround.Invoke(_function, "2");
        var last = closed == lastOfOne ? other : one;
        await FunctionGround.Until(() => last.Read.EndsWith("\r\n\r\n2", StringComparison.Ordinal));
        (id, _) = Runtime.Parse(last.Read);
        await last.Send($"POST {Base}invocation/{id}/response HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n3");
        Assert.Equal((FunctionOutcome.Answered, "3"), await call);
    }

    [Theory]
    [InlineData("GET /2018-06-01/runtime/other HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 404 ")]
    [InlineData("nonsense\r\n\r\n", "")]
    [InlineData("POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", "")]
    public async Task What_is_no_call_of_the_runtime_api_ends_the_connection_only(string sent, string answer)
    {
        var call = FunctionGround.Invoke(_function);
        using (var bad = await Connect())
        {
            await bad.Send(sent);
            Assert.StartsWith(answer, await bad.Rest(), StringComparison.Ordinal);
        }

        using var runtime = await Connect();
        var (id, _) = await runtime.Next();
        await runtime.Post($"invocation/{id}/response", "1");
        Assert.Equal(FunctionOutcome.Answered, (await call).Outcome);
    }

    [Fact]
    public void An_event_that_is_being_sent_is_not_written_over()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var connection = new RuntimeConnection(null!, socket);
        var first = connection.NewEvent();
        Assert.NotSame(first, connection.NewEvent());
    }

    private static string StreamHead(string id) =>
        $"POST {Base}invocation/{id}/response HTTP/1.1\r\nHost: a\r\nLambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static async Task<string> Read(FunctionStream stream) => Encoding.UTF8.GetString((await stream.ReadAsync()).Bytes.Span);

    private Task<FunctionAnswer> Stream(ClientLifetime? client = null) =>
        _function.InvokeAsync(new FunctionCall { Payload = "{}"u8.ToArray(), TimeoutMilliseconds = 60_000, TakesStream = true, Client = client }).AsTask();

    private Task<Runtime> Connect() => Connect(_ground);

    private static async Task<Runtime> Connect(FunctionGround ground)
    {
        var file = Path.Combine(ground.Outside, "port");
        await FunctionGround.Until(() => File.Exists(file));
        return await Runtime.Connect(IPEndPoint.Parse(File.ReadAllText(file).Trim()));
    }

    private sealed class Runtime(Socket socket) : IDisposable
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private string _read = "";

        public static async Task<Runtime> Connect(IPEndPoint at)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(at);
            return new Runtime(socket);
        }

        public string Read => Volatile.Read(ref _read);

        public void Dispose() => socket.Dispose();

        public async Task Send(string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text));

        public async Task<(string Id, string Payload)> Next()
        {
            await Send($"GET {Base}invocation/next HTTP/1.1\r\nHost: a\r\n\r\n");
            return await Event();
        }

        public async Task<(string Id, string Payload)> Event()
        {
            return Parse(await Answer());
        }

        public static (string Id, string Payload) Parse(string answer)
        {
            const string Name = "Lambda-Runtime-Aws-Request-Id: ";
            return (answer.Substring(answer.IndexOf(Name, StringComparison.Ordinal) + Name.Length, 36), answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        }

        public async Task<string> Post(string path, string body, string header = "")
        {
            await Send($"POST {Base}{path} HTTP/1.1\r\nHost: a\r\n{header}Content-Length: {body.Length}\r\n\r\n{body}");
            return await Answer();
        }

        /// <summary>All that comes until the end.</summary>
        public async Task<string> Rest()
        {
            while (await Fill())
            {
            }

            return _read;
        }

        public async Task<string> Answer()
        {
            while (true)
            {
                var end = _read.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (end >= 0)
                {
                    const string Name = "Content-Length: ";
                    var at = _read.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
                    var whole = end + 4 + int.Parse(_read[at.._read.IndexOf("\r\n", at, StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
                    if (_read.Length >= whole)
                    {
                        var answer = _read[..whole];
                        _read = _read[whole..];
                        return answer;
                    }
                }

                Assert.True(await Fill(), "The connection ended.");
            }
        }

        private async Task<bool> Fill()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var read = await socket.ReceiveAsync(_buffer, patience.Token);
            _read += Encoding.ASCII.GetString(_buffer, 0, read);
            return read > 0;
        }
    }
}
