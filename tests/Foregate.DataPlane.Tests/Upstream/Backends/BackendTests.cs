// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

public sealed class BackendTests
{
    [Fact]
    public async Task Sends_the_head_as_given_and_reads_the_answer()
    {
        ScriptedRequest? request = null;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nX-One: a\r\nx-one:  b \r\nContent-Length: 5\r\n\r\nhello");
            await connection.ReadToEndAsync();
        });
        using var caller = new Caller();
        var answer = await caller.GetAsync(backEnd);
        Assert.True(answer.IsWhole);
        Assert.Equal(200, answer.Status);
        Assert.Equal(["X-One: a", "x-one: b", "Content-Length: 5"], answer.Headers);
        Assert.Equal("hello", answer.Text);
        Assert.Equal("GET /path HTTP/1.1\r\nHost: backend.test\r\n\r\n", request!.Head);
    }

    [Fact]
    public async Task One_connection_carries_one_call_after_another()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using var caller = new Caller();
        for (var i = 0; i < 100; i++)
        {
            var answer = await caller.GetAsync(backEnd);
            Assert.Equal("ok", answer.Text);
            Assert.Equal(i > 0, answer.IsReused);
        }

        Assert.Equal(1, backEnd.Connections);
        var backend = caller.To(backEnd);
        Assert.Equal((1, 1, 1, 99), (backend.OpenConnections, backend.IdleConnections, backend.OpenedConnections, backend.ReusedConnections));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(1_000, true)]
    [InlineData(100_000, true)]
    [InlineData(3_000_000, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(1_000, false)]
    [InlineData(100_000, false)]
    [InlineData(3_000_000, false)]
    public async Task Sends_a_body_with_its_length_or_in_chunks(int size, bool knowsLength)
    {
        var sent = new byte[size];
        new Random(size).NextBytes(sent);
        ScriptedRequest? request = null;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } next)
            {
                request = next;
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        });
        using var caller = new Caller();
        foreach (var isSlow in new[] { false, true })
        {
            var answer = await caller.SendAsync(caller.To(backEnd), HttpVerb.Post, ScriptedBody.Of(sent, 40_000, knowsLength, isSlow));
            Assert.True(answer.IsWhole);
            Assert.Equal(sent, request!.Body);
        }

        Assert.Equal(1, backEnd.Connections);
    }

    [Fact]
    public async Task Calls_at_the_same_time_use_a_connection_each()
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {request.Body.Length}\r\n\r\n{Encoding.ASCII.GetString(request.Body)}");
            }
        });
        using var pools = new Caller();
        var backend = pools.To(backEnd);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            using var caller = new Caller();
            for (var n = 0; n < 50; n++)
            {
                var text = $"caller {i} call {n}";
                var answer = await caller.SendAsync(backend, HttpVerb.Post, ScriptedBody.Of(Encoding.ASCII.GetBytes(text)));
                Assert.Equal(text, answer.Text);
            }
        }));
        Assert.InRange(backEnd.Connections, 1, 20);
        Assert.Equal(backend.OpenConnections, backend.IdleConnections);
    }
}
