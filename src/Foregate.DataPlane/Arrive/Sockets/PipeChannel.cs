// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Awaiting;
using Microsoft.AspNetCore.Connections;

namespace Foregate.DataPlane.Arrive.Sockets;

/// <summary>A client's connection as Kestrel hands it over: a pipe each way (Unix sockets).</summary>
internal sealed class PipeChannel(ConnectionContext context) : DoorChannel
{
    /// <summary>A wake-up that was for nothing.</summary>
    private const int Nothing = -3;

    private readonly PipeReader _reader = context.Transport.Input;
    private readonly PipeWriter _writer = context.Transport.Output;
    private ReadOnlySequence<byte> _received;
    private SequencePosition _next;
    private ReadOnlyMemory<byte> _unread;
    private bool _holds;
    private volatile bool _isInterrupted;

    public override ReadOnlySpan<byte> Unread => _unread.Span;

    public override ReadOnlyMemory<byte> UnreadMemory => _unread;

    public override void Consume(int count) => _unread = _unread[count..];

    /// <remarks>Blocks of the pipe are held only from a fill to the next, so that an idle connection holds none.</remarks>
    public override ValueTask<int> FillAsync()
    {
        if (!_unread.IsEmpty)
        {
            return Joined();
        }

        if (_holds)
        {
            if (NextSegment())
            {
                return new ValueTask<int>(_unread.Length);
            }

            GiveBack();
        }

        try
        {
            while (true)
            {
                if (_isInterrupted)
                {
                    return new ValueTask<int>(_reader.TryRead(out var arrived) ? Take(arrived) : Interrupted);
                }

                var read = _reader.ReadAsync();
                if (!read.IsCompleted)
                {
                    return Awaited(read);
                }

                var count = Take(read.GetAwaiter().GetResult());
                if (count != Nothing)
                {
                    return new ValueTask<int>(count);
                }
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            return new ValueTask<int>(Broken);
        }
    }

    public override ValueTask<bool> SendAsync(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        try
        {
            Copy(first.Span);
            Copy(second.Span);
            var flush = _writer.FlushAsync();
            return flush.IsCompleted ? new ValueTask<bool>(!flush.GetAwaiter().GetResult().IsCompleted) : Awaited(flush);
        }
        catch (Exception e) when (IsBroken(e))
        {
            return new ValueTask<bool>(false);
        }
    }

    public override void Interrupt()
    {
        _isInterrupted = true;
        _reader.CancelPendingRead();
    }

    public override void Abort() => context.Abort(new ConnectionAbortedException("The connection was broken off by the gateway."));

    /// <remarks>Kestrel reads on by itself and says when the connection is closed.</remarks>
    public override void Watch()
    {
    }

    public override void Complete()
    {
        GiveBack();
        _writer.Complete();
        _reader.Complete();
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<int> Awaited(ValueTask<ReadResult> read)
    {
        try
        {
            while (true)
            {
                var count = Take(await read);
                if (count != Nothing)
                {
                    return count;
                }

                read = _reader.ReadAsync();
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            return Broken;
        }
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private static async ValueTask<bool> Awaited(ValueTask<FlushResult> flush)
    {
        try
        {
            return !(await flush).IsCompleted;
        }
        catch (Exception e) when (IsBroken(e))
        {
            return false;
        }
    }

    /// <summary>Puts what is unread and what comes next into one piece.</summary>
    private async ValueTask<int> Joined()
    {
        var kept = new ArrayBufferWriter<byte>(_unread.Length * 2);
        kept.Write(_unread.Span);
        _unread = default;
        var count = await FillAsync();
        if (count > 0)
        {
            kept.Write(_unread.Span);
        }

        _unread = kept.WrittenMemory;
        return count;
    }

    private int Take(ReadResult result)
    {
        _received = result.Buffer;
        _next = _received.Start;
        _holds = true;
        if (NextSegment())
        {
            return _unread.Length;
        }

        GiveBack();
        return result.IsCompleted ? 0 : result.IsCanceled && _isInterrupted ? Interrupted : Nothing;
    }

    private bool NextSegment()
    {
        while (_received.TryGet(ref _next, out var segment))
        {
            if (!segment.IsEmpty)
            {
                _unread = segment;
                return true;
            }
        }

        return false;
    }

    private void GiveBack()
    {
        if (_holds)
        {
            _holds = false;
            _unread = default;
            _reader.AdvanceTo(_received.End);
            _received = default;
        }
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            // A size hint, because a writer without a block at hand may give an empty span for none.
            var room = _writer.GetSpan(1);
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            _writer.Advance(count);
            bytes = bytes[count..];
        }
    }

    // InvalidOperationException: the pipe was completed under us by an abort.
    private static bool IsBroken(Exception e) =>
        e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
