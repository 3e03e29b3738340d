// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

/// <summary>A client that goes takes its call with it, at every stage.</summary>
public sealed class BackendClientGoneTests
{
    [Fact]
    public async Task Before_the_call_nothing_is_sent()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var caller = new Caller();
        caller.Client.Gone();
        Assert.Equal(BackendOutcome.ClientGone, (await caller.GetAsync(backEnd)).Outcome);
        Assert.Equal((0, 0), (backEnd.Connections, caller.To(backEnd).OpenConnections));

        caller.Client.Reset();
        Assert.True((await caller.GetAsync(backEnd)).IsWhole);
        caller.Client.Gone();
        Assert.Equal(BackendOutcome.ClientGone, (await caller.GetAsync(backEnd)).Outcome);
        Assert.Equal((1, 1), (backEnd.Requests, caller.To(backEnd).IdleConnections));
        caller.Client.Reset();
        Assert.True((await caller.GetAsync(backEnd)).IsReused);
    }

    [Fact]
    public async Task While_the_name_is_being_resolved()
    {
        var resolving = new TaskCompletionSource();
        var resolved = new TaskCompletionSource<IPAddress[]>();
        using var caller = new Caller(new BackendOptions
        {
            Resolver = _ =>
            {
                resolving.SetResult();
                return resolved.Task;
            },
        });
        var backend = caller.Pools.Get(new BackendOrigin(false, "slow.test", 80));
        var sending = caller.SendAsync(backend, HttpVerb.Get);
        await resolving.Task;
        caller.Client.Gone();
        Assert.Equal(BackendOutcome.ClientGone, (await sending).Outcome);
        Assert.Equal(0, backend.OpenConnections);
        resolved.SetResult([IPAddress.Loopback]);
    }

    [Fact]
    public async Task While_the_connection_is_being_made()
    {
        // A full backlog: further connects get no answer from the system.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var fillers = new List<Socket>();
        for (var i = 0; i < 4; i++)
        {
            var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            fillers.Add(filler);
            _ = filler.ConnectAsync(full.LocalEndPoint!).ContinueWith(t => t.Exception, TaskScheduler.Default);
        }

        using var caller = new Caller();
        var backend = caller.Pools.Get(new BackendOrigin(false, "127.0.0.1", ((IPEndPoint)full.LocalEndPoint!).Port));
        var calls = Enumerable.Range(0, 4).Select(_ => new Caller()).ToList();
        var sending = calls.Select(c => c.SendAsync(backend, HttpVerb.Get)).ToList();
        Assert.Contains(sending, s => !s.IsCompleted);
        calls.ForEach(c => c.Client.Gone());
        foreach (var one in sending)
        {
            Assert.Equal(BackendOutcome.ClientGone, (await one).Outcome);
        }

        Assert.Equal(0, backend.OpenConnections);
        calls.ForEach(c => c.Dispose());
        fillers.ForEach(f => f.Dispose());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_the_answer_is_awaited(bool onReused)
    {
        var asked = new TaskCompletionSource();
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            if (onReused)
            {
                await connection.ReadRequestAsync();
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }

            await connection.ReadRequestAsync();
            asked.SetResult();
            await connection.ReadToEndAsync();
        });
        using var caller = new Caller();
        if (onReused)
        {
            await caller.GetAsync(backEnd);
        }

        var sending = caller.GetAsync(backEnd);
        await asked.Task;
        caller.Client.Gone();
        caller.Client.Gone();
        Assert.Equal(BackendOutcome.ClientGone, (await sending).Outcome);
        Assert.Equal("RST", await backEnd.EndedAsync(0));
        Assert.Equal((1, 0), (backEnd.Connections, caller.To(backEnd).OpenConnections));
    }

    [Fact]
    public async Task While_the_body_is_being_sent()
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.ReadToEndAsync();
        });
        using var caller = new Caller();
        var body = new ScriptedBody(1_000, new byte[10]) { Ending = null };
        var asking = caller.AskAsync(caller.To(backEnd), HttpVerb.Post, body);
        while (backEnd.Requests == 0)
        {
            await Task.Yield();
        }

        caller.Client.Gone();
        var call = await asking;
        Assert.Equal(BackendOutcome.ClientGone, call.Outcome);
        Assert.Equal("RST", await backEnd.EndedAsync(0));
        call.Release();
        body.Release.SetResult(new BodyChunk(default, BodyStatus.Aborted));
        await call.UploadEndedAsync();
    }

    [Fact]
    public async Task While_the_answer_is_being_read()
    {
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
        using var caller = new Caller();
        var call = await caller.AskAsync(caller.To(backEnd), HttpVerb.Get);
        var answer = await Caller.ReadAsync(call, text =>
        {
            if (text == "abc")
            {
                caller.Client.Gone();
            }
        });
        Assert.Equal(BodyStatus.Aborted, answer.Ending);
        Assert.Equal("RST", await backEnd.EndedAsync(0));
        call.Release();
        Assert.Equal(0, caller.To(backEnd).OpenConnections);
    }

    [Fact]
    public async Task After_the_answer_but_before_the_release_the_connection_is_not_used_again()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using var caller = new Caller();
        var call = await caller.AskAsync(caller.To(backEnd), HttpVerb.Get);
        Assert.True((await Caller.ReadAsync(call)).IsWhole);
        caller.Client.Gone();
        call.Release();
        Assert.Equal((0, 0), (caller.To(backEnd).IdleConnections, caller.To(backEnd).OpenConnections));
    }

    [Fact]
    public async Task After_the_release_the_connection_is_somebody_elses()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using var caller = new Caller();
        Assert.True((await caller.GetAsync(backEnd)).IsWhole);
        caller.Client.Gone();
        Assert.Equal((1, 1), (caller.To(backEnd).IdleConnections, caller.To(backEnd).OpenConnections));
    }

    [Fact]
    public async Task At_any_moment_nobody_else_is_harmed()
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {request.Body.Length}\r\n\r\n");
                await connection.WriteAsync(request.Body);
            }
        });
        using var pools = new Caller();
        var backend = pools.To(backEnd);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async seed =>
        {
            await Task.Yield();
            var random = new Random(seed);
            using var caller = new Caller();
            for (var i = 0; i < 500; i++)
            {
                caller.Client.Reset();
                var sent = new byte[random.Next(1, 20_000)];
                random.NextBytes(sent);
                var goes = seed % 2 == 0;
                var sending = caller.SendAsync(backend, HttpVerb.Post, ScriptedBody.Of(sent, 4_000, isSlow: random.Next(2) == 0));
                if (goes)
                {
                    for (var spins = random.Next(200); spins > 0; spins--)
                    {
                        await Task.Yield();
                    }

                    caller.Client.Gone();
                    await sending;
                }
                else
                {
                    var answer = await sending;
                    Assert.True(answer.IsWhole, answer.Outcome.ToString());
                    Assert.Equal(sent, answer.Body);
                }
            }
        }));
        Assert.Equal(backend.IdleConnections, backend.OpenConnections);
    }
}
