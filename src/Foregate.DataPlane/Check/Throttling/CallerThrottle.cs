// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Check.Throttling;

/// <summary>
/// Refuses callers that are faster than the operator allows each, over all APIs, told apart by where they come from or by a header; those
/// who do not send it count as one. What they take here they do not get back. 429 Too Many Requests. Not AWS's, and off unless asked for.
/// </summary>
internal sealed class CallerThrottle : IStep
{
    private readonly ThrottleLedger _clock;
    private readonly Limit[] _limits;

    private CallerThrottle(ThrottleLedger clock, Limit[] limits)
    {
        _clock = clock;
        _limits = limits;
    }

    /// <summary>The operator's limits, the same for all APIs; null when there are none.</summary>
    public static CallerThrottle? For(Compilation c)
    {
        var said = c.Options.CallerLimits;
        if (said.Count == 0)
        {
            return null;
        }

        var limits = new Limit[said.Count];
        var buckets = c.Ledgers.Of(Make).Buckets;
        for (var i = 0; i < limits.Length; i++)
        {
            var rate = new RateLimit(said[i].RateLimit, said[i].BurstLimit);
            var of = said[i].Header is { } header ? "the header " + header : "a source address";
            limits[i] = new Limit(
                said[i].Header is { } name ? Encoding.ASCII.GetBytes(name) : null,
                buckets[i],
                c.Rejections.Throttled.At("--limit-by", $"Requests with one value of {of} come at more than {rate}."));
        }

        return new CallerThrottle(ThrottleLedger.In(c.Ledgers), limits);
    }

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var now = _clock.At(exchange.ReceivedAt);
        foreach (var limit in _limits)
        {
            if (!limit.Buckets.TryTake(HashOf(exchange, limit.Header), now))
            {
                return Verdict.Reject(limit.Rejection);
            }
        }

        return Verdict.Continue;
    }

    private static ulong HashOf(Exchange exchange, byte[]? header)
    {
        if (header is null)
        {
            return SeededHash.Of(exchange.SourceIp.Span);
        }

        // Every line counts: one more must not make another caller.
        var headers = exchange.Request.Headers;
        var hash = SeededHash.Start;
        for (var i = headers.IndexOf(header, ignoreCase: true); i >= 0; i = headers.IndexOf(header, ignoreCase: true, i + 1))
        {
            hash = SeededHash.Of(headers.Value(headers.Fields[i]), hash);
        }

        return hash;
    }

    private static All Make(Ledgers ledgers)
    {
        var clock = ThrottleLedger.In(ledgers);
        var said = ledgers.Options.CallerLimits;
        var buckets = new CallerBuckets[said.Count];
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = new CallerBuckets(clock.Rate(said[i].RateLimit, said[i].BurstLimit));
        }

        return new All(buckets);
    }

    /// <summary>The ledger: in the order in which the limits are said.</summary>
    private sealed record All(CallerBuckets[] Buckets);

    private sealed record Limit(byte[]? Header, CallerBuckets Buckets, Rejection Rejection);
}
