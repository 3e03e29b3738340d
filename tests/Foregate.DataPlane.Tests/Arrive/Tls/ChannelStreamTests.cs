// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Arrive.Tls;
using Foregate.DataPlane.Tests.Wire;

namespace Foregate.DataPlane.Tests.Arrive.Tls;

public sealed class ChannelStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Reads_what_fits_and_keeps_the_rest()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        await using var stream = new ChannelStream(channel);
        await pair.Far.SendAsync("abcdef"u8.ToArray());
        var buffer = new byte[4];
        Assert.Equal(4, await stream.ReadAsync(buffer).AsTask().WaitAsync(Patience));
        Assert.Equal("abcd"u8, buffer);
        Assert.Equal(2, await stream.ReadAsync(buffer));
        Assert.Equal("ef"u8, buffer.AsSpan(0, 2));
    }

    [Fact]
    public async Task An_empty_read_waits_and_takes_nothing()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        await using var stream = new ChannelStream(channel);
        var waiting = stream.ReadAsync(Memory<byte>.Empty);
        Assert.False(waiting.IsCompleted);
        await pair.Far.SendAsync("abc"u8.ToArray());
        Assert.Equal(0, await waiting.AsTask().WaitAsync(Patience));
        var buffer = new byte[4];
        Assert.Equal(3, await stream.ReadAsync(buffer));
    }

    [Fact]
    public async Task Writes_go_out_and_the_end_is_seen()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        await using var stream = new ChannelStream(channel);
        await stream.WriteAsync("hello"u8.ToArray());
        var buffer = new byte[10];
        Assert.Equal(5, await pair.Far.ReceiveAsync(buffer));
        pair.Far.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        Assert.Equal(0, await stream.ReadAsync(buffer).AsTask().WaitAsync(Patience));
    }

    [Fact]
    public async Task A_broken_connection_is_an_IOException()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        await using var stream = new ChannelStream(channel);
        channel.Abort();
        await Assert.ThrowsAsync<IOException>(() => stream.ReadAsync(new byte[1]).AsTask());
        await Assert.ThrowsAsync<IOException>(() => stream.WriteAsync(new byte[1]).AsTask());
    }
}
