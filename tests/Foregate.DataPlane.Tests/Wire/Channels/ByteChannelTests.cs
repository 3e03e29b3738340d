// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using System.Security.Cryptography;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Wire.Channels;

public abstract class ByteChannelTests
{
    [Fact]
    public async Task Bytes_are_unread_until_they_are_consumed()
    {
        using var pair = await SocketPair.Create();
        var channel = Open(pair.Near);
        await pair.Far.SendAsync("hello"u8.ToArray());
        Assert.Equal(5, await channel.FillAsync());
        Assert.Equal("hello"u8, channel.Unread);
        channel.Consume(2);
        Assert.Equal("llo"u8, channel.UnreadMemory.Span);
        var more = channel.FillAsync();
        Assert.False(more.IsCompleted);
        await pair.Far.SendAsync(" world"u8.ToArray());
        Assert.Equal(6, await more);
        Assert.Equal("llo world"u8, channel.Unread);
        channel.Consume(9);
        Assert.True(channel.Unread.IsEmpty);
    }

    [Fact]
    public async Task The_end_of_the_stream_is_zero_again_and_again()
    {
        using var pair = await SocketPair.Create();
        var channel = Open(pair.Near);
        pair.Far.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await channel.FillAsync());
        Assert.Equal(0, await channel.FillAsync());
        Assert.True(await channel.SendAsync("still writable"u8.ToArray()));
    }

    [Fact]
    public async Task A_reset_is_broken_for_both_directions()
    {
        using var pair = await SocketPair.Create();
        var channel = Open(pair.Near);
        var pending = channel.FillAsync();
        SocketChannel.Reset(pair.Far);
        Assert.Equal(ByteChannel.Broken, await pending);
        while (await channel.SendAsync("x"u8.ToArray()))
        {
        }

        Assert.Equal(ByteChannel.Broken, Math.Min(await channel.FillAsync(), ByteChannel.Broken));
    }

    [Fact]
    public async Task An_abort_ends_a_pending_fill_and_a_pending_send_and_resets_the_peer()
    {
        using var pair = await SocketPair.Create();
        var channel = Open(pair.Near);
        var fill = channel.FillAsync();
        var send = channel.SendAsync(new byte[64 << 20]);
        Assert.False(send.IsCompleted);
        channel.Abort();
        channel.Abort();
        Assert.Equal(ByteChannel.Broken, await fill);
        Assert.False(await send);
        Assert.Equal(ByteChannel.Broken, await channel.FillAsync());
        Assert.False(await channel.SendAsync("x"u8.ToArray()));
        var error = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (await pair.Far.ReceiveAsync(new byte[1 << 20]) > 0)
            {
            }
        });
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(3_000_000)]
    public async Task Bodies_of_every_size_pass_both_ways_unharmed(int size)
    {
        using var pair = await SocketPair.Create();
        var channel = Open(pair.Near);
        var sent = RandomNumberGenerator.GetBytes(size);
        var echo = Task.Run(async () =>
        {
            var buffer = new byte[16_384];
            int read;
            while ((read = await pair.Far.ReceiveAsync(buffer)) > 0)
            {
                await pair.Far.SendAsync(buffer.AsMemory(0, read));
            }
        });
        var sending = Task.Run(async () => Assert.True(await channel.SendAsync(sent)));
        var received = new MemoryStream();
        while (received.Length < size)
        {
            Assert.True(await channel.FillAsync() > 0);

            // Leave a few bytes, as a reader of chunk sizes would, so that the buffer has to move and grow.
            var take = received.Length + channel.Unread.Length == size ? channel.Unread.Length : Math.Max(0, channel.Unread.Length - 3);
            received.Write(channel.Unread[..take]);
            channel.Consume(take);
        }

        await sending;
        channel.Abort();
        await echo.ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(sent, received.ToArray());
    }

    [Fact]
    public async Task Unread_bytes_can_grow_far_beyond_the_buffer()
    {
        using var pair = await SocketPair.Create();
        var channel = Open(pair.Near);
        var sent = RandomNumberGenerator.GetBytes(1_000_000);
        var sending = Task.Run(() => pair.Far.SendAsync(sent));
        while (channel.Unread.Length < sent.Length)
        {
            Assert.True(await channel.FillAsync() > 0);
        }

        await sending;
        Assert.Equal(sent, channel.Unread);
        channel.Consume(sent.Length);
    }

    [Fact]
    public async Task Consuming_more_than_is_unread_is_a_bug()
    {
        using var pair = await SocketPair.Create();
        var channel = Open(pair.Near);
        Assert.Throws<ArgumentOutOfRangeException>(() => channel.Consume(1));
    }

    private protected abstract ByteChannel Open(Socket socket);
}
