// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Clients;

public sealed class ClientLifetimeTests
{
    [Fact]
    public void A_client_that_goes_aborts_the_call_that_is_made_for_it()
    {
        var client = new ClientLifetime();
        var call = new Call();
        Assert.True(client.Attach(call));
        Assert.False(client.IsGone);
        client.Gone();
        Assert.True(client.IsGone);
        Assert.Equal(1, call.Aborts);
        Assert.False(client.Detach(call));
    }

    [Fact]
    public void Going_twice_aborts_once()
    {
        var client = new ClientLifetime();
        var call = new Call();
        client.Attach(call);
        client.Gone();
        client.Gone();
        Assert.Equal(1, call.Aborts);
        Assert.True(client.IsGone);
    }

    [Fact]
    public void A_call_that_is_over_is_left_alone()
    {
        var client = new ClientLifetime();
        var call = new Call();
        client.Attach(call);
        Assert.True(client.Detach(call));
        client.Gone();
        Assert.Equal(0, call.Aborts);
    }

    [Fact]
    public void Nothing_is_started_for_a_client_that_is_gone()
    {
        var client = new ClientLifetime();
        client.Gone();
        var call = new Call();
        Assert.False(client.Attach(call));
        Assert.Equal(0, call.Aborts);
        Assert.True(client.IsGone);
    }

    [Fact]
    public void Only_the_attached_call_can_be_detached()
    {
        var client = new ClientLifetime();
        var call = new Call();
        client.Attach(call);
        Assert.False(client.Detach(new Call()));
        client.Gone();
        Assert.Equal(1, call.Aborts);
    }

    [Fact]
    public void The_next_request_finds_nothing_of_the_last()
    {
        var client = new ClientLifetime();
        var call = new Call();
        client.Attach(call);
        client.Reset();
        client.Gone();
        Assert.Equal(0, call.Aborts);
        client.Reset();
        Assert.False(client.IsGone);
        Assert.True(client.Attach(call));
    }

    [Fact]
    public async Task Whoever_wins_the_race_the_call_is_aborted_exactly_when_it_is_told_so()
    {
        for (var round = 0; round < 2_000; round++)
        {
            var client = new ClientLifetime();
            var call = new Call();
            using var start = new Barrier(2);
            var gone = Task.Run(() =>
            {
                start.SignalAndWait();
                client.Gone();
            });
            start.SignalAndWait();
            var attached = client.Attach(call);
            var detached = attached && client.Detach(call);
            await gone;
            Assert.Equal(attached && !detached ? 1 : 0, call.Aborts);
            Assert.True(client.IsGone);
        }
    }

    private sealed class Call : Abortable
    {
        private int _aborts;

        public int Aborts => Volatile.Read(ref _aborts);

        public override void Abort() => Interlocked.Increment(ref _aborts);
    }
}
