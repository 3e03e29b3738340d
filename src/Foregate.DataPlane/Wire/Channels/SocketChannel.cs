// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Foregate.DataPlane.Wire.Channels;

/// <summary>
/// A connection straight on its socket. No call allocates, none throws; a call that must wait continues on the thread that the
/// system's completion arrives on.
/// </summary>
internal sealed class SocketChannel : ByteChannel, IDisposable
{
    private static readonly LingerOption ResetOnClose = new(true, 0);

    private readonly Socket _socket;
    private readonly ReceiveBuffer _buffer = new();
    private readonly Receiving _receiving;
    private readonly SocketSending _sending;

    /// <param name="socket">Connected, and from now on owned by this channel.</param>
    public SocketChannel(Socket socket)
    {
        _socket = socket;
        _receiving = new Receiving(socket, _buffer);
        _sending = new SocketSending(socket);
    }

    public override ReadOnlySpan<byte> Unread => _buffer.UnreadSpan;

    public override ReadOnlyMemory<byte> UnreadMemory => _buffer.Unread;

    public override void Consume(int count) => _buffer.Consume(count);

    public override void Rest() => _buffer.Rest();

    public override ValueTask<int> FillAsync() => _receiving.Start();

    public override ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes) => _sending.Start(bytes);

    public override void Abort() => Reset(_socket);

    /// <summary>Closes the socket so that the peer sees a reset.</summary>
    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = ResetOnClose;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed already, or never connected.
        }

        socket.Dispose();
    }

    /// <summary>Closes the connection in the ordinary way. Pending calls return as broken.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        _receiving.Dispose();
        _sending.Dispose();
    }

    private sealed class Receiving(Socket socket, ReceiveBuffer buffer)
        : SocketAsyncEventArgs(true), IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _source;

        public ValueTask<int> Start()
        {
            _source.Reset();
            try
            {
                SetBuffer(buffer.Room());
                return socket.ReceiveAsync(this) ? new ValueTask<int>(this, _source.Version) : new ValueTask<int>(Take());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return new ValueTask<int>(Broken);
            }
        }

        public int GetResult(short token) => _source.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _source.OnCompleted(continuation, state, token, flags);

        protected override void OnCompleted(SocketAsyncEventArgs e) => _source.SetResult(Take());

        private int Take()
        {
            if (SocketError != SocketError.Success)
            {
                return Broken;
            }

            if (BytesTransferred > 0)
            {
                buffer.Add(BytesTransferred);
            }

            return BytesTransferred;
        }
    }
}
