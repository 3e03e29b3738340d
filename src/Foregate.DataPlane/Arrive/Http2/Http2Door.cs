// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Http1;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.Extensions.ObjectPool;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// The door for HTTP/2 (RFC 9113): reads frames strictly from a connection's bytes, makes the canonical request of each stream's header
/// block and hands it to the pipeline. Stands at the end of a listener's connection middleware, behind TLS that chose h2.
/// </summary>
internal sealed class Http2Door
{
    /// <summary>Streams of a connection that are served at the same time.</summary>
    public const int MaxStreams = 100;

    /// <summary>Bytes of a request's body that may be on the way unread; of all requests of a connection together.</summary>
    public const int StreamWindow = 256 * 1024;

    public const int ConnectionWindow = 1024 * 1024;

    /// <summary>Method, version and separators beside the target and the headers.</summary>
    private const int HeadOverhead = 128;

    private readonly DefaultObjectPool<Http2Stream> _streams;

    public Http2Door(GatewayOptions options, TimerWheel wheel, Admission admission, ExchangeHandler handler)
    {
        Options = options;
        Wheel = wheel;
        Admission = admission;
        Handler = handler;
        Date = new DateLine(options.Time);
        HeadTimeout = Milliseconds(options.HeadTimeout);
        IdleTimeout = Milliseconds(options.IdleTimeout);
        BodyTimeout = Milliseconds(options.BodyTimeout);
        SendTimeout = Milliseconds(options.SendTimeout);
        HeadLimit = options.Quotas.UrlBytes + options.Quotas.HeaderBytes + HeadOverhead;
        _streams = new DefaultObjectPool<Http2Stream>(new StreamPolicy(this), maximumRetained: 1024);
    }

    public GatewayOptions Options { get; }

    public TimerWheel Wheel { get; }

    public Admission Admission { get; }

    public ExchangeHandler Handler { get; }

    public DateLine Date { get; }

    /// <summary>Bytes of a request's head at most.</summary>
    public int HeadLimit { get; }

    // Milliseconds.
    public int HeadTimeout { get; }

    public int IdleTimeout { get; }

    public int BodyTimeout { get; }

    public int SendTimeout { get; }

    /// <summary>For a client to see that it is asked to leave, or why it is sent away.</summary>
    public int LingerTimeout { get; } = 1000;

    /// <summary>Serves the connection until it ends.</summary>
    public async Task RunAsync(PlainConnection context)
    {
        var connection = new Http2Connection(this, context.Channel, context.Features.Get<ConnectionFacts>() ?? PeerFacts.Read(context));
        using var closing = Admission.Closing.UnsafeRegister(static c => ((Http2Connection)c!).SayGoodbye(), connection);
        await connection.RunAsync();
    }

    public Http2Stream Rent() => _streams.Get();

    public void Return(Http2Stream stream) => _streams.Return(stream);

    private static int Milliseconds(TimeSpan time) => (int)Math.Min(time.TotalMilliseconds, int.MaxValue);

    private sealed class StreamPolicy(Http2Door door) : PooledObjectPolicy<Http2Stream>
    {
        public override Http2Stream Create() => new(door);

        public override bool Return(Http2Stream obj) => true;
    }
}
