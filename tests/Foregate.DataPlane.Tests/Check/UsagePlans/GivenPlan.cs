// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Check.Throttling;
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Check.UsagePlans;

/// <summary>Usage plans over stages of one account, and requests of keys through the steps that hold them to it.</summary>
internal sealed class GivenPlan : IDisposable
{
    public const string Api = "api1234567";

    public GivenPlan(DateTimeOffset? start = null, bool tellsLimits = false)
    {
        Time = new FakeTimeProvider(start ?? new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
        Ledgers = new Ledgers(new GatewayOptions { Time = Time, RateLimitHeaders = tellsLimits });
    }

    public FakeTimeProvider Time { get; }

    public Ledgers Ledgers { get; }

    public QuotaLedger Usage => QuotaLedger.In(Ledgers);

    public List<CompilationFault> Held { get; } = [];

    /// <summary>Keys k1 and k2, both in the plan.</summary>
    public Account Account { get; private set; } = new() { AccountId = "000000000000", Region = "us-east-1" };

    public static UsagePlan Plan(ThrottleSettings? throttle = null, QuotaSettings? quota = null, params (string Method, double? Rate, int? Burst)[] methods)
    {
        var own = OrdinalMap.Empty<ThrottleSettings>();
        foreach (var (method, rate, burst) in methods)
        {
            own = own.Add(method, new ThrottleSettings { RateLimit = rate, BurstLimit = burst });
        }

        var plan = new UsagePlan
        {
            Id = "plan1",
            Name = "gold",
            ApiStages = [new ApiStage { ApiId = Api, Stage = "prod", Throttle = own }, new ApiStage { ApiId = Api, Stage = "test" }],
            Throttle = throttle,
            Quota = quota,
        };
        return plan with { Keys = plan.Keys.Add("k1", new UsagePlanKey { Id = "k1" }).Add("k2", new UsagePlanKey { Id = "k2" }) };
    }

    public static string ValueOf(string key) => key + "-0123456789-0123456789";

    /// <summary>A key that nothing limits.</summary>
    public static ApiKeyEntry Free(string id, string text, byte[] value, bool isEnabled = true) => new(
        id, text, value, isEnabled, new KeyLimit(null, new UsageCounter(default, static _ => { }), null, static () => Rejections.Rest.QuotaExceeded), []);

    /// <summary>The two steps on a method, one after the other, for the plan as it is now said.</summary>
    public IStep[] Steps(UsagePlan plan, string path = "/pets", string method = "GET", string stage = "prod", Stage? settings = null)
    {
        Account = Account with
        {
            UsagePlans = Account.UsagePlans.SetItem(plan.Id, plan),
            ApiKeys = Account.ApiKeys.SetItem("k1", Key("k1")).SetItem("k2", Key("k2")),
        };
        var c = new Compilation(Ledgers, [], Held)
        {
            Kind = ApiKind.Rest,
            ApiId = Api,
            StageName = stage,
            Variables = System.Collections.Frozen.FrozenDictionary<string, string>.Empty,
            Account = Account,
            Path = $"/restapis/{Api}/stages/{stage}",
        };
        var definition = new Method { HttpMethod = method, ApiKeyRequired = true };
        var keys = new StageApiKeys(c);
        var steps = c.Steps(
            ApiKeyCheck.For(definition, path, keys, c),
            UsagePlanLimit.For(definition),
            settings is null ? null : Throttle.For(settings, path, method, c));
        keys.Tell([(path, method)]);
        return steps;
    }

    /// <summary>A request of a key, now; null when it passed.</summary>
    public Rejection? Ask(IStep[] steps, string key = "k1")
    {
        var exchange = GivenRequest.Of("GET", "/pets", "x-api-key: " + ValueOf(key));
        Arrive(exchange);
        return Run(steps, exchange);
    }

    public void Arrive(Exchange exchange)
    {
        exchange.ReceivedAt = Time.GetTimestamp();
        exchange.RequestTimeEpoch = Time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    public static Rejection? Run(IStep[] steps, Exchange exchange)
    {
        foreach (var step in steps)
        {
            var verdict = GivenRequest.Run(step, exchange);
            if (verdict.Kind == VerdictKind.Rejected)
            {
                return verdict.Rejection;
            }
        }

        return null;
    }

    /// <summary>How many of these requests pass.</summary>
    public int Admitted(IStep[] steps, int of, string key = "k1")
    {
        var admitted = 0;
        for (var i = 0; i < of; i++)
        {
            admitted += Ask(steps, key) is null ? 1 : 0;
        }

        return admitted;
    }

    public UsageCounter Counter(string key = "k1") => Usage.Counter(new UsageName("000000000000", "us-east-1", "plan1", key));

    public void Dispose() => Ledgers.Dispose();

    private static ApiKey Key(string id) => new() { Id = id, Value = ValueOf(id), Enabled = true, CreatedDate = default, LastUpdatedDate = default };
}
