// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Check.Throttling;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Check.Throttling;

public sealed class ThrottleLedgerTests
{
    [Fact]
    public void Has_one_bucket_per_name()
    {
        var ledger = new ThrottleLedger(new FakeTimeProvider());
        var bucket = ledger.Bucket("a");
        Assert.Same(bucket, ledger.Bucket("a"));
        Assert.NotSame(bucket, ledger.Bucket("b"));
    }

    [Fact]
    public void Is_one_per_gateway()
    {
        using var ledgers = new Ledgers(new GatewayOptions());
        Assert.Same(ThrottleLedger.In(ledgers), ThrottleLedger.In(ledgers));
    }

    [Fact]
    public void Forgets_buckets_that_no_snapshot_uses()
    {
        var ledger = new ThrottleLedger(new FakeTimeProvider());
        var kept = ledger.Bucket("kept");
        Fill(ledger, "before", 10_000);
        GC.Collect();
        Fill(ledger, "after", 10_000);
        Assert.InRange(ledger.Count, 1, 15_000);
        Assert.Same(kept, ledger.Bucket("kept"));
        GC.KeepAlive(kept);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill(ThrottleLedger ledger, string name, int count)
    {
        for (var i = 0; i < count; i++)
        {
            ledger.Bucket(name + i);
        }
    }
}
