// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Check.Throttling;

/// <summary>One limit that a request must pass: its bucket, what the definitions say of it, and the refusal.</summary>
internal sealed class ThrottleLevel(ThrottleLedger ledger, string name, TokenRate rate, Func<Rejection> refuse)
{
    private readonly TokenBucket _bucket = ledger.Bucket(name);

    // Made when it is first needed: there are as many levels as API keys.
    private Rejection? _rejection;

    public ThrottleLevel(ThrottleLedger ledger, string name, double rateLimit, int burstLimit, Rejection rejection)
        : this(ledger, name, ledger.Rate(rateLimit, burstLimit), () => rejection)
    {
    }

    /// <summary>Under which name callers are told of it; null when they are not.</summary>
    public string? Told { get; init; }

    public Rejection Rejection => _rejection ??= refuse();

    /// <summary>
    /// Takes a token for a request that arrived at <paramref name="receivedAt"/>. A request that waited on its way here is not refused
    /// for the time it waited: before a refusal the clock is read.
    /// </summary>
    public bool TryTake(long receivedAt) => _bucket.TryTake(rate, ledger.At(receivedAt)) || _bucket.TryTake(rate, ledger.Now);

    /// <summary>The same for a request, which notes the limit where callers are told.</summary>
    public bool TryTake(Exchange exchange)
    {
        var isTaken = TryTake(exchange.ReceivedAt);
        if (Told is not null)
        {
            Tell(exchange, isTaken);
        }

        return isTaken;
    }

    public void Return() => _bucket.Return();

    private void Tell(Exchange exchange, bool isTaken)
    {
        var (tokens, untilNext) = _bucket.Peek(rate, ledger.Now);
        var window = rate.IsClosed ? 0 : (long)Math.Ceiling(rate.Burst / rate.PerSecond);
        var reset = rate.IsClosed ? 0 : (long)Math.Ceiling(untilNext / (double)rate.Interval / rate.PerSecond);
        exchange.Limits.Add(new MetLimit(Told!, rate.Burst, window, isTaken ? tokens : 0, reset), !isTaken);
    }
}
