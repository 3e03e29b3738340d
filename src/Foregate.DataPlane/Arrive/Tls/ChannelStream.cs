// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>A channel as the stream that <see cref="System.Net.Security.SslStream"/> wants below it. Reads and writes without an allocation.</summary>
internal sealed class ChannelStream(ByteChannel channel) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <remarks>An empty buffer waits until there is something to read: so TLS holds no buffer of its own while it waits.</remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!channel.Unread.IsEmpty)
        {
            return new ValueTask<int>(Take(buffer));
        }

        var fill = channel.FillAsync();
        return fill.IsCompleted ? new ValueTask<int>(Taken(fill.GetAwaiter().GetResult(), buffer)) : Awaited(fill, buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var send = channel.SendAsync(buffer);
        if (!send.IsCompleted)
        {
            return Awaited(send);
        }

        ThrowUnless(send.GetAwaiter().GetResult());
        return default;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<int> Awaited(ValueTask<int> fill, Memory<byte> buffer) => Taken(await fill, buffer);

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private static async ValueTask Awaited(ValueTask<bool> send) => ThrowUnless(await send);

    private int Taken(int count, Memory<byte> buffer)
    {
        ThrowUnless(count >= 0);
        return count == 0 ? 0 : Take(buffer);
    }

    private int Take(Memory<byte> buffer)
    {
        var unread = channel.Unread;
        var count = Math.Min(unread.Length, buffer.Length);
        unread[..count].CopyTo(buffer.Span);
        channel.Consume(count);
        return count;
    }

    private static void ThrowUnless(bool isWhole)
    {
        if (!isWhole)
        {
            throw new IOException("The connection is broken.");
        }
    }
}
