// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

public sealed class BackendTimeTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(HttpVerb.Get)]
    [InlineData(HttpVerb.Post)]
    [InlineData(HttpVerb.Head)]
    internal async Task Silence_ends_at_the_timeout_and_resets_the_back_end(HttpVerb verb)
    {
        var asked = new TaskCompletionSource();
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            asked.SetResult();
            await connection.ReadToEndAsync();
        });
        using var caller = new Caller(time: _time);
        var sending = caller.SendAsync(caller.To(backEnd), verb, verb == HttpVerb.Post ? ScriptedBody.Of([1]) : null, timeout: 29_000);
        await asked.Task;
        Advance(28_999);
        Assert.False(sending.IsCompleted);
        Advance(26);
        Assert.Equal(BackendOutcome.TimedOut, (await sending).Outcome);
        Assert.Equal("RST", await backEnd.EndedAsync(0));
        Assert.Equal(0, caller.To(backEnd).OpenConnections);
    }

    [Fact]
    public async Task The_moments_of_an_answer_are_kept()
    {
        var ready = new SemaphoreSlim(0);
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            Advance(5);
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");
            await ready.WaitAsync();
            await connection.WriteAsync("abc");
            await connection.ReadToEndAsync();
        });
        using var caller = new Caller(time: _time);
        var call = await caller.AskAsync(caller.To(backEnd), HttpVerb.Get);
        Assert.Equal((5, 5), (Elapsed(call, call.FirstByteAt), Elapsed(call, call.HeadAt)));
        Assert.Equal(0, call.FirstContentAt);
        var reading = call.Body.ReadAsync();
        Advance(7);
        ready.Release();
        Assert.Equal(BodyStatus.Data, (await reading).Status);
        Advance(9);
        await call.Body.ReadAsync();
        Assert.Equal((5, 12), (Elapsed(call, call.HeadAt), Elapsed(call, call.FirstContentAt)));
        call.Release();
        await call.UploadEndedAsync();
    }

    [Fact]
    public async Task Content_that_came_with_the_head_came_with_it()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
        using var caller = new Caller(time: _time);
        var call = await caller.AskAsync(caller.To(backEnd), HttpVerb.Get);
        Advance(3);
        await call.Body.ReadAsync();
        Assert.Equal(call.HeadAt, call.FirstContentAt);
        call.Release();
        await call.UploadEndedAsync();
    }

    [Fact]
    public async Task A_slow_drip_does_not_stretch_the_time_for_the_head()
    {
        var dripped = new SemaphoreSlim(0);
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            foreach (var c in "HTTP/1.1 200 OK\r\nX: " + new string('a', 100))
            {
                await connection.WriteAsync(c.ToString());
                dripped.Release();
            }

            await connection.ReadToEndAsync();
        });
        using var caller = new Caller(time: _time);
        var sending = caller.SendAsync(caller.To(backEnd), HttpVerb.Get, timeout: 1_000);
        for (var i = 0; i < 99; i++)
        {
            await dripped.WaitAsync();
            Advance(10);
        }

        Assert.False(sending.IsCompleted);
        Advance(36);
        Assert.Equal(BackendOutcome.TimedOut, (await sending).Outcome);
    }

    [Theory]
    [InlineData("Content-Length: 1000\r\n\r\nabc")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")]
    [InlineData("\r\nabc")]
    public async Task The_time_runs_on_to_the_end_of_the_body(string rest)
    {
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\n" + rest);
        using var caller = new Caller(time: _time);
        var call = await caller.AskAsync(caller.To(backEnd), HttpVerb.Get, timeout: 1_000);
        Assert.Equal(3, (await call.Body.ReadAsync()).Bytes.Length);

        // A client that takes its time does not make the back end late; a read that waits does.
        Advance(60_000);
        var reading = call.Body.ReadAsync();
        Assert.False(reading.IsCompleted);
        Advance(1_025);
        Assert.Equal(BodyStatus.TimedOut, (await reading).Status);
        call.Release();
        Assert.Equal("RST", await backEnd.EndedAsync(0));
    }

    [Fact]
    public async Task The_time_covers_an_upload_that_the_back_end_does_not_take()
    {
        var asked = new TaskCompletionSource();
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadHeadAsync();
            asked.SetResult();
            await Task.Delay(Timeout.Infinite);
        });
        using var caller = new Caller(time: _time);
        var sending = caller.SendAsync(caller.To(backEnd), HttpVerb.Post, ScriptedBody.Of(new byte[50_000_000], 65_536), timeout: 1_000);
        await asked.Task;
        await AdvanceUntilAsync(sending);
        Assert.Equal(BackendOutcome.TimedOut, (await sending).Outcome);
    }

    [Fact]
    public async Task The_time_rests_while_the_client_is_waited_for_and_then_runs_on()
    {
        var gotAll = new TaskCompletionSource();
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", async connection =>
        {
            await connection.ReadRequestAsync();
            gotAll.SetResult();
            await connection.ReadToEndAsync();
        });
        using var caller = new Caller(time: _time);
        Assert.True((await caller.GetAsync(backEnd)).IsWhole);

        // On a kept connection the call has come to wait for its client when it returns.
        var body = new ScriptedBody(3) { Ending = null };
        var sending = caller.SendAsync(caller.To(backEnd), HttpVerb.Post, body, timeout: 1_000);
        Advance(60_000);
        Assert.False(sending.IsCompleted);
        body.Release.SetResult(new BodyChunk(new byte[3], BodyStatus.Data));
        await gotAll.Task;
        Advance(1_025);
        Assert.Equal(BackendOutcome.TimedOut, (await sending).Outcome);
    }

    [Fact]
    public void Idleness_is_not_charged_to_the_next_call()
    {
        using var wheel = new TimerWheel(_time);
        using var pools = new BackendPools(new BackendOptions(), wheel);
        var backend = pools.Get(new BackendOrigin(false, "127.0.0.1", 9));
        var clock = new BackendConnection(backend, wheel).Clock;
        clock.Start(10_000, wheel.Now);
        clock.Hurry(1_000);
        Assert.True(clock.Stop());
        Advance(40_000);
        clock.Start(10_000, wheel.Now);
        Assert.Equal(10_000, clock.Left);
    }

    [Fact]
    public async Task An_answered_call_leaves_no_time_running()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using var caller = new Caller(time: _time);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("ok", (await caller.SendAsync(caller.To(backEnd), HttpVerb.Get, timeout: 1_000)).Text);
            Advance(999);
        }

        Assert.Equal(1, backEnd.Connections);
    }

    [Theory]
    [InlineData("", 50_000)]
    [InlineData("Keep-Alive: timeout=5\r\n", 4_000)]
    [InlineData("Keep-Alive: timeout=5, max=100\r\n", 4_000)]
    [InlineData("Keep-Alive: max=100, timeout=20\r\n", 19_000)]
    [InlineData("Keep-Alive: timeout=1\r\n", 500)]
    [InlineData("Keep-Alive: timeout=0\r\n", 0)]
    [InlineData("Keep-Alive: timeout=600\r\n", 50_000)]
    [InlineData("Keep-Alive: timeout=x\r\n", 50_000)]
    public async Task An_idle_connection_is_closed_before_the_back_end_does_it(string header, int milliseconds)
    {
        await using var backEnd = ScriptedBackEnd.Always($"HTTP/1.1 200 OK\r\n{header}Content-Length: 0\r\n\r\n");
        using var caller = new Caller(time: _time);
        var backend = caller.To(backEnd);
        await caller.GetAsync(backEnd);
        if (milliseconds > 0)
        {
            Advance(milliseconds - 1);
            Assert.True((await caller.GetAsync(backEnd)).IsReused);
        }

        Advance(milliseconds);
        Assert.False((await caller.GetAsync(backEnd)).IsReused);

        // And without anybody asking, within a sweep.
        Advance(milliseconds);
        Advance(1_100);
        Assert.Equal((0, 0), (backend.IdleConnections, backend.OpenConnections));
        Assert.Equal("FIN", await backEnd.EndedAsync(1));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_idle_connection_that_the_back_end_closes_or_talks_on_is_swept_away()
    {
        var goAhead = new TaskCompletionSource();
        await using var closing = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", _ => goAhead.Task);
        await using var talking = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", async connection =>
        {
            await goAhead.Task;
            await connection.WriteAsync("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            await connection.ReadToEndAsync();
        });
        using var caller = new Caller(new BackendOptions { IdleMilliseconds = 2_000_000_000 }, _time);
        foreach (var backEnd in new[] { closing, talking })
        {
            Assert.True((await caller.GetAsync(backEnd)).IsWhole);
            Assert.Equal(1, caller.To(backEnd).IdleConnections);
        }

        goAhead.SetResult();
        foreach (var backEnd in new[] { closing, talking })
        {
            while (caller.To(backEnd).IdleConnections > 0)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
                Advance(1_025);
            }

            Assert.Equal(0, caller.To(backEnd).OpenConnections);
        }
    }

    [Fact]
    public async Task The_connection_used_last_is_used_next_so_that_surplus_ones_age()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var caller = new Caller(time: _time);
        using var other = new Caller(time: _time);
        var backend = caller.To(backEnd);
        var calls = new List<BackendCall>();
        for (var i = 0; i < 5; i++)
        {
            using var one = new Caller(time: _time);
            calls.Add(await one.AskAsync(backend, HttpVerb.Get));
        }

        calls.ForEach(c => c.Release());
        Assert.Equal(5, backend.IdleConnections);
        for (var i = 0; i < 6; i++)
        {
            Advance(10_000);
            Assert.True((await caller.GetAsync(backEnd)).IsReused);
        }

        Advance(1_025);
        Assert.Equal(1, backend.IdleConnections);
    }

    [Fact]
    public async Task No_more_connections_idle_than_allowed()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var caller = new Caller(new BackendOptions { MaxIdlePerOrigin = 2 });
        var backend = caller.To(backEnd);
        var calls = new List<BackendCall>();
        for (var i = 0; i < 5; i++)
        {
            using var one = new Caller();
            calls.Add(await one.AskAsync(backend, HttpVerb.Get));
        }

        Assert.Equal(5, backend.OpenConnections);
        calls.ForEach(c => c.Release());
        Assert.Equal((2, 2), (backend.IdleConnections, backend.OpenConnections));
    }

    // Tick by tick: the timer may be set for the next one while time moves.
    private async Task AdvanceUntilAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            Advance(25);
            await Task.Yield();
        }
    }

    private int Elapsed(BackendCall call, long at) => (int)_time.GetElapsedTime(call.StartedAt, at).TotalMilliseconds;

    private void Advance(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
