// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.ObjectPool;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// The door for HTTP/2 (RFC 9113): reads frames strictly from a connection's bytes, makes the canonical request of each stream's header
/// block and hands it to the pipeline. Only TLS that chose h2 leads here.
/// </summary>
internal sealed class Http2Door : Door
{
    /// <summary>Streams of a connection that are served at the same time.</summary>
    public const int MaxStreams = 100;

    /// <summary>Bytes of a request's body that may be on the way unread; of all requests of a connection together.</summary>
    public const int StreamWindow = 256 * 1024;

    public const int ConnectionWindow = 1024 * 1024;

    private readonly DefaultObjectPool<Http2Stream> _streams;

    public Http2Door(GatewayOptions options, TimerWheel wheel, Admission admission, ExchangeHandler handler)
        : base(options, wheel, admission, handler) =>
        _streams = new DefaultObjectPool<Http2Stream>(new StreamPolicy(this), maximumRetained: 1024);

    public override async Task RunAsync(ConnectionContext context)
    {
        var connection = new Http2Connection(this, ((PlainConnection)context).Channel, context.Features.Get<ConnectionFacts>() ?? PeerFacts.Read(context));
        using var closing = Admission.Closing.UnsafeRegister(static c => ((Http2Connection)c!).SayGoodbye(), connection);
        await connection.RunAsync();
    }

    public Http2Stream Rent() => _streams.Get();

    public void Return(Http2Stream stream) => _streams.Return(stream);

    private sealed class StreamPolicy(Http2Door door) : PooledObjectPolicy<Http2Stream>
    {
        public override Http2Stream Create() => new(door);

        public override bool Return(Http2Stream obj) => true;
    }
}
