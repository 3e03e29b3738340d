// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Tests.Store.Sqlite;
using Foregate.DataPlane;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.Publish;

public sealed class UsageKeeperTests : IDisposable
{
    private static readonly Account s_account = new() { AccountId = "123456789012", Region = "us-east-1" };
    private static readonly UsagePlan s_plan = new() { Id = "plan1", Name = "p", Quota = new QuotaSettings { Limit = 100, Period = QuotaPeriodType.Month } };
    private static readonly DateOnly s_day = new(2026, 1, 30);

    private readonly Scratch _scratch = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 30, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Counts_are_saved_a_second_after_they_were_made_and_counted_on_after_a_restart()
    {
        using (var store = _scratch.Open())
        {
            using var gateway = Gateway();
            using var keeper = new UsageKeeper(gateway, store, _time);
            Used(gateway, 3);
            Assert.Empty(store.ReadUsage());
            _time.Advance(UsageKeeper.SavedEvery);
            Assert.Equal((s_day, 3), Assert.Single(store.ReadUsage()) is var row ? (row.Day, row.Used) : default);
            Used(gateway, 4);
            _time.Advance(UsageKeeper.SavedEvery);
            Assert.Equal(4, Assert.Single(store.ReadUsage()).Used);
        }

        using var again = _scratch.Open();
        using var next = Gateway();
        using var kept = new UsageKeeper(next, again, _time);
        Assert.Equal([(4L, 96L)], kept.Read(s_account, s_plan, "k1", s_day, s_day));
    }

    [Fact]
    public void What_is_left_is_saved_when_the_gateway_stops()
    {
        using (var store = _scratch.Open())
        {
            using var gateway = Gateway();
            using var keeper = new UsageKeeper(gateway, store, _time);
            Used(gateway, 7);
        }

        using var again = _scratch.Open();
        Assert.Equal(7, Assert.Single(again.ReadUsage()).Used);
    }

    [Fact]
    public void What_remains_is_kept_before_it_is_acknowledged()
    {
        using var store = _scratch.Open();
        using var gateway = Gateway();
        using var keeper = new UsageKeeper(gateway, store, _time);
        keeper.SetRemaining(s_account, s_plan, "k1", 250);
        Assert.Equal((0, 250L, 150), Assert.Single(store.ReadUsage()) is var row ? (row.Used, row.Remaining, row.Granted) : default);
    }

    [Fact]
    public void What_cannot_be_kept_is_as_it_was_and_counts_are_saved_later()
    {
        var store = _scratch.Open();
        using var gateway = Gateway();
        using var keeper = new UsageKeeper(gateway, store, _time);
        Used(gateway, 3);
        Run("CREATE TRIGGER refuse BEFORE INSERT ON usage BEGIN SELECT RAISE(ABORT, 'refused'); END");
        Assert.Throws<StoreException>(() => keeper.SetRemaining(s_account, s_plan, "k1", 250));
        _time.Advance(UsageKeeper.SavedEvery);
        Assert.Equal([(3L, 97L)], keeper.Read(s_account, s_plan, "k1", s_day, s_day));
        Run("DROP TRIGGER refuse");

        // It waits longer and longer after failures.
        _time.Advance(UsageKeeper.SavedEvery * 4);
        Assert.Equal((3, 97L, 0), Assert.Single(store.ReadUsage()) is var row ? (row.Used, row.Remaining, row.Granted) : default);
        store.Dispose();
    }

    [Fact]
    public void Days_that_nobody_is_told_are_removed()
    {
        using var store = _scratch.Open();
        store.WriteUsage([Count(1) with { Day = s_day.AddDays(-93) }, Count(2) with { Day = s_day.AddDays(-92) }], null);
        using var gateway = Gateway();
        using var keeper = new UsageKeeper(gateway, store, _time);
        Assert.Equal(2, store.ReadUsage().Count);
        keeper.Save();
        Assert.Equal(2, Assert.Single(store.ReadUsage()).Used);
    }

    [Fact]
    public void Without_a_store_counts_live_in_memory()
    {
        using var gateway = Gateway();
        using var keeper = new UsageKeeper(gateway, null, _time);
        keeper.SetRemaining(s_account, s_plan, "k1", 5);
        keeper.Save();
        Assert.Equal([(0L, 5L)], keeper.Read(s_account, s_plan, "k1", s_day, s_day));
        Assert.Equal(s_day, keeper.Today);
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_scratch.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Gateway Gateway() => new(new GatewayOptions { Time = _time }, NullLogger.Instance);

    // As if the gateway had let these through.
    private static void Used(Gateway gateway, long used)
    {
        gateway.LoadUsage([Count(used)]);
        gateway.GiveBackUsageChanges([Count(used)]);
    }

    private static UsageCount Count(long used) => new()
    {
        AccountId = s_account.AccountId, Region = s_account.Region, UsagePlanId = s_plan.Id, KeyId = "k1", Day = s_day, Used = used, Remaining = 100 - used,
    };
}
