// SPDX-License-Identifier: Apache-2.0
using System.Text;
using BenchmarkDotNet.Attributes;
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Check.Throttling;
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.Benchmarks.Check;

/// <summary>A token taken from a bucket that always has one, and an API key found among 10,000.</summary>
public class CheckBenchmarks
{
    private readonly ThrottleLedger _ledger = new(TimeProvider.System);
    private readonly TokenBucket _bucket = new();
    private readonly byte[] _key = Encoding.ASCII.GetBytes("0123456789-0123456789-0123456789-5555");
    private readonly QuotaSettings _quota = new() { Limit = int.MaxValue, Period = QuotaPeriodType.Month };
    private readonly UsageCounter _usage = new(new UsageName("000000000000", "us-east-1", "plan", "key"), static _ => { });
    private long _now;
    private TokenRate? _rate;
    private ApiKeyTable? _keys;

    [GlobalSetup]
    public void Setup()
    {
        _rate = _ledger.Rate(10_000, 5_000);
        _keys = new ApiKeyTable([.. Enumerable.Range(0, 10_000).Select(i => "0123456789-0123456789-0123456789-" + i)
            .Select(value => new ApiKeyEntry(value, value, Encoding.ASCII.GetBytes(value), isEnabled: true, Limit(value), []))]);
    }

    [Benchmark]
    public bool TakeToken() => _bucket.TryTake(_rate!, _now += 1_000_000);

    [Benchmark]
    public bool FindApiKey() => _keys!.Find(_key) is not null;

    [Benchmark]
    public bool CountAgainstQuota() => _usage.TryTake(_quota, 1_000);

    private KeyLimit Limit(string value) => new(
        null, new UsageCounter(new UsageName("000000000000", "us-east-1", "plan", value), static _ => { }), _quota, static () => Rejections.Rest.QuotaExceeded);
}
