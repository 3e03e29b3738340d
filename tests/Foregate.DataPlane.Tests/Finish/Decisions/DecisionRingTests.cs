// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.DataPlane.Finish.Decisions;
using Foregate.DataPlane.Finish.Metrics;

namespace Foregate.DataPlane.Tests.Finish.Decisions;

public sealed class DecisionRingTests
{
    private static int SlotSize => Unsafe.SizeOf<DecisionSlot>();

    [Fact]
    public void Holds_as_many_records_as_its_memory_allows()
    {
        Assert.InRange(SlotSize, 200, 336);
        Assert.Equal(10, new DecisionRing(10 * SlotSize).Capacity);
        Assert.Equal(1, new DecisionRing(0).Capacity);
    }

    [Fact]
    public void A_record_is_found_by_either_id()
    {
        using var given = new GivenExchange();
        var ring = new DecisionRing(10 * SlotSize);
        var exchange = given.Answered();
        Write(ring, given, exchange);
        Assert.True(ring.TryFind(Encoding.ASCII.GetString(exchange.Ids.Uuid), out var byUuid));
        Assert.True(ring.TryFind(Encoding.ASCII.GetString(exchange.Ids.Extended), out var byExtended));
        Assert.Equal(byUuid.RequestId, byExtended.RequestId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcde=")]
    [InlineData("00000000-0000-0000-0000-00000000000é")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void An_unknown_id_finds_nothing(string id)
    {
        using var given = new GivenExchange();
        var ring = new DecisionRing(10 * SlotSize);
        Write(ring, given, given.Answered());
        Assert.False(ring.TryFind(id, out _));
    }

    [Fact]
    public void The_oldest_record_gives_way_to_the_newest()
    {
        using var given = new GivenExchange();
        var ring = new DecisionRing(3 * SlotSize);
        var exchanges = Enumerable.Range(0, 5).Select(_ => given.Answered()).ToList();
        exchanges.ForEach(e => Write(ring, given, e));
        Assert.Equal([false, false, true, true, true], exchanges.Select(e => ring.TryFind(Encoding.ASCII.GetString(e.Ids.Uuid), out _)));
    }

    [Fact]
    public void A_long_path_is_cut_and_says_so()
    {
        using var given = new GivenExchange();
        var ring = new DecisionRing(SlotSize);
        var exchange = given.Answered(target: "/" + new string('a', 300) + "?secret=1");
        Write(ring, given, exchange);
        Assert.True(ring.TryFind(Encoding.ASCII.GetString(exchange.Ids.Uuid), out var record));
        Assert.Equal("/" + new string('a', 127), record.Path);
        Assert.True(record.IsPathCut);
    }

    [Fact]
    public void A_record_that_is_being_overwritten_is_gone_and_the_new_one_not_there_yet()
    {
        using var given = new GivenExchange();
        var ring = new DecisionRing(SlotSize);
        var (old, next) = (given.Answered(), given.Answered());
        Write(ring, given, old);
        var found = new List<bool>();
        next.Sink = new GivenExchange.TestSink
        {
            IsStarted = true,
            OnBodyBytes = () => found.AddRange([Finds(ring, old), Finds(ring, next)]),
        };
        Write(ring, given, next);
        Assert.Equal([false, false], found);
        Assert.True(Finds(ring, next));
    }

    [Fact]
    public void A_writer_that_is_overtaken_keeps_its_slot()
    {
        using var given = new GivenExchange();
        var ring = new DecisionRing(SlotSize);
        var (slow, fast) = (given.Answered(), given.Answered());
        slow.Sink = new GivenExchange.TestSink { IsStarted = true, OnBodyBytes = () => Write(ring, given, fast) };
        Write(ring, given, slow);
        Assert.True(Finds(ring, slow));
        Assert.False(Finds(ring, fast));
    }

    [Fact]
    public void Readers_never_see_half_a_record_while_all_slots_are_rewritten()
    {
        using var given = new GivenExchange();
        // Few slots, so that writers overtake each other too.
        var ring = new DecisionRing(4 * SlotSize);
        var statuses = new[] { 200, 404, 503 };
        var exchanges = statuses.Select(status => (Status: status, Exchange: Of(given, status))).ToList();
        var stop = false;
        var writes = 0L;
        var writers = exchanges.ConvertAll(e => new Thread(() =>
        {
            var trace = Trace(e.Exchange);
            var outcome = Outcome.Of(e.Exchange, given.Time);
            while (!Volatile.Read(ref stop))
            {
                ring.Write(e.Exchange, trace, outcome);
                Volatile.Write(ref writes, writes + 1);
            }
        }));
        writers.ForEach(w => w.Start());
        var found = 0;
        // Only what is found while writers run proves anything.
        for (var i = 0; i < 1_000_000 && found < 20_000; i++)
        {
            var (status, exchange) = exchanges[i % exchanges.Count];
            var before = Volatile.Read(ref writes);
            if (ring.TryFind(Encoding.ASCII.GetString(exchange.Ids.Uuid), out var record))
            {
                found += Volatile.Read(ref writes) == before ? 0 : 1;
                Assert.Equal(status, record.Status);
                Assert.Equal(Encoding.ASCII.GetString(exchange.Ids.Extended), record.ExtendedRequestId);
                Assert.Equal("/status/" + record.Status, record.Path);
                Assert.Equal(record.Status, record.ResponseBytes);
                Assert.Equal("GET /route/" + record.Status, record.Route);
            }
        }

        Volatile.Write(ref stop, true);
        writers.ForEach(w => w.Join());
        Assert.NotEqual(0, found);
    }

    [Fact]
    public void A_record_does_not_keep_its_snapshot_alive()
    {
        using var given = new GivenExchange();
        var ring = new DecisionRing(SlotSize);
        var stage = Served(given, ring);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(stage.IsAlive);
    }

    // Not inlined, so that no local of the test keeps the stage.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Served(GivenExchange given, DecisionRing ring)
    {
        var exchange = given.Answered();
        Write(ring, given, exchange);
        return new WeakReference(exchange.Stage);
    }

    private static Exchange Of(GivenExchange given, int status)
    {
        var exchange = given.Answered(route: GivenExchange.Pet("/route/" + status), target: "/status/" + status);
        exchange.Response.Status = status;
        exchange.Sink = new GivenExchange.TestSink { IsStarted = true, BodyBytes = status };
        return exchange;
    }

    private static void Write(DecisionRing ring, GivenExchange given, Exchange exchange) =>
        ring.Write(exchange, Trace(exchange), Outcome.Of(exchange, given.Time));

    private static bool Finds(DecisionRing ring, Exchange exchange) => ring.TryFind(Encoding.ASCII.GetString(exchange.Ids.Uuid), out _);

    private static RouteTrace Trace(Exchange exchange) => RouteTrace.Of(exchange.Stage, exchange.Route.Plan);
}
