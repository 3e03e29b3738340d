// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Clients;

public sealed class ClientLifetimeTests
{
    [Fact]
    public void Going_gives_up_the_call_that_is_attached()
    {
        var (client, call) = (new ClientLifetime(), new Call());
        Assert.True(client.Attach(call));
        client.Gone();
        client.Gone();
        Assert.Equal(1, call.Aborts);
        Assert.True(client.IsGone);
        Assert.False(client.Detach(call));
    }

    [Fact]
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
        client.Attach(call);
        Assert.True(client.Detach(call));
        client.Gone();
        Assert.Equal(0, call.Aborts);
    }

    [Fact]
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
        }
    }

    private sealed class Call : Abortable
    {
        private int _aborts;

        public int Aborts => _aborts;

        public override void Abort() => Interlocked.Increment(ref _aborts);
    }
}
