// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using Foregate.DataPlane.Wire.Channels;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>Makes connections to one origin: resolve, check each address, connect to them in turn, and shake hands.</summary>
internal sealed class BackendConnector(BackendOrigin origin, BackendOptions options, TargetPolicy policy, BackendAddresses addresses, TimerWheel wheel)
{
    private readonly BackendTls? _tls = origin.IsSecure ? new BackendTls(origin, options.TrustedRoots) : null;

    /// <summary><see cref="BackendOutcome.None"/> when the connection is open. Never throws.</summary>
    public async ValueTask<BackendOutcome> OpenAsync(BackendConnection connection)
    {
        AddressSet? found;
        try
        {
            found = await addresses.GetAsync(wheel.Now, connection.Opening);
        }
        catch (OperationCanceledException)
        {
            return BackendOutcome.ConnectionLost;
        }

        if (found is null)
        {
            return BackendOutcome.NameNotResolved;
        }

        var candidates = found.InTurn(wheel.Now);
        var refused = 0;
        for (var i = 0; i < candidates.Length; i++)
        {
            var address = candidates[i];
            if (!policy.Allows(address, origin.Port))
            {
                refused++;
                continue;
            }

            var socket = await ConnectAsync(connection, address, isLast: i == candidates.Length - 1);
            if (connection.End != BackendConnection.EndReason.None)
            {
                socket?.Dispose();
                return BackendOutcome.ConnectionLost;
            }

            found.Mark(address, wheel.Now, good: socket is not null);
            if (socket is not null)
            {
                return await SecureAsync(connection, socket, address, found);
            }
        }

        return refused == candidates.Length ? BackendOutcome.TargetRefused : BackendOutcome.ConnectFailed;
    }

    private async ValueTask<Socket?> ConnectAsync(BackendConnection connection, IPAddress address, bool isLast)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            if (!connection.Try(socket))
            {
                return null;
            }

            var patience = isLast ? null : new Patience(socket, wheel);
            patience?.Set(options.ConnectPatienceMilliseconds);
            using var connecting = new Connecting();
            var error = await connecting.Start(socket, new IPEndPoint(address, origin.Port));
            if (error == SocketError.Success && patience?.Clear() != false)
            {
                return socket;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // No descriptor or no such family here, or aborted meanwhile: the next address, if any.
        }

        socket?.Dispose();
        return null;
    }

    private async ValueTask<BackendOutcome> SecureAsync(BackendConnection connection, Socket socket, IPAddress address, AddressSet found)
    {
        if (_tls is null)
        {
            connection.Open(new SocketChannel(socket), address, found);
            return BackendOutcome.None;
        }

        var stream = await _tls.HandshakeAsync(socket);
        if (stream is null)
        {
            return BackendOutcome.TlsFailed;
        }

        connection.Open(new StreamChannel(stream, socket), address, found);
        return BackendOutcome.None;
    }

    /// <summary>Gives up an address that does not answer while another one might.</summary>
    private sealed class Patience(Socket socket, TimerWheel wheel) : Deadline(wheel)
    {
        protected internal override void OnExpired() => socket.Dispose();
    }

    /// <summary>A connect that tells its error as a value: when a back end is down, exceptions would cost more than the calls.</summary>
    private sealed class Connecting() : SocketAsyncEventArgs(true), IValueTaskSource<SocketError>
    {
        private ManualResetValueTaskSourceCore<SocketError> _source;

        public ValueTask<SocketError> Start(Socket socket, IPEndPoint endpoint)
        {
            RemoteEndPoint = endpoint;
            return socket.ConnectAsync(this) ? new ValueTask<SocketError>(this, _source.Version) : new ValueTask<SocketError>(SocketError);
        }

        public SocketError GetResult(short token) => _source.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _source.OnCompleted(continuation, state, token, flags);

        protected override void OnCompleted(SocketAsyncEventArgs e) => _source.SetResult(SocketError);
    }
}
