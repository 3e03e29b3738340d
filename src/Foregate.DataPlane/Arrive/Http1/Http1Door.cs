// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.ObjectPool;

namespace Foregate.DataPlane.Arrive.Http1;

/// <summary>
/// The door for HTTP/1.0 and HTTP/1.1: reads requests strictly from a connection's bytes, hands each to the pipeline and keeps the
/// connection in step.
/// </summary>
internal sealed class Http1Door : Door
{
    private readonly DefaultObjectPool<Exchange> _exchanges;

    public Http1Door(GatewayOptions options, TimerWheel wheel, Admission admission, ExchangeHandler handler)
        : base(options, wheel, admission, handler) =>
        _exchanges = new DefaultObjectPool<Exchange>(new ExchangePolicy(HeadLimit), maximumRetained: 1024);

    public static ReadOnlyMemory<byte> ContinueLine { get; } = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    public override async Task RunAsync(ConnectionContext context)
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

    private sealed class ExchangePolicy(int headLimit) : PooledObjectPolicy<Exchange>
    {
        public override Exchange Create() => new(headLimit);

        public override bool Return(Exchange obj) => true;
    }
}
