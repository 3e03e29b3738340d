// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Finish.Metrics;

/// <summary>What a finished request came to, measured once for all that write it down.</summary>
internal readonly struct Outcome
{
    /// <summary>The status that is written down when the client left before any answer was started.</summary>
    public const int ClientGone = 499;

    private Outcome(int status, long totalMicros, long integrationMicros)
    {
        Status = status;
        TotalMicros = totalMicros;
        IntegrationMicros = integrationMicros;
    }

    public int Status { get; }

    /// <summary>From the whole head's arrival to the answer's end.</summary>
    public long TotalMicros { get; }

    /// <summary>The integration's share of it; -1 when none was asked.</summary>
    public long IntegrationMicros { get; }

    /// <summary>The rest: the gateway's own share, the client's reading of the answer included.</summary>
    public long GatewayMicros => Math.Max(0, TotalMicros - Math.Max(0, IntegrationMicros));

    /// <param name="time">The clock that the exchange's timestamps are of.</param>
    public static Outcome Of(Exchange exchange, TimeProvider time)
    {
        var end = exchange.FinishedAt != 0 ? exchange.FinishedAt : time.GetTimestamp();
        // A request that ended before its back end answered waited for it until the end.
        var answered = exchange.IntegrationEndedAt != 0 ? exchange.IntegrationEndedAt : end;
        return new Outcome(
            !exchange.Sink.IsStarted && exchange.Client.IsGone ? ClientGone : exchange.Response.Status,
            Micros(time, exchange.ReceivedAt, end),
            exchange.IntegrationStartedAt == 0 ? -1 : Micros(time, exchange.IntegrationStartedAt, answered));
    }

    private static long Micros(TimeProvider time, long from, long to) =>
        Math.Max(0, time.GetElapsedTime(from, to).Ticks / TimeSpan.TicksPerMicrosecond);
}
