// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Arrive.Sockets;

/// <summary>
/// A client's connection straight on its socket, for listeners without TLS: no pipes between, no call allocates. At most one receive
/// is with the system at a time, whether somebody waits for it or it only watches for the client's going.
/// </summary>
internal sealed class SocketDoorChannel : DoorChannel, IValueTaskSource<int>, IDisposable
{
    // Who has the receive: nobody; the system, without a waiter; the system, with one; it is done and its result waits.
    private const int None = 0;
    private const int Watching = 1;
    private const int Waiting = 2;
    private const int Done = 3;

    private readonly Socket _socket;
    private readonly Receiving _receiving;
    private readonly SocketSending _sending;
    private readonly ReceiveBuffer _buffer = new();
    private ManualResetValueTaskSourceCore<int> _source;
    private Action? _closed;
    private int _state;
    private volatile bool _isInterrupted;

    /// <param name="socket">Connected, and from now on owned by this channel.</param>
    public SocketDoorChannel(Socket socket)
    {
        _socket = socket;
        _receiving = new Receiving(this);
        _sending = new SocketSending(socket);
    }

    public override ReadOnlySpan<byte> Unread => _buffer.UnreadSpan;

    public override ReadOnlyMemory<byte> UnreadMemory => _buffer.Unread;

    public override void Consume(int count) => _buffer.Consume(count);

    public override void Rest() => _buffer.Rest();

    /// <summary>Calls this when a watch sees the client go.</summary>
    public void WhenClosed(Action closed) => _closed = closed;

    public override ValueTask<int> FillAsync()
    {
        switch (Volatile.Read(ref _state))
        {
            case None:
                if (_isInterrupted)
                {
                    return new ValueTask<int>(Interrupted);
                }

                _source.Reset();
                return Receive(Waiting) ? new ValueTask<int>(Take()) : new ValueTask<int>(this, _source.Version);
            case Watching:
                _source.Reset();
                if (_isInterrupted)
                {
                    break;
                }

                var version = _source.Version;
                if (Interlocked.CompareExchange(ref _state, Waiting, Watching) == Watching)
                {
                    if (_isInterrupted)
                    {
                        // It came between: wake the waiter that it did not see.
                        Interrupt();
                    }

                    return new ValueTask<int>(this, version);
                }

                break;
            default:
                break;
        }

        return new ValueTask<int>(Interlocked.CompareExchange(ref _state, None, Done) == Done ? Take() : Interrupted);
    }

    public override void Watch()
    {
        // Bytes that are here already say that the client is, and the buffer is theirs.
        if (_state == None && _buffer.Unread.IsEmpty && Receive(Watching))
        {
            Volatile.Write(ref _state, Done);
            if (_receiving.Received <= 0)
            {
                _closed?.Invoke();
            }
        }
    }

    public override ValueTask<bool> SendAsync(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second) => _sending.Start(first, second);

    public override void Interrupt()
    {
        _isInterrupted = true;
        if (Interlocked.CompareExchange(ref _state, Watching, Waiting) == Waiting)
        {
            _source.SetResult(Interrupted);
        }
    }

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

    int IValueTaskSource<int>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <summary>True when the receive is over already.</summary>
    private bool Receive(int state)
    {
        // Before the call: its completion may come on another thread before it returns.
        Volatile.Write(ref _state, state);
        if (_receiving.Start(_socket, _buffer.Room()))
        {
            Volatile.Write(ref _state, None);
            return true;
        }

        return false;
    }

    /// <summary>The finished receive's bytes come under the reader's hands only here, on the reader's way.</summary>
    private int Take()
    {
        var count = _receiving.Received;
        if (count > 0)
        {
            _buffer.Add(count);
        }

        return count;
    }

    private void Completed()
    {
        while (true)
        {
            if (Interlocked.CompareExchange(ref _state, None, Waiting) == Waiting)
            {
                _source.SetResult(Take());
                return;
            }

            if (Interlocked.CompareExchange(ref _state, Done, Watching) == Watching)
            {
                if (_receiving.Received <= 0)
                {
                    _closed?.Invoke();
                }

                return;
            }
        }
    }

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
