// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Arrive.Sockets;

/// <summary>A client's connection straight on its socket: no pipes between, no call allocates.</summary>
internal sealed class SocketDoorChannel : WatchfulChannel, IDisposable
{
    private readonly Socket _socket;
    private readonly Receiving _receiving;
    private readonly SocketSending _sending;

    /// <param name="socket">Connected, and from now on owned by this channel.</param>
    public SocketDoorChannel(Socket socket)
    {
        _socket = socket;
        _receiving = new Receiving(this);
        _sending = new SocketSending(socket);
    }

    protected override int Received => _receiving.Received;

    public override ValueTask<bool> SendAsync(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second) => _sending.Start(first, second);

    public override void Abort() => SocketChannel.Reset(_socket);

    public override void Complete()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other side was first.
        }

        _socket.Dispose();
    }

    public void Dispose()
    {
        Complete();
        _receiving.Dispose();
        _sending.Dispose();
    }

    protected override bool StartReceive(Memory<byte> room) => _receiving.Start(_socket, room);

    private sealed class Receiving(SocketDoorChannel channel) : SocketAsyncEventArgs(true)
    {
        /// <summary>Bytes received, 0 at the end of the stream, <see cref="ByteChannel.Broken"/>.</summary>
        public int Received { get; private set; }

        /// <summary>True when it is over at once.</summary>
        public bool Start(Socket socket, Memory<byte> room)
        {
            try
            {
                SetBuffer(room);
                if (socket.ReceiveAsync(this))
                {
                    return false;
                }

                Received = SocketError == SocketError.Success ? BytesTransferred : ByteChannel.Broken;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                Received = ByteChannel.Broken;
            }

            return true;
        }

        protected override void OnCompleted(SocketAsyncEventArgs e)
        {
            Received = SocketError == SocketError.Success ? BytesTransferred : ByteChannel.Broken;
            channel.Completed();
        }
    }
}
