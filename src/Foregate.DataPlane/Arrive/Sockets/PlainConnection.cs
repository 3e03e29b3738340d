// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Foregate.DataPlane.Arrive.Sockets;

/// <summary>One accepted connection as Kestrel keeps it; its bytes go through <see cref="Channel"/>.</summary>
internal sealed class PlainConnection : ConnectionContext
{
    private static long s_last;

    private readonly long _number = Interlocked.Increment(ref s_last);
    private readonly SocketDoorChannel _socket;
    private IDictionary<object, object?>? _items;
    private string? _id;

    /// <param name="socket">Connected, and from now on owned by this connection.</param>
    public PlainConnection(Socket socket)
    {
        _socket = new SocketDoorChannel(socket);
        Channel = _socket;
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
    }

    /// <summary>The connection's bytes; once it is secured, those behind TLS.</summary>
    public WatchfulChannel Channel { get; private set; }

    /// <summary>What the TLS handshake chose (ALPN); empty without.</summary>
    public SslApplicationProtocol ApplicationProtocol { get; private set; }

    public override string ConnectionId
    {
        get => _id ??= _number.ToString("X8", CultureInfo.InvariantCulture);
        set => _id = value;
    }

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items
    {
        get => _items ??= new ConnectionItems();
        set => _items = value;
    }

    public override EndPoint? LocalEndPoint { get; set; }

    public override EndPoint? RemoteEndPoint { get; set; }

    /// <summary>There are no pipes: whoever asks for them does not know this transport.</summary>
    public override IDuplexPipe Transport
    {
        get => throw new NotSupportedException("A plain connection is read and written through its channel.");
        set => throw new NotSupportedException("A plain connection is read and written through its channel.");
    }

    /// <summary>From now on the connection's bytes go through this channel, which stands on the one before.</summary>
    public void Secure(WatchfulChannel channel, SslApplicationProtocol protocol)
    {
        Channel = channel;
        ApplicationProtocol = protocol;
    }

    public override void Abort(ConnectionAbortedException abortReason) => Channel.Abort();

    public override ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return base.DisposeAsync();
    }
}
