// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Foregate.DataPlane.Arrive.Sockets;

/// <summary>One accepted connection as Kestrel keeps it; its bytes go through <see cref="Channel"/>.</summary>
internal sealed class PlainConnection(Socket socket) : ConnectionContext
{
    private static long s_last;

    private readonly long _number = Interlocked.Increment(ref s_last);
    private IDictionary<object, object?>? _items;
    private string? _id;

    public SocketDoorChannel Channel { get; } = new(socket);

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

    public override EndPoint? LocalEndPoint { get; set; } = socket.LocalEndPoint;

    public override EndPoint? RemoteEndPoint { get; set; } = socket.RemoteEndPoint;

    /// <summary>There are no pipes: whoever asks for them does not know this transport.</summary>
    public override IDuplexPipe Transport
    {
        get => throw new NotSupportedException("A plain connection is read and written through its channel.");
        set => throw new NotSupportedException("A plain connection is read and written through its channel.");
    }

    public override void Abort(ConnectionAbortedException abortReason) => Channel.Abort();

    public override ValueTask DisposeAsync()
    {
        Channel.Dispose();
        return base.DisposeAsync();
    }
}
