// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Foregate.DataPlane.Arrive.Sockets;

/// <summary>Accepts connections on one bound socket.</summary>
internal sealed class PlainListener(Socket listening) : IConnectionListener
{
    /// <summary>Pause after an accept that failed for want of descriptors or memory: retrying at once would spin.</summary>
    private static readonly TimeSpan Shortage = TimeSpan.FromMilliseconds(50);

    public EndPoint EndPoint { get; } = listening.LocalEndPoint!;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var socket = await listening.AcceptAsync(cancellationToken);
                socket.NoDelay = true;
                return new PlainConnection(socket);
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.OperationAborted)
            {
                return null;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
            {
                await Task.Delay(Shortage, cancellationToken);
            }
            catch (SocketException)
            {
                // The connection was gone before it was accepted.
            }
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        listening.Dispose();
        return default;
    }

    public ValueTask DisposeAsync()
    {
        listening.Dispose();
        return default;
    }
}
