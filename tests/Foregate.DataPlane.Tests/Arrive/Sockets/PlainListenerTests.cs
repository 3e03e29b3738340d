// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Arrive.Sockets;

public sealed class PlainListenerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Connections_are_accepted_one_after_the_other_without_delays_of_small_pieces()
    {
        await using var listener = Listen(out var socket);
        Assert.Equal(socket.LocalEndPoint, listener.EndPoint);
        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            using var client = await Connect(listener);
            await using var connection = Assert.IsType<PlainConnection>(await listener.AcceptAsync());
            Assert.Equal(client.LocalEndPoint, connection.RemoteEndPoint);
            Assert.True(await connection.Channel.SendAsync("hi"u8.ToArray()));
            Assert.Equal(2, await client.ReceiveAsync(new byte[10]));
            ids.Add(connection.ConnectionId);
        }

        Assert.Equal(3, ids.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_waiting_accept_ends_with_nothing_when_the_listener_is_unbound(bool unbinds)
    {
        var listener = Listen(out _);
        var accepting = listener.AcceptAsync().AsTask();
        Assert.False(accepting.IsCompleted);
        await (unbinds ? listener.UnbindAsync() : listener.DisposeAsync());
        Assert.Null(await accepting.WaitAsync(Patience));
        Assert.Null(await listener.AcceptAsync());
        await listener.DisposeAsync();
    }

    [Fact]
    public async Task A_waiting_accept_can_be_called_off()
    {
        await using var listener = Listen(out _);
        using var calledOff = new CancellationTokenSource();
        var accepting = listener.AcceptAsync(calledOff.Token).AsTask();
        await calledOff.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_client_that_was_gone_before_it_was_accepted_does_not_end_the_accepting()
    {
        await using var listener = Listen(out _);
        SocketChannel.Reset(await Connect(listener));
        using var client = await Connect(listener);
        for (var i = 0; i < 2; i++)
        {
            await using var connection = await listener.AcceptAsync().AsTask().WaitAsync(Patience);
            if (client.LocalEndPoint!.Equals(connection!.RemoteEndPoint))
            {
                return;
            }
        }

        Assert.Fail("The second client was not accepted.");
    }

    private static PlainListener Listen(out Socket socket)
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return new PlainListener(socket);
    }

    private static async Task<Socket> Connect(PlainListener listener)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.EndPoint);
        return client;
    }
}
