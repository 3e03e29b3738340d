// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Check.Throttling;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.UsagePlans;

/// <summary>
/// What a usage plan allows one key on one method: its tokens and its quota. Hangs on the key that was found, so that nothing is looked
/// up for it. The throttle comes first: a request that comes too soon is not counted.
/// </summary>
/// <param name="throttle">Null when the plan has none.</param>
/// <param name="quota">Null when the plan has none: then requests are counted all the same, for GetUsage.</param>
internal sealed class KeyLimit(ThrottleLevel? throttle, UsageCounter usage, QuotaSettings? quota, Func<Rejection> refuse) : Reservation
{
    // Made when it is first needed: there are as many as API keys.
    private Rejection? _exceeded;

    /// <summary>Whether callers are told of the quota.</summary>
    public bool IsTold { get; init; }

    /// <summary>Takes a token and a request of the quota; the refusal when one of them has none.</summary>
    public Rejection? Take(Exchange exchange)
    {
        if (throttle is not null && !throttle.TryTake(exchange))
        {
            return throttle.Rejection;
        }

        var isTaken = usage.TryTake(quota, exchange.RequestTimeEpoch);
        if (IsTold && quota is not null)
        {
            Tell(quota, exchange, isTaken);
        }

        if (isTaken)
        {
            return null;
        }

        throttle?.Return();
        return _exceeded ??= refuse();
    }

    private void Tell(QuotaSettings settings, Exchange exchange, bool isTaken)
    {
        var seconds = exchange.RequestTimeEpoch / 1000;
        var day = QuotaPeriods.DayOf(exchange.RequestTimeEpoch);
        var (start, end) = (QuotaPeriods.Start(settings.Period, day), QuotaPeriods.End(settings.Period, day));
        exchange.Limits.Add(new MetLimit("quota", settings.Limit, (end - start) * 86_400L, usage.Remaining ?? 0, (end * 86_400L) - seconds), !isTaken);
    }

    public override void Return()
    {
        usage.Return();
        throttle?.Return();
    }
}
