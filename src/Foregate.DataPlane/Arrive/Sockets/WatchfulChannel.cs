// SPDX-License-Identifier: Apache-2.0
using System.Threading.Tasks.Sources;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Arrive.Sockets;

/// <summary>
/// A client's connection of which at most one receive is under way at a time, whether somebody waits for it or it only watches for
/// the client's going. No call allocates. What receives and sends is the derived channel's.
/// </summary>
internal abstract class WatchfulChannel : DoorChannel, IValueTaskSource<int>
{
    // Who has the receive: nobody; the connection, without a waiter; the connection, with one; it is done and its result waits.
    private const int None = 0;
    private const int Watching = 1;
    private const int Waiting = 2;
    private const int Done = 3;

    private readonly ReceiveBuffer _buffer = new();
    private ManualResetValueTaskSourceCore<int> _source;
    private Action? _closed;
    private int _state;
    private volatile bool _isInterrupted;

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
            if (Received <= 0)
            {
                _closed?.Invoke();
            }
        }
    }

    public override void Interrupt()
    {
        _isInterrupted = true;
        if (Interlocked.CompareExchange(ref _state, Watching, Waiting) == Waiting)
        {
            _source.SetResult(Interrupted);
        }
    }

    int IValueTaskSource<int>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <summary>What the last receive brought: bytes, 0 at the end of the stream, <see cref="ByteChannel.Broken"/>.</summary>
    protected abstract int Received { get; }

    /// <summary>Receives into this memory. True when it is over at once; else <see cref="Completed"/> will tell.</summary>
    protected abstract bool StartReceive(Memory<byte> room);

    /// <summary>True when the receive is over already.</summary>
    private bool Receive(int state)
    {
        // Before the call: its completion may come on another thread before it returns.
        Volatile.Write(ref _state, state);
        if (StartReceive(_buffer.Room()))
        {
            Volatile.Write(ref _state, None);
            return true;
        }

        return false;
    }

    /// <summary>The finished receive's bytes come under the reader's hands only here, on the reader's way.</summary>
    private int Take()
    {
        var count = Received;
        if (count > 0)
        {
            _buffer.Add(count);
        }

        return count;
    }

    /// <summary>The receive that was under way is over.</summary>
    protected void Completed()
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
                if (Received <= 0)
                {
                    _closed?.Invoke();
                }

                return;
            }
        }
    }
}
