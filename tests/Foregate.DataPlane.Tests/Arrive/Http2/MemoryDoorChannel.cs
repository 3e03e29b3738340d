// SPDX-License-Identifier: Apache-2.0
using System.Threading.Tasks.Sources;
using Foregate.DataPlane.Arrive.Sockets;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>
/// A client's connection in memory that costs nothing itself: what is sent to the door has been worked through when
/// <see cref="Send"/> returns, and what the door sends is counted and kept only where it is asked for.
/// </summary>
internal sealed class MemoryDoorChannel(MemoryStream? received = null) : DoorChannel, IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _source;
    private ReadOnlyMemory<byte> _unread;
    private bool _waits;
    private bool _isOver;
    private TaskCompletionSource<bool>? _blocked;

    public long Sent { get; private set; }

    public bool IsAborted { get; private set; }

    public bool IsWaiting => Volatile.Read(ref _waits);

    public override ReadOnlySpan<byte> Unread => _unread.Span;

    public override ReadOnlyMemory<byte> UnreadMemory => _unread;

    /// <summary>From now on the client takes nothing.</summary>
    public void Block() => _blocked = new TaskCompletionSource<bool>();

    /// <summary>The client takes what waits and all that follows.</summary>
    public void Unblock()
    {
        var blocked = _blocked!;
        _blocked = null;
        blocked.SetResult(true);
    }

    public void Send(ReadOnlyMemory<byte> bytes)
    {
        Assert.True(_waits && _unread.IsEmpty);
        _unread = bytes;
        Wake(bytes.Length);
    }

    public override void Consume(int count) => _unread = _unread[count..];

    public override ValueTask<int> FillAsync()
    {
        if (_isOver)
        {
            return new ValueTask<int>(Interrupted);
        }

        _source.Reset();
        return new ValueTask<int>(this, _source.Version);
    }

    public override ValueTask<bool> SendAsync(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        Sent += first.Length + second.Length;
        received?.Write(first.Span);
        received?.Write(second.Span);
        return _blocked is { } blocked ? new ValueTask<bool>(blocked.Task) : new ValueTask<bool>(true);
    }

    public override void Interrupt()
    {
        _isOver = true;
        Wake(Interrupted);
    }

    public override void Abort()
    {
        IsAborted = true;
        Interrupt();
    }

    public override void Watch()
    {
    }

    public override void Complete()
    {
    }

    int IValueTaskSource<int>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _source.OnCompleted(continuation, state, token, flags & ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext);
        Volatile.Write(ref _waits, true);
    }

    private void Wake(int result)
    {
        if (_waits)
        {
            _waits = false;
            _source.SetResult(result);
        }
    }
}
