// SPDX-License-Identifier: Apache-2.0
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Wire.Awaiting;

namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>A client's connection behind TLS: one record each way is one system call.</summary>
internal sealed class TlsDoorChannel : WatchfulChannel
{
    private readonly SslStream _tls;
    private readonly DoorChannel _below;
    private readonly Action _onRead;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _reading;
    private TaskCompletionSource? _readEnds;
    private int _received;
    private volatile bool _isReading;
    private volatile bool _isAborted;

    /// <param name="tls">After its handshake, on a <see cref="ChannelStream"/> of <paramref name="below"/>.</param>
    public TlsDoorChannel(SslStream tls, DoorChannel below)
    {
        _tls = tls;
        _below = below;
        _onRead = OnRead;
    }

    protected override int Received => _received;

    public override ValueTask<bool> SendAsync(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        if (!first.IsEmpty && !second.IsEmpty)
        {
            return SendBoth(first, second);
        }

        try
        {
            var write = _tls.WriteAsync(first.IsEmpty ? second : first);
            if (!write.IsCompleted)
            {
                return Awaited(write);
            }

            write.GetAwaiter().GetResult();
            return new ValueTask<bool>(true);
        }
        catch (Exception e) when (IsBroken(e))
        {
            return new ValueTask<bool>(false);
        }
    }

    public override void Abort()
    {
        _isAborted = true;
        _below.Abort();
    }

    /// <summary>Nothing more is sent or read; <see cref="CloseAsync"/> says so to the client.</summary>
    public override void Complete() => _below.Interrupt();

    /// <summary>Tells the client that nothing was cut off (close_notify), and closes.</summary>
    public async ValueTask CloseAsync()
    {
        // A read under way must have ended: TLS closes and reads with one state.
        Complete();
        await ReadEndsAsync();
        if (!_isAborted)
        {
            try
            {
                await _tls.ShutdownAsync();
            }
            catch (Exception e) when (IsBroken(e))
            {
                // The client was first.
            }
        }

        await _tls.DisposeAsync();
        _below.Complete();
    }

    protected override bool StartReceive(Memory<byte> room)
    {
        _isReading = true;
        try
        {
            return IsRead(_tls.ReadAsync(room));
        }
        catch (Exception e) when (IsBroken(e))
        {
            _received = Broken;
            _isReading = false;
            return true;
        }
    }

    /// <summary>True when the read is over at once.</summary>
    private bool IsRead(ValueTask<int> read)
    {
        _reading = read.ConfigureAwait(false).GetAwaiter();
        if (!_reading.IsCompleted)
        {
            _reading.UnsafeOnCompleted(_onRead);
            return false;
        }

        Take();
        return true;
    }

    private void OnRead()
    {
        Take();
        Completed();
    }

    private void Take()
    {
        try
        {
            _received = _reading.GetResult();
        }
        catch (Exception e) when (IsBroken(e))
        {
            _received = Broken;
        }

        _isReading = false;
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _readEnds)?.TrySetResult();
    }

    private Task ReadEndsAsync()
    {
        var ends = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _readEnds, ends);
        Interlocked.MemoryBarrier();
        return _isReading ? ends.Task : Task.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private static async ValueTask<bool> Awaited(ValueTask write)
    {
        try
        {
            await write;
            return true;
        }
        catch (Exception e) when (IsBroken(e))
        {
            return false;
        }
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<bool> SendBoth(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        try
        {
            await _tls.WriteAsync(first);
            await _tls.WriteAsync(second);
            return true;
        }
        catch (Exception e) when (IsBroken(e))
        {
            return false;
        }
    }

    private static bool IsBroken(Exception e) =>
        e is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException or AuthenticationException;
}
