// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.ObjectPool;

namespace Foregate.DataPlane.Arrive.Http1;

/// <summary>
/// The door for HTTP/1.0 and HTTP/1.1: reads requests strictly from a connection's bytes, hands each to the pipeline and keeps the
/// connection in step. Stands at the end of a listener's connection middleware, behind TLS.
/// </summary>
internal sealed class Http1Door
{
    /// <summary>Method, version, separators and skipped empty lines beside the target and the headers.</summary>
    private const int HeadOverhead = 128;

    private readonly DefaultObjectPool<Exchange> _exchanges;

    public Http1Door(GatewayOptions options, TimerWheel wheel, Admission admission, ExchangeHandler handler)
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
        _exchanges = new DefaultObjectPool<Exchange>(
            new ExchangePolicy(options.Quotas.UrlBytes + options.Quotas.HeaderBytes + HeadOverhead), maximumRetained: 1024);
    }

    public static ReadOnlyMemory<byte> ContinueLine { get; } = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    public GatewayOptions Options { get; }

    public TimerWheel Wheel { get; }

    public Admission Admission { get; }

    public ExchangeHandler Handler { get; }

    public DateLine Date { get; }

    public long PayloadLimit => Options.Quotas.PayloadBytes;

    // Milliseconds.
    public int HeadTimeout { get; }

    public int IdleTimeout { get; }

    public int BodyTimeout { get; }

    public int SendTimeout { get; }

    /// <summary>For reading away what nobody wants, before the connection is closed.</summary>
    public int LingerTimeout { get; } = 1000;

    /// <summary>Serves the connection until it ends.</summary>
    public async Task RunAsync(ConnectionContext context)
    {
        var connection = new Http1Connection(this, context, context.Features.Get<ConnectionFacts>() ?? PeerFacts.Read(context));
        using var closed = context.ConnectionClosed.UnsafeRegister(static c => ((Http1Connection)c!).OnClosed(), connection);
        using var closing = Admission.Closing.UnsafeRegister(static c => ((Http1Connection)c!).CloseWhenIdle(), connection);
        var requested = context.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        using var stopping = requested.UnsafeRegister(static c => ((Http1Connection)c!).CloseWhenIdle(), connection);
        await connection.RunAsync();
    }

    public Exchange Rent() => _exchanges.Get();

    public void Return(Exchange exchange) => _exchanges.Return(exchange);

    private static int Milliseconds(TimeSpan time) => (int)Math.Min(time.TotalMilliseconds, int.MaxValue);

    private sealed class ExchangePolicy(int headLimit) : PooledObjectPolicy<Exchange>
    {
        public override Exchange Create() => new(headLimit);

        public override bool Return(Exchange obj) => true;
    }
}
