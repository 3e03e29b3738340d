// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

/// <summary>What goes wrong at the back end, × GET, POST, HEAD; after each the next call must go right.</summary>
public sealed class BackendFailureTests
{
    public static TheoryData<string, string> Malformed()
    {
        var data = new TheoryData<string, string>();
        foreach (var verb in new[] { "Get", "Post", "Head" })
        {
            foreach (var answer in new[]
            {
                "HTTP/1.1 099 Low\r\n\r\n",
                "HTTP/1.1 999 High\r\n\r\n",
                "HTTP/1.1 600 High\r\n\r\n",
                "HTTP/1.1 20 Short\r\n\r\n",
                "HTTP/1.1 2000 Long\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "HTTP/2.0 200 OK\r\n\r\n",
                "HTTP/1.2 200 OK\r\n\r\n",
                "HTTP/0.9 200 OK\r\n\r\n",
                "http/1.1 200 OK\r\n\r\n",
                "ICY 200 OK\r\n\r\n",
                "<html>no head at all</html>\r\n\r\n",
                "\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 O\u0001K\r\n\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\n",
                "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\u0007b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\u007fb\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX : a\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX\r\n\r\n",
                "HTTP/1.1 200 OK\r\n: a\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX(a): a\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\r\n folded\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: +3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 0x3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
                "HTTP/1.1 100 Continue\r\nContent-Length: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
            })
            {
                data.Add(verb, answer);
            }

            data.Add(verb, "HTTP/1.1 200 OK\r\nX: " + new string('a', 70_000) + "\r\n\r\n");
            data.Add(verb, "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("X: a\r\n", 300)) + "\r\n");
            data.Add(verb, "HTTP/1.1 200 " + new string('a', 70_000) + "\r\n\r\n");
            data.Add(verb, string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 17)) + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task An_answer_that_can_be_read_two_ways_is_refused_and_its_connection_dropped(string verb, string answer)
    {
        var requests = 0;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(Interlocked.Increment(ref requests) == 1 ? answer : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            await connection.ReadToEndAsync();
        });
        using var caller = new Caller();
        var backend = caller.To(backEnd);
        Assert.Equal(BackendOutcome.MalformedAnswer, (await caller.SendAsync(backend, Parse(verb), BodyFor(verb))).Outcome);
        Assert.Equal(0, backend.IdleConnections);
        Assert.True((await caller.SendAsync(backend, Parse(verb), BodyFor(verb))).IsWhole);
        Assert.Equal(2, backEnd.Connections);
        Assert.Equal(2, backEnd.Requests);
    }

    public static TheoryData<string, string, string> Interims()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var verb in new[] { "Get", "Post", "Head" })
        {
            data.Add(verb, "HTTP/1.1 100 Continue\r\n\r\n", "one 100");
            data.Add(verb, "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n", "102 and 103");
            data.Add(verb, string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 16)), "sixteen");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Interims))]
    public async Task Interim_answers_are_skipped(string verb, string interim, string because)
    {
        Assert.NotEmpty(because);
        await using var backEnd = ScriptedBackEnd.Always(interim + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: final\r\n\r\n");
        using var caller = new Caller();
        for (var i = 0; i < 3; i++)
        {
            var answer = await caller.SendAsync(caller.To(backEnd), Parse(verb), BodyFor(verb));
            Assert.True(answer.IsWhole);
            Assert.Equal(200, answer.Status);
            Assert.Equal(["Content-Length: 0", "X: final"], answer.Headers);
        }

        Assert.Equal(1, backEnd.Connections);
    }

    [Theory]
    [InlineData("Get", false)]
    [InlineData("Post", false)]
    [InlineData("Head", false)]
    [InlineData("Get", true)]
    [InlineData("Post", true)]
    [InlineData("Head", true)]
    public async Task Closing_or_resetting_before_the_first_byte_is_one_attempt_on_a_new_connection(string verb, bool resets)
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            Break(connection, resets);
        });
        using var caller = new Caller();
        Assert.Equal(BackendOutcome.ConnectionLost, (await caller.SendAsync(caller.To(backEnd), Parse(verb), BodyFor(verb))).Outcome);
        Assert.Equal(1, backEnd.Requests);
        Assert.Equal(0, caller.To(backEnd).OpenConnections);
    }

    [Theory]
    [InlineData(HttpVerb.Get, 3)]
    [InlineData(HttpVerb.Head, 3)]
    [InlineData(HttpVerb.Options, 3)]
    [InlineData(HttpVerb.Put, 3)]
    [InlineData(HttpVerb.Delete, 3)]
    [InlineData(HttpVerb.Post, 2)]
    [InlineData(HttpVerb.Patch, 2)]
    [InlineData(HttpVerb.Other, 2)]
    internal async Task Only_what_is_safe_is_repeated_and_only_once_and_only_on_a_reused_connection(HttpVerb verb, int attempts)
    {
        // Each connection answers one request, and closes on the second instead of answering.
        var connections = 0;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            if (Interlocked.Increment(ref connections) == 1)
            {
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                await connection.ReadRequestAsync();
            }
        });
        using var caller = new Caller();
        Assert.True((await caller.SendAsync(caller.To(backEnd), verb)).IsWhole);
        Assert.Equal(BackendOutcome.ConnectionLost, (await caller.SendAsync(caller.To(backEnd), verb)).Outcome);
        Assert.Equal(attempts, backEnd.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_with_a_body_is_never_repeated(bool knowsLength)
    {
        var connections = 0;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            if (Interlocked.Increment(ref connections) == 1)
            {
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                await connection.ReadRequestAsync();
            }
        });
        using var caller = new Caller();
        Assert.True((await caller.SendAsync(caller.To(backEnd), HttpVerb.Put)).IsWhole);
        var answer = await caller.SendAsync(caller.To(backEnd), HttpVerb.Put, ScriptedBody.Of([1], knowsLength: knowsLength));
        Assert.Equal(BackendOutcome.ConnectionLost, answer.Outcome);
        Assert.Equal(2, backEnd.Requests);
    }

    [Fact]
    public async Task What_has_begun_to_be_answered_is_not_repeated()
    {
        var requests = 0;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null && ++requests == 1)
            {
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }

            await connection.WriteAsync("H");
        });
        using var caller = new Caller();
        Assert.True((await caller.GetAsync(backEnd)).IsWhole);
        Assert.Equal(BackendOutcome.ConnectionLost, (await caller.GetAsync(backEnd)).Outcome);
        Assert.Equal(2, backEnd.Requests);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", false, "abc")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", true, "abc")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", false, "")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", false, "abc")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", true, "abc")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", false, "abc")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n", false, "abc")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nTrailer: x", false, "abc")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nabc", true, "abc")]
    public async Task A_body_that_breaks_off_never_ends_well(string answer, bool resets, string read)
    {
        // A reset may overtake what was written before it: it comes when the caller has read that.
        var wasRead = new TaskCompletionSource();
        await using var backEnd = ScriptedBackEnd.Once(answer, async connection =>
        {
            await wasRead.Task;
            Break(connection, resets);
        });
        using var caller = new Caller();
        var call = await caller.AskAsync(caller.To(backEnd), HttpVerb.Get);
        var got = await Caller.ReadAsync(call, text =>
        {
            if (text == read)
            {
                wasRead.TrySetResult();
            }
        });
        call.Release();
        Assert.Equal(BackendOutcome.Answered, got.Outcome);
        Assert.Equal(BodyStatus.Aborted, got.Ending);
        Assert.Equal(read, got.Text);
        Assert.Equal(0, caller.To(backEnd).OpenConnections);
    }

    [Fact]
    public async Task Chunk_sizes_padded_to_a_fixed_room_are_read()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3    \r\nabc\r\n0    \r\n\r\n");
        using var caller = new Caller();
        for (var i = 0; i < 3; i++)
        {
            var answer = await caller.GetAsync(backEnd);
            Assert.True(answer.IsWhole);
            Assert.Equal("abc", answer.Text);
        }

        Assert.Equal(1, backEnd.Connections);
    }

    [Theory]
    [InlineData("x\r\n")]
    [InlineData("3 3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("3\nabc\r\n0\r\n\r\n")]
    [InlineData("3\r\nabcd\r\n0\r\n\r\n")]
    [InlineData("3\r\nabc\n0\r\n\r\n")]
    [InlineData("8000000000000000\r\nabc")]
    [InlineData("ffffffffffffffff\r\nabc")]
    [InlineData("fffffffffffffffff\r\nabc")]
    [InlineData("-1\r\nabc")]
    [InlineData("3\r\nabc\r\n0\r\nbad trailer\r\n\r\n")]
    public async Task A_chunked_body_with_a_fault_is_malformed(string body)
    {
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
        using var caller = new Caller();
        Assert.Equal(BodyStatus.Malformed, (await caller.GetAsync(backEnd)).Ending);
        Assert.Equal("RST", await backEnd.EndedAsync(0));
        Assert.Equal(0, caller.To(backEnd).OpenConnections);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok!")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n!")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    public async Task A_connection_is_not_used_again_after_such_an_answer(string answer)
    {
        await using var backEnd = ScriptedBackEnd.Always(answer);
        using var caller = new Caller();
        for (var i = 1; i <= 3; i++)
        {
            var got = await caller.GetAsync(backEnd);
            Assert.True(got.IsWhole);
            Assert.Equal("ok", got.Text);
            Assert.Equal(i, backEnd.Connections);
            Assert.Equal(0, caller.To(backEnd).OpenConnections);
        }
    }

    [Fact]
    public async Task Http_10_with_keep_alive_is_used_again()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok");
        using var caller = new Caller();
        await caller.GetAsync(backEnd);
        Assert.True((await caller.GetAsync(backEnd)).IsReused);
    }

    [Fact]
    public async Task A_body_without_length_ends_with_the_connection()
    {
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\n\r\nall there is", _ => Task.CompletedTask);
        using var caller = new Caller();
        var answer = await caller.GetAsync(backEnd);
        Assert.True(answer.IsWhole);
        Assert.Equal("all there is", answer.Text);
        Assert.Equal(0, caller.To(backEnd).OpenConnections);
    }

    [Theory]
    [InlineData("Head", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", 1)]
    [InlineData("Head", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 1)]
    [InlineData("Head", "HTTP/1.1 200 OK\r\n\r\n", 1)]
    [InlineData("Get", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5000\r\n\r\n", 1)]
    [InlineData("Get", "HTTP/1.1 304 Not Modified\r\n\r\n", 1)]
    [InlineData("Get", "HTTP/1.1 204 No Content\r\n\r\n", 1)]
    [InlineData("Post", "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", 1)]
    [InlineData("Get", "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\noops", 4)]
    [InlineData("Get", "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\n", 4)]
    [InlineData("Get", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 4)]
    [InlineData("Head", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\noops", 4)]
    [InlineData("Get", "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\noops", 4)]
    public async Task What_has_no_body_has_none_and_the_pool_stays_in_step(string verb, string answer, int connections)
    {
        await using var backEnd = ScriptedBackEnd.Always(answer);
        using var caller = new Caller();
        for (var i = 0; i < 4; i++)
        {
            var got = await caller.SendAsync(caller.To(backEnd), Parse(verb));
            Assert.True(got.IsWhole);
            Assert.Empty(got.Body);
            Assert.Equal(0, caller.To(backEnd).OpenConnections - caller.To(backEnd).IdleConnections);
        }

        Assert.Equal(connections, backEnd.Connections);
    }

    [Fact]
    public async Task A_refused_connection_fails_at_once_and_the_next_call_tries_again()
    {
        using var unused = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        unused.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)unused.LocalEndPoint!).Port;
        using var caller = new Caller();
        var backend = caller.Pools.Get(new BackendOrigin(false, "127.0.0.1", port));
        Assert.Equal(BackendOutcome.ConnectFailed, (await caller.SendAsync(backend, HttpVerb.Get)).Outcome);
        Assert.Equal(BackendOutcome.ConnectFailed, (await caller.SendAsync(backend, HttpVerb.Post, ScriptedBody.Of([1]))).Outcome);
        unused.Listen();
        var call = caller.SendAsync(backend, HttpVerb.Get);
        using var accepted = await unused.AcceptAsync();
        await accepted.ReceiveAsync(new byte[1_000]);
        await accepted.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        Assert.True((await call).IsWhole);
    }

    [Fact]
    public async Task Answers_whose_bodies_are_not_read_do_not_reach_the_next_caller()
    {
        var number = 0;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync($"HTTP/1.1 200 OK\r\nX-Number: {Interlocked.Increment(ref number)}\r\nContent-Length: 10\r\n\r\n0123456789");
            }
        });
        using var caller = new Caller();
        for (var i = 1; i <= 20; i++)
        {
            var call = await caller.AskAsync(caller.To(backEnd), HttpVerb.Get);
            Assert.True(call.Head.Headers.IndexOf("X-Number"u8, ignoreCase: true) >= 0);
            call.Release();
            call.Release();
        }

        Assert.Equal(20, backEnd.Connections);
        Assert.Equal(0, caller.To(backEnd).OpenConnections);
    }

    private static void Break(ScriptedConnection connection, bool resets)
    {
        if (resets)
        {
            connection.Reset();
        }
        else
        {
            connection.Close();
        }
    }

    private static HttpVerb Parse(string verb) => Enum.Parse<HttpVerb>(verb);

    private static ScriptedBody? BodyFor(string verb) => verb == "Post" ? ScriptedBody.Of([1, 2, 3]) : null;
}
