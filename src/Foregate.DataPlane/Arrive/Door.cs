// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;

namespace Foregate.DataPlane.Arrive;

/// <summary>Where connections that speak one version of HTTP end, and what all doors go by. Stands at the end of a listener's middleware.</summary>
internal abstract class Door
{
    /// <summary>Method, version, separators and skipped empty lines beside the target and the headers.</summary>
    private const int HeadOverhead = 128;

    protected Door(GatewayOptions options, TimerWheel wheel, Admission admission, ExchangeHandler handler)
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
    }

    public GatewayOptions Options { get; }

    public TimerWheel Wheel { get; }

    public Admission Admission { get; }

    public ExchangeHandler Handler { get; }

    public DateLine Date { get; }

    /// <summary>Bytes of a request's head at most.</summary>
    public int HeadLimit { get; }

    /// <summary>Bytes of a request's body at most.</summary>
    public long PayloadLimit => Options.Quotas.PayloadBytes;

    // Milliseconds.
    public int HeadTimeout { get; }

    public int IdleTimeout { get; }

    public int BodyTimeout { get; }

    public int SendTimeout { get; }

    /// <summary>For reading away what nobody wants before a connection is closed, and for a client to see why.</summary>
    public int LingerTimeout { get; } = 1000;

    /// <summary>Serves the connection until it ends.</summary>
    public abstract Task RunAsync(ConnectionContext context);

    private static int Milliseconds(TimeSpan time) => (int)Math.Min(time.TotalMilliseconds, int.MaxValue);
}
