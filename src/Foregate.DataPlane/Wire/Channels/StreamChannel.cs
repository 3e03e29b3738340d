// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Awaiting;

namespace Foregate.DataPlane.Wire.Channels;

/// <summary>A connection through a stream, which in turn stands on a socket: TLS.</summary>
/// <param name="stream">From now on owned by this channel.</param>
/// <param name="socket">What carries the stream; an abort resets it.</param>
internal sealed class StreamChannel(Stream stream, Socket socket) : ByteChannel, IDisposable
{
    private readonly ReceiveBuffer _buffer = new();

    public override ReadOnlySpan<byte> Unread => _buffer.UnreadSpan;

    public override ReadOnlyMemory<byte> UnreadMemory => _buffer.Unread;

    public override void Consume(int count) => _buffer.Consume(count);

    public override void Rest() => _buffer.Rest();

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    public override async ValueTask<int> FillAsync()
    {
        try
        {
            var read = await stream.ReadAsync(_buffer.Room());
            if (read > 0)
            {
                _buffer.Add(read);
            }

            return read;
        }
        catch (Exception e) when (IsBroken(e))
        {
            return Broken;
        }
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    public override async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await stream.WriteAsync(bytes);
            return true;
        }
        catch (Exception e) when (IsBroken(e))
        {
            return false;
        }
    }

    public override void Abort() => SocketChannel.Reset(socket);

    /// <summary>Closes the connection in the ordinary way. Pending calls return as broken.</summary>
    public void Dispose()
    {
        // The socket first: it ends pending calls, on which the stream's own disposal could otherwise stumble.
        socket.Dispose();
        stream.Dispose();
    }

    /// <summary>What a stream throws when its peer or its owner has closed it, or sent what is not TLS.</summary>
    private static bool IsBroken(Exception e) =>
        e is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException;
}
