// SPDX-License-Identifier: Apache-2.0
using System.Text;
using BenchmarkDotNet.Attributes;
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Check.Throttling;

namespace Foregate.Benchmarks.Check;

/// <summary>A token taken from a bucket that always has one, and an API key found among 10,000.</summary>
public class CheckBenchmarks
{
    private readonly ThrottleLedger _ledger = new(TimeProvider.System);
    private readonly TokenBucket _bucket = new();
    private readonly byte[] _key = Encoding.ASCII.GetBytes("0123456789-0123456789-0123456789-5555");
    private long _now;
    private TokenRate? _rate;
    private ApiKeyTable? _keys;

    [GlobalSetup]
    public void Setup()
    {
        _rate = _ledger.Rate(10_000, 5_000);
        _keys = new ApiKeyTable([.. Enumerable.Range(0, 10_000).Select(i => "0123456789-0123456789-0123456789-" + i)
            .Select(value => new ApiKeyEntry(value, value, Encoding.ASCII.GetBytes(value), isEnabled: true))]);
    }

    [Benchmark]
    public bool TakeToken() => _bucket.TryTake(_rate!, _now += 1_000_000);

    [Benchmark]
    public bool FindApiKey() => _keys!.Find(_key) is not null;
}
