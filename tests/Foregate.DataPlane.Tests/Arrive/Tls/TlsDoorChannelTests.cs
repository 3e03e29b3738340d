// SPDX-License-Identifier: Apache-2.0
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Arrive.Tls;
using Foregate.DataPlane.Tests.Wire;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Arrive.Tls;

public sealed class TlsDoorChannelTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly X509Certificate2 _certificate;

    public TlsDoorChannelTests()
    {
        var (certificate, key) = DevelopmentCertificate.Make(TimeProvider.System);
        _certificate = X509Certificate2.CreateFromPem(certificate, key);
    }

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task Bytes_come_and_go_through_it()
    {
        using var pair = await SocketPair.Create();
        var (channel, client) = await SecureAsync(pair);
        await client.WriteAsync("ping"u8.ToArray());
        Assert.Equal(4, await channel.FillAsync().AsTask().WaitAsync(Patience));
        Assert.Equal("ping"u8, channel.Unread);
        channel.Consume(4);
        Assert.True(await channel.SendAsync("po"u8.ToArray(), "ng"u8.ToArray()));
        var received = new byte[4];
        await client.ReadExactlyAsync(received).AsTask().WaitAsync(Patience);
        Assert.Equal("pong"u8, received);
    }

    [Theory]
    [InlineData(1 << 20, 0)]
    [InlineData(0, 1 << 20)]
    [InlineData(17_000, 3_000_000)]
    public async Task Large_pieces_reach_a_slow_reader_whole_and_in_order(int first, int second)
    {
        using var pair = await SocketPair.Create();
        pair.Near.SendBufferSize = 64 * 1024;
        var (channel, client) = await SecureAsync(pair);
        var bytes = RandomNumberGenerator.GetBytes(first + second);
        var sending = channel.SendAsync(bytes.AsMemory(0, first), bytes.AsMemory(first)).AsTask();
        var received = new byte[bytes.Length];
        await client.ReadExactlyAsync(received).AsTask().WaitAsync(Patience);
        Assert.True(await sending);
        Assert.True(bytes.AsSpan().SequenceEqual(received));
    }

    [Fact]
    public async Task Large_pieces_are_received_whole_and_in_order()
    {
        using var pair = await SocketPair.Create();
        var (channel, client) = await SecureAsync(pair);
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        var sending = client.WriteAsync(bytes).AsTask();
        using var received = new MemoryStream();
        while (received.Length < bytes.Length)
        {
            Assert.True(await channel.FillAsync().AsTask().WaitAsync(Patience) > 0);
            received.Write(channel.Unread);
            channel.Consume(channel.Unread.Length);
        }

        await sending;
        Assert.True(bytes.AsSpan().SequenceEqual(received.GetBuffer().AsSpan(0, bytes.Length)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_watch_sees_the_client_go(bool orderly)
    {
        using var pair = await SocketPair.Create();
        var (channel, client) = await SecureAsync(pair);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.WhenClosed(closed.SetResult);
        channel.Watch();
        if (orderly)
        {
            await client.ShutdownAsync();
            pair.Far.Shutdown(SocketShutdown.Send);
        }
        else
        {
            SocketChannel.Reset(pair.Far);
        }

        await closed.Task.WaitAsync(Patience);
        Assert.Equal(orderly ? 0 : ByteChannel.Broken, await channel.FillAsync());
    }

    [Fact]
    public async Task Bytes_that_come_during_a_watch_wait_for_the_next_fill()
    {
        using var pair = await SocketPair.Create();
        var (channel, client) = await SecureAsync(pair);
        channel.Watch();
        await client.WriteAsync("abc"u8.ToArray());
        Assert.Equal(3, await channel.FillAsync().AsTask().WaitAsync(Patience));
        Assert.Equal("abc"u8, channel.Unread);
    }

    [Fact]
    public async Task An_interrupt_ends_the_waiting_and_what_is_sent_afterwards_still_arrives()
    {
        using var pair = await SocketPair.Create();
        var (channel, client) = await SecureAsync(pair);
        var fill = channel.FillAsync();
        Assert.False(fill.IsCompleted);
        channel.Interrupt();
        Assert.Equal(DoorChannel.Interrupted, await fill);
        Assert.True(await channel.SendAsync("408"u8.ToArray()));
        var received = new byte[3];
        await client.ReadExactlyAsync(received).AsTask().WaitAsync(Patience);
        Assert.Equal("408"u8, received);
    }

    /// <summary>A client that sees the connection end without close_notify cannot know that nothing was cut off.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Closing_says_so_to_the_client(bool isWatching)
    {
        using var pair = await SocketPair.Create();
        var (channel, client) = await SecureAsync(pair);
        if (isWatching)
        {
            channel.Watch();
        }

        Assert.True(await channel.SendAsync("bye"u8.ToArray()));
        channel.Complete();
        await channel.CloseAsync().AsTask().WaitAsync(Patience);
        var received = new byte[10];
        Assert.Equal(3, await client.ReadAsync(received).AsTask().WaitAsync(Patience));
        Assert.Equal(0, await client.ReadAsync(received).AsTask().WaitAsync(Patience));
        Assert.False(await channel.SendAsync("x"u8.ToArray()));
    }

    [Fact]
    public async Task An_abort_is_a_reset()
    {
        using var pair = await SocketPair.Create();
        var (channel, client) = await SecureAsync(pair);
        var fill = channel.FillAsync();
        channel.Abort();
        Assert.Equal(ByteChannel.Broken, await fill.AsTask().WaitAsync(Patience));
        await channel.CloseAsync().AsTask().WaitAsync(Patience);
        await Assert.ThrowsAnyAsync<IOException>(() => client.ReadAsync(new byte[1]).AsTask());
    }

    private Task<(TlsDoorChannel Channel, SslStream Client)> SecureAsync(SocketPair pair) => TlsPair.SecureAsync(pair, _certificate);
}
