// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

/// <summary>Names: resolved once, followed when they move, given up late.</summary>
public sealed class BackendAddressesTests
{
    private const string Close = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    private const string Keep = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private readonly FakeTimeProvider _time = new();
    private IPAddress[] _addresses = [IPAddress.Loopback];
    private int _resolutions;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_does_not_resolve_fails_at_once(bool throws)
    {
        using var caller = new Caller(new BackendOptions
        {
            Resolver = _ => throws ? throw new SocketException((int)SocketError.HostNotFound) : Task.FromResult(Array.Empty<IPAddress>()),
        });
        var backend = caller.Pools.Get(new BackendOrigin(false, "nowhere.test", 80));
        Assert.Equal(BackendOutcome.NameNotResolved, (await caller.SendAsync(backend, HttpVerb.Get)).Outcome);
        Assert.Equal(0, backend.OpenConnections);
    }

    [Fact]
    public async Task The_system_resolves_names()
    {
        await using var backEnd = ScriptedBackEnd.Always(Keep);
        using var caller = new Caller();
        Assert.True((await caller.SendAsync(caller.To(backEnd, "LOCALHOST"), HttpVerb.Get)).IsWhole);
        Assert.True((await caller.SendAsync(caller.To(backEnd, "localhost"), HttpVerb.Get)).IsReused);
    }

    [Fact]
    public async Task Many_calls_at_once_resolve_once()
    {
        var resolved = new TaskCompletionSource<IPAddress[]>();
        await using var backEnd = ScriptedBackEnd.Always(Keep);
        using var pools = new Caller(new BackendOptions
        {
            Resolver = _ =>
            {
                Interlocked.Increment(ref _resolutions);
                return resolved.Task;
            },
        });
        var backend = pools.To(backEnd, "once.test");
        var callers = Enumerable.Range(0, 10).Select(_ => new Caller()).ToList();
        var sending = callers.Select(c => c.SendAsync(backend, HttpVerb.Get)).ToList();
        resolved.SetResult([IPAddress.Loopback]);
        Assert.All(await Task.WhenAll(sending), a => Assert.True(a.IsWhole));
        Assert.Equal(1, _resolutions);
        callers.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task An_address_is_used_for_its_time_and_then_asked_for_again()
    {
        await using var backEnd = ScriptedBackEnd.Always(Close);
        using var caller = Following();
        var backend = caller.To(backEnd, "moves.test");
        for (var i = 0; i < 5; i++)
        {
            Assert.True((await caller.SendAsync(backend, HttpVerb.Get)).IsWhole);
            Advance(1_000);
        }

        Assert.Equal(1, _resolutions);
        Advance(5_000);
        Assert.True((await caller.SendAsync(backend, HttpVerb.Get)).IsWhole);
        Assert.Equal(2, _resolutions);
    }

    [Fact(Timeout = 30_000)]
    public async Task When_a_name_moves_new_calls_follow_and_calls_under_way_finish()
    {
        // The same port on two addresses: the name moves from one to the other.
        var goAhead = new TaskCompletionSource();
        await using var old = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nX: old\r\nContent-Length: 2\r\n\r\n");
                await goAhead.Task;
                await connection.WriteAsync("ok");
            }
        });
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), old.Port));
        listener.Listen();
        using var caller = Following();
        using var other = new Caller();
        var backend = caller.To(old, "moves.test");
        var underWay = await caller.AskAsync(backend, HttpVerb.Get, timeout: 60_000);
        var idle = await other.AskAsync(backend, HttpVerb.Get);
        goAhead.SetResult();
        Assert.True((await Caller.ReadAsync(idle)).IsWhole);
        idle.Release();
        Assert.Equal(1, backend.IdleConnections);

        // Some call after the change notices, in the background, and soon all go to the new address.
        _addresses = [IPAddress.Parse("127.0.0.2")];
        Advance(10_000);
        var accepting = listener.AcceptAsync();
        Task<Answer>? last = null;
        while (!accepting.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            last = other.SendAsync(backend, HttpVerb.Get);
            await Task.WhenAny(last, accepting);
        }

        using var accepted = await accepting;
        Assert.Equal(0, backend.IdleConnections);
        Assert.True((await Caller.ReadAsync(underWay)).IsWhole);
        underWay.Release();
        Assert.Equal(0, backend.IdleConnections);
        other.Client.Gone();
        Assert.Equal(BackendOutcome.ClientGone, (await last!).Outcome);
    }

    [Fact]
    public async Task A_name_that_stops_resolving_keeps_its_last_addresses_for_some_minutes()
    {
        await using var backEnd = ScriptedBackEnd.Always(Close);
        using var caller = Following();
        var backend = caller.To(backEnd, "flaky.test");
        Assert.True((await caller.SendAsync(backend, HttpVerb.Get)).IsWhole);
        _addresses = [];
        Advance(300_000);
        Assert.True((await caller.SendAsync(backend, HttpVerb.Get)).IsWhole);
        Advance(400_000);
        Assert.Equal(BackendOutcome.NameNotResolved, (await caller.SendAsync(backend, HttpVerb.Get)).Outcome);
        _addresses = [IPAddress.Loopback];
        Assert.True((await caller.SendAsync(backend, HttpVerb.Get)).IsWhole);
    }

    [Fact]
    public async Task All_addresses_are_tried_in_turn_and_bad_ones_last()
    {
        await using var backEnd = ScriptedBackEnd.Always(Close);
        _addresses = [IPAddress.Parse("127.0.0.2"), IPAddress.IPv6Loopback, IPAddress.Loopback, IPAddress.Parse("127.0.0.3")];
        using var caller = Following();
        for (var i = 0; i < 12; i++)
        {
            var call = await caller.AskAsync(caller.To(backEnd, "many.test"), HttpVerb.Get);
            Assert.Equal((BackendOutcome.Answered, IPAddress.Loopback), (call.Outcome, call.Address));
            call.Release();
        }
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_given_up_for_the_next()
    {
        // A full backlog: the system leaves further connects without an answer.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await using var backEnd = ScriptedBackEnd.Always(Close);
        full.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), backEnd.Port));
        full.Listen(0);
        var fillers = Enumerable.Range(0, 3).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        fillers.ForEach(f => _ = f.ConnectAsync(full.LocalEndPoint!).ContinueWith(t => t.Exception, TaskScheduler.Default));
        _addresses = [IPAddress.Parse("127.0.0.2"), IPAddress.Loopback];
        using var caller = new Caller(new BackendOptions { Resolver = _ => Task.FromResult(_addresses), ConnectPatienceMilliseconds = 50 });
        var call = await caller.AskAsync(caller.To(backEnd, "half.test"), HttpVerb.Get);
        Assert.Equal((BackendOutcome.Answered, IPAddress.Loopback), (call.Outcome, call.Address));
        call.Release();
        fillers.ForEach(f => f.Dispose());
    }

    [Fact]
    public async Task Addresses_share_the_connections()
    {
        _addresses = [IPAddress.Parse("127.0.0.1"), IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3")];
        await using var backEnd = new ScriptedBackEnd(async c =>
        {
            await c.ReadRequestAsync();
            await c.WriteAsync(Close);
        }, IPAddress.Any);
        using var caller = Following();
        var used = new List<IPAddress>();
        for (var i = 0; i < 6; i++)
        {
            var call = await caller.AskAsync(caller.To(backEnd, "shared.test"), HttpVerb.Get);
            used.Add(call.Address!);
            call.Release();
        }

        Assert.Equal([.. _addresses, .. _addresses], used);
    }

    private Caller Following() => new(
        new BackendOptions
        {
            Resolver = _ =>
            {
                Interlocked.Increment(ref _resolutions);
                return Task.FromResult(_addresses);
            },
        },
        _time);

    private void Advance(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
