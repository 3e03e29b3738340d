// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using System.Security.Cryptography;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Tests.Wire;
using Foregate.DataPlane.Tests.Wire.Channels;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Arrive.Sockets;

public sealed class SocketDoorChannelTests : ByteChannelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_watch_sees_the_client_go(bool orderly)
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.WhenClosed(closed.SetResult);
        channel.Watch();
        Assert.False(closed.Task.IsCompleted);
        Leave(pair.Far, orderly);
        await closed.Task.WaitAsync(Patience);
        Assert.Equal(orderly ? 0 : ByteChannel.Broken, await channel.FillAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_watch_sees_at_once_that_the_client_has_gone_before(bool orderly)
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        Leave(pair.Far, orderly);
        await Readable(pair.Near);
        var calls = 0;
        channel.WhenClosed(() => calls++);
        channel.Watch();
        Assert.Equal(1, calls);
        var fill = channel.FillAsync();
        Assert.True(fill.IsCompleted);
        Assert.Equal(orderly ? 0 : ByteChannel.Broken, await fill);
    }

    [Fact]
    public async Task A_watch_that_nobody_listens_to_is_no_fault()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        pair.Far.Shutdown(SocketShutdown.Send);
        await Readable(pair.Near);
        channel.Watch();
        Assert.Equal(0, await channel.FillAsync());
    }

    [Fact]
    public async Task Bytes_that_come_during_a_watch_wait_for_the_next_fill()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        var calls = 0;
        channel.WhenClosed(() => calls++);
        await pair.Far.SendAsync("abc"u8.ToArray());
        await Readable(pair.Near);
        channel.Watch();
        Assert.True(channel.Unread.IsEmpty);
        var fill = channel.FillAsync();
        Assert.True(fill.IsCompleted);
        Assert.Equal(3, await fill);
        Assert.Equal("abc"u8, channel.Unread);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task A_fill_takes_over_from_a_watch()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        for (var round = 0; round < 200; round++)
        {
            channel.Watch();
            channel.Watch();
            var fill = round % 2 == 0 ? channel.FillAsync() : default;
            var sending = pair.Far.SendAsync("abc"u8.ToArray());
            Assert.Equal(3, await (round % 2 == 0 ? fill : channel.FillAsync()));
            Assert.Equal("abc"u8, channel.Unread);
            channel.Consume(3);
            await sending;
        }
    }

    [Fact]
    public async Task While_bytes_are_unread_there_is_nothing_to_watch()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        var calls = 0;
        channel.WhenClosed(() => calls++);
        await pair.Far.SendAsync("abc"u8.ToArray());
        Assert.Equal(3, await channel.FillAsync());
        pair.Far.Shutdown(SocketShutdown.Send);
        await Readable(pair.Near);
        channel.Watch();
        Assert.Equal("abc"u8, channel.Unread);
        Assert.Equal(0, calls);
        Assert.Equal(0, await channel.FillAsync());
    }

    [Fact]
    public async Task An_interrupt_ends_the_waiting_and_nothing_is_waited_for_afterwards()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        var fill = channel.FillAsync();
        Assert.False(fill.IsCompleted);
        channel.Interrupt();
        Assert.Equal(DoorChannel.Interrupted, await fill);
        var next = channel.FillAsync();
        Assert.True(next.IsCompleted);
        Assert.Equal(DoorChannel.Interrupted, await next);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_interrupt_before_the_fill_counts_for_it(bool watching)
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        if (watching)
        {
            channel.Watch();
        }

        channel.Interrupt();
        channel.Interrupt();
        var fill = channel.FillAsync();
        Assert.True(fill.IsCompleted);
        Assert.Equal(DoorChannel.Interrupted, await fill);
    }

    [Fact]
    public async Task What_had_arrived_before_the_interrupt_is_still_read()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        await pair.Far.SendAsync("abc"u8.ToArray());
        await Readable(pair.Near);
        channel.Watch();
        channel.Interrupt();
        Assert.Equal(3, await channel.FillAsync());
        Assert.Equal("abc"u8, channel.Unread);
        Assert.Equal(DoorChannel.Interrupted, await channel.FillAsync());
    }

    [Fact]
    public async Task A_fill_that_is_interrupted_at_the_same_moment_always_returns()
    {
        for (var round = 0; round < 300; round++)
        {
            using var pair = await SocketPair.Create();
            using var channel = new SocketDoorChannel(pair.Near);
            using var start = new Barrier(2);
            var interrupting = Task.Run(() =>
            {
                start.SignalAndWait();
                channel.Interrupt();
            });
            channel.Watch();
            start.SignalAndWait();
            Assert.Equal(DoorChannel.Interrupted, await channel.FillAsync().AsTask().WaitAsync(Patience));
            await interrupting;
        }
    }

    [Theory]
    [InlineData(1 << 20, 1 << 20)]
    [InlineData(1 << 20, 0)]
    [InlineData(0, 1 << 20)]
    [InlineData(200, 1 << 20)]
    [InlineData(1 << 20, 1)]
    public async Task Both_pieces_reach_a_slow_reader_whole_and_in_order(int first, int second)
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        pair.Near.SendBufferSize = 64 * 1024;
        pair.Far.ReceiveBufferSize = 64 * 1024;
        var bytes = RandomNumberGenerator.GetBytes(first + second);
        var sending = channel.SendAsync(bytes.AsMemory(0, first), bytes.AsMemory(first));
        Assert.False(sending.IsCompleted);
        var received = new byte[bytes.Length];
        for (var got = 0; got < received.Length;)
        {
            got += await pair.Far.ReceiveAsync(received.AsMemory(got, Math.Min(10_000, received.Length - got)));
        }

        Assert.True(await sending);
        Assert.Equal(bytes, received);
    }

    [Fact]
    public async Task Sending_nothing_is_done_at_once()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        var sending = channel.SendAsync(default, default);
        Assert.True(sending.IsCompleted);
        Assert.True(await sending);
    }

    [Fact]
    public async Task An_abort_resets_the_client_and_a_watch_sees_it()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.WhenClosed(closed.SetResult);
        channel.Watch();
        channel.Abort();
        await closed.Task.WaitAsync(Patience);
        var error = await Assert.ThrowsAsync<SocketException>(async () => await pair.Far.ReceiveAsync(new byte[1]));
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact]
    public async Task Complete_sends_what_is_left_and_ends_in_order()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        Assert.True(await channel.SendAsync("bye"u8.ToArray()));
        channel.Complete();
        channel.Complete();
        var buffer = new byte[10];
        Assert.Equal(3, await pair.Far.ReceiveAsync(buffer));
        Assert.Equal(0, await pair.Far.ReceiveAsync(buffer));
        Assert.Equal(ByteChannel.Broken, await channel.FillAsync());
        Assert.False(await channel.SendAsync("x"u8.ToArray()));
    }

    private protected override ByteChannel Open(Socket socket) => new SocketDoorChannel(socket);

    private static void Leave(Socket socket, bool orderly)
    {
        if (orderly)
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        else
        {
            SocketChannel.Reset(socket);
        }
    }

    private static Task Readable(Socket socket) =>
        Task.Run(() => Assert.True(socket.Poll(Patience, SelectMode.SelectRead)));
}
