// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Clients;

public sealed class ClientLifetimeTests
{
    [Fact]
<<<<<<< HEAD
    public void Going_gives_up_the_call_that_is_attached()
    {
        var (client, call) = (new ClientLifetime(), new Call());
        Assert.True(client.Attach(call));
        client.Gone();
        client.Gone();
        Assert.Equal(1, call.Aborts);
        Assert.True(client.IsGone);
=======
    public void A_client_that_goes_aborts_the_call_that_is_made_for_it()
    {
        var client = new ClientLifetime();
        var call = new Call();
        Assert.True(client.Attach(call));
        Assert.False(client.IsGone);
        client.Gone();
        Assert.True(client.IsGone);
        Assert.Equal(1, call.Aborts);
>>>>>>> mirrored-tests
        Assert.False(client.Detach(call));
    }

    [Fact]
<<<<<<< HEAD
    public void Nothing_is_started_for_a_client_that_is_gone()
    {
        var client = new ClientLifetime();
        client.Gone();
        Assert.False(client.Attach(new Call()));
    }

    [Fact]
    public void A_detached_call_outlives_its_client()
    {
        var (client, call) = (new ClientLifetime(), new Call());
=======
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
>>>>>>> mirrored-tests
        client.Attach(call);
        Assert.True(client.Detach(call));
        client.Gone();
        Assert.Equal(0, call.Aborts);
    }

    [Fact]
<<<<<<< HEAD
    public void A_reset_is_a_new_client()
    {
        var client = new ClientLifetime();
        client.Gone();
        client.Reset();
        Assert.False(client.IsGone);
        Assert.True(client.Attach(new Call()));
    }

    [Fact]
    public async Task Of_going_and_detaching_exactly_one_wins()
    {
        for (var round = 0; round < 2000; round++)
        {
            var (client, call) = (new ClientLifetime(), new Call());
            client.Attach(call);
            var going = Task.Run(client.Gone);
            var isKept = client.Detach(call);
            await going;
            Assert.Equal(isKept ? 0 : 1, call.Aborts);
=======
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
>>>>>>> mirrored-tests
        }
    }

    private sealed class Call : Abortable
    {
        private int _aborts;

<<<<<<< HEAD
        public int Aborts => _aborts;
=======
        public int Aborts => Volatile.Read(ref _aborts);
>>>>>>> mirrored-tests

        public override void Abort() => Interlocked.Increment(ref _aborts);
    }
}
