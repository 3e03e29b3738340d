// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Tests.Wire;
using Microsoft.AspNetCore.Connections;

namespace Foregate.DataPlane.Tests.Arrive.Sockets;

public sealed class PlainConnectionTests
{
    [Fact]
    public async Task It_knows_both_ends_and_is_read_and_written_through_its_channel()
    {
        using var pair = await SocketPair.Create();
        await using var connection = new PlainConnection(pair.Near);
        Assert.Equal(pair.Far.LocalEndPoint, connection.RemoteEndPoint);
        Assert.Equal(pair.Far.RemoteEndPoint, connection.LocalEndPoint);
        await pair.Far.SendAsync("ping"u8.ToArray());
        Assert.Equal(4, await connection.Channel.FillAsync());
        Assert.Equal("ping"u8, connection.Channel.Unread);
    }

    [Fact]
    public async Task There_are_no_pipes()
    {
        using var pair = await SocketPair.Create();
        await using var connection = new PlainConnection(pair.Near);
        Assert.Throws<NotSupportedException>(() => connection.Transport);
        Assert.Throws<NotSupportedException>(() => connection.Transport = null!);
    }

    [Fact]
    public async Task Each_connection_has_its_own_id_which_stays()
    {
        using var pair = await SocketPair.Create();
        await using var near = new PlainConnection(pair.Near);
        await using var far = new PlainConnection(pair.Far);
        Assert.NotEqual(near.ConnectionId, far.ConnectionId);
        Assert.Matches("^[0-9A-F]{8}$", near.ConnectionId);
        Assert.Same(near.ConnectionId, near.ConnectionId);
        near.ConnectionId = "mine";
        Assert.Equal("mine", near.ConnectionId);
    }

    [Fact]
    public async Task What_is_put_on_it_stays_on_it()
    {
        using var pair = await SocketPair.Create();
        await using var connection = new PlainConnection(pair.Near);
        connection.Items["one"] = 1;
        connection.Features.Set("feature");
        Assert.Equal(1, connection.Items["one"]);
        Assert.Equal("feature", connection.Features.Get<string>());
    }

    [Fact]
    public async Task An_abort_is_a_reset()
    {
        using var pair = await SocketPair.Create();
        await using var connection = new PlainConnection(pair.Near);
        connection.Abort(new ConnectionAbortedException());
        var error = await Assert.ThrowsAsync<SocketException>(async () => await pair.Far.ReceiveAsync(new byte[1]));
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact]
    public async Task Disposing_ends_the_connection_in_order()
    {
        using var pair = await SocketPair.Create();
        var connection = new PlainConnection(pair.Near);
        await connection.DisposeAsync();
        Assert.Equal(0, await pair.Far.ReceiveAsync(new byte[1]));
    }
}
