// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.UsagePlans;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Check.UsagePlans;

public sealed class QuotaLedgerTests
{
    private static readonly UsageName Name = new("000000000000", "us-east-1", "plan1", "k1");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 30, 0, 0, 0, TimeSpan.Zero));
    private readonly QuotaLedger _ledger;

    public QuotaLedgerTests() => _ledger = new QuotaLedger(_time);

    [Fact]
    public void Keeps_a_counter_that_was_used_when_nothing_else_does()
    {
        Use(Name);
        Use(Name with { KeyId = "k2" });
        Assert.Null(_ledger.Find(Name with { KeyId = "k3" }));
        GC.Collect();
        Assert.Equal([1, 1], _ledger.TakeChanges().Select(static change => change.Used));
        Use(Name);
        Assert.Equal([("k1", 2)], _ledger.TakeChanges().Select(static change => (change.KeyId, change.Used)));
        Assert.Empty(_ledger.TakeChanges());
    }

    [Fact]
    public void Takes_over_what_was_saved_and_gives_out_again_what_could_not_be()
    {
        Use(Name);
        var saved = _ledger.TakeChanges();
        _ledger.GiveBack(saved);
        Assert.Equal(saved, _ledger.TakeChanges());
        var next = new QuotaLedger(_time);
        next.Load(saved);
        Assert.Empty(next.TakeChanges());
        Assert.Equal((1, -1), next.Counter(Name).Report(null, next.Today, next.Today)[0]);
    }

    [Fact]
    public void Lets_counters_go_whose_days_are_all_too_old()
    {
        Use(Name);
        Assert.Single(_ledger.TakeChanges());
        _time.Advance(TimeSpan.FromDays(UsageCounter.DaysKept + 1));
        _ledger.TakeChanges();
        _ledger.GiveBack([]);
        Assert.Equal(QuotaPeriods.DayOf(new DateOnly(2026, 1, 30)) + UsageCounter.DaysKept + 1, _ledger.Today);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Null(_ledger.Find(Name));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private void Use(UsageName name) => Assert.True(_ledger.Counter(name).TryTake(null, _time.GetUtcNow().ToUnixTimeMilliseconds()));
}
