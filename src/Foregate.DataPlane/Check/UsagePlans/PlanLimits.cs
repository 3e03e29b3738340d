// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.Throttling;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.UsagePlans;

/// <summary>
/// The limits of one usage plan on one of its stages, compiled. The plan's throttle and quota are each key's own, over all stages of
/// the plan; a method with an entry of its own has a bucket of its own per key, and spends none of the plan's tokens.
/// </summary>
internal sealed class PlanLimits
{
    private readonly UsagePlan _plan;
    private readonly Compilation _c;
    private readonly ThrottleLedger _buckets;
    private readonly QuotaLedger _counters;
    private readonly Limit _whole;
    private readonly Limit?[] _byMethod;

    /// <param name="stage">The plan's entry for the stage that is compiled.</param>
    /// <param name="methods">The methods that any plan of the stage limits for themselves, as <c>/path/METHOD</c>.</param>
    public PlanLimits(UsagePlan plan, ApiStage stage, IReadOnlyList<string> methods, Compilation c)
    {
        _plan = plan;
        _c = c;
        _buckets = ThrottleLedger.In(c.Ledgers);
        _counters = QuotaLedger.In(c.Ledgers);
        var place = "/usageplans/" + plan.Id;
        _whole = new Limit(Rate(plan.Throttle?.RateLimit, plan.Throttle?.BurstLimit, place + "/throttle"), "", place + "/throttle");
        if (plan.Quota is not null && !c.Options.KeepsUsage)
        {
            c.At(place).Notice("The quota is counted in memory: a restart counts it from nothing. Serve with --data DIR to keep what was used.");
        }

        _byMethod = new Limit?[methods.Count];
        for (var i = 0; i < methods.Count; i++)
        {
            if (stage.Throttle.TryGetValue(methods[i], out var own))
            {
                var at = $"{place}/apiStages/{stage.ApiId}:{stage.Stage}/throttle{methods[i]}";
                var rate = Rate(own.RateLimit ?? plan.Throttle?.RateLimit, own.BurstLimit ?? plan.Throttle?.BurstLimit, at);
                _byMethod[i] = new Limit(rate, $"/{stage.ApiId}/{stage.Stage}{methods[i]}", at);
            }
        }
    }

    /// <summary>What a key of the plan may do: on all methods, and on those that any plan limits for themselves.</summary>
    public (KeyLimit Whole, KeyLimit[] ByMethod) Of(ApiKey key)
    {
        var usage = _counters.Counter(new UsageName(_c.AccountId, _c.Region, _plan.Id, key.Id));
        var exceeded = () => _c.Rejections.QuotaExceeded.At(
            $"/usageplans/{_plan.Id}/quota",
            $"{Named(key)} has used up its quota of {_plan.Quota!.Limit} requests per {_plan.Quota.Period.ToString().ToLowerInvariant()}.",
            $"Limit: {_plan.Quota.Limit}");
        var isTold = _c.Options.RateLimitHeaders;
        var whole = new KeyLimit(Level(_whole, key), usage, _plan.Quota, exceeded) { IsTold = isTold };
        var byMethod = new KeyLimit[_byMethod.Length];
        for (var i = 0; i < byMethod.Length; i++)
        {
            byMethod[i] = _byMethod[i] is { } own ? new KeyLimit(Level(own, key), usage, _plan.Quota, exceeded) { IsTold = isTold } : whole;
        }

        return (whole, byMethod);
    }

    private ThrottleLevel? Level(Limit limit, ApiKey key) => limit.Rate is not { } rate ? null : new ThrottleLevel(
        _buckets,
        $"plan/{_c.AccountId}/{_c.Region}/{_plan.Id}/{key.Id}{limit.Bucket}",
        rate.Tokens,
        () => _c.Rejections.Throttled.At(limit.Place, $"{Named(key)} makes more than {rate.Said}.", rate.Said.Logged)) { Told = _c.Options.RateLimitHeaders ? "plan" : null };

    // Enough of the value to know it by, and too little to use it.
    private static string Named(ApiKey key) => $"API key {key.Id} (***{key.Value[^Math.Min(4, key.Value.Length / 4)..]})";

    private (RateLimit Said, TokenRate Tokens)? Rate(double? rateLimit, int? burstLimit, string place) =>
        RateLimit.Of(rateLimit, burstLimit, place, _c) is { } said ? (said, _buckets.Rate(said.Rate, said.Burst)) : null;

    /// <param name="Rate">Null for none.</param>
    /// <param name="Bucket">What tells its buckets from those of the whole plan.</param>
    /// <param name="Place">Where it is said (AWS path).</param>
    private sealed record Limit((RateLimit Said, TokenRate Tokens)? Rate, string Bucket, string Place);
}
