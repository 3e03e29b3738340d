// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;

namespace Foregate.DataPlane.Wire.Channels;

/// <summary>Sends on a socket until all is sent; one at a time. No call allocates, none throws.</summary>
internal sealed class SocketSending(Socket socket) : SocketAsyncEventArgs(true), IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _source;
    private ReadOnlyMemory<byte> _rest;
    private ReadOnlyMemory<byte> _next;

    public ValueTask<bool> Start(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second = default)
    {
        _source.Reset();
        _rest = first.IsEmpty ? second : first;
        _next = first.IsEmpty ? default : second;
        if (_rest.IsEmpty)
        {
            return new ValueTask<bool>(true);
        }

        return Send(out var sent) ? new ValueTask<bool>(sent) : new ValueTask<bool>(this, _source.Version);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        if (Took(out var sent) || Send(out sent))
        {
            _source.SetResult(sent);
        }
    }

    /// <summary>True when the sending is over, false when its completion will come.</summary>
    private bool Send(out bool sent)
    {
        try
        {
            do
            {
                SetBuffer(MemoryMarshal.AsMemory(_rest));
                if (socket.SendAsync(this))
                {
                    sent = false;
                    return false;
                }
            }
            while (!Took(out sent));
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            sent = false;
            return true;
        }
    }

    /// <summary>True when all is sent or nothing more can be.</summary>
    private bool Took(out bool sent)
    {
        sent = false;
        if (SocketError != SocketError.Success || BytesTransferred == 0)
        {
            return true;
        }

        _rest = _rest[BytesTransferred..];
        if (_rest.IsEmpty)
        {
            _rest = _next;
            _next = default;
        }

        sent = _rest.IsEmpty;
        return sent;
    }
}
