// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Emit.ResponseCache;

namespace Foregate.DataPlane.Tests.Emit.ResponseCache;

public sealed class StageCacheTests
{
    private readonly ResponseCaches _caches = new(1 << 20);
    private readonly StageCache _cache;

    public StageCacheTests() => _cache = _caches.Of("me", "api", "prod");

    [Fact]
    public void Keeps_and_finds_until_the_time_is_over()
    {
        Keep(_cache, "a", expiresAt: 10);
        Assert.NotNull(_cache.Find("a"u8, 9));
        Assert.Null(_cache.Find("a"u8, 10));
        Assert.Null(_cache.Find("b"u8, 9));
    }

    [Fact]
    public void What_was_asked_for_stays_and_what_was_not_goes_first()
    {
        _cache.Capacity = 4 * Size();
        foreach (var key in new[] { "a", "b", "c", "d" })
        {
            Keep(_cache, key);
        }

        Use("a");
        Keep(_cache, "e");
        Keep(_cache, "f");
        Assert.Equal("adef", string.Concat("abcdef".Where(key => _cache.Find(Encoding.ASCII.GetBytes([key]), 0) is not null)));
        Assert.Equal(4 * Size(), _cache.Bytes);
        Assert.Equal(_cache.Bytes, _caches.Bytes);
    }

    [Fact]
    public void What_is_larger_than_all_is_not_kept_and_drives_nothing_out()
    {
        _cache.Capacity = 4 * Size();
        Keep(_cache, "a");
        Keep(_cache, "b", new string('x', 10_000));
        Assert.Equal(1, _cache.Count);
        Assert.NotNull(_cache.Find("a"u8, 0));
    }

    [Fact]
    public void What_is_over_makes_room_without_being_asked_for()
    {
        Keep(_cache, "a", expiresAt: 5);
        Keep(_cache, "b", expiresAt: 5);
        Keep(_cache, "c", now: 6);
        Assert.Equal(1, _cache.Count);
    }

    [Fact]
    public void A_later_call_is_not_replaced_by_an_earlier_one()
    {
        var early = _cache.Begin("a"u8);
        Keep(_cache, "a", "late");
        early.Complete(Entry(early, "early", 100), 0);
        var exchange = new Exchange(4096);
        _cache.Find("a"u8, 0)!.Serve(exchange);
        Assert.Equal("late", Encoding.ASCII.GetString(exchange.ResponseBody.Span));
        Assert.Equal(1, _cache.Count);
    }

    [Fact]
    public void All_stages_together_stay_within_their_bound_and_the_largest_gives_way()
    {
        var caches = new ResponseCaches(6 * Size());
        var (large, small) = (caches.Of("me", "api", "large"), caches.Of("me", "api", "small"));
        foreach (var key in new[] { "a", "b", "c", "d", "e" })
        {
            Keep(large, key);
        }

        Keep(small, "a");
        Keep(small, "b");
        Assert.Equal((4, 2), (large.Count, small.Count));
        Assert.Equal(6 * Size(), caches.Bytes);
        GC.KeepAlive(large);
    }

    [Fact]
    public void One_flush_is_for_a_stage_and_its_canary()
    {
        var canary = _caches.Of("me", "api", ResponseCaches.CanaryOf("prod"));
        var other = _caches.Of("you", "api", "prod");
        foreach (var cache in new[] { _cache, canary, other })
        {
            Keep(cache, "a");
        }

        _caches.Flush("me", "api", "prod");
        Assert.Equal((0, 0, 1), (_cache.Count, canary.Count, other.Count));
        _caches.Flush("me", "api", "nosuch");
        Assert.Same(_cache, _caches.Of("me", "api", "prod"));
    }

    [Fact]
    public void A_hit_allocates_nothing()
    {
        Keep(_cache, "a");
        var exchange = new Exchange(4096);
        Assert.Equal(0, GivenRequest.Allocated(() =>
        {
            exchange.Response.Reset();
            _cache.Find("a"u8, 0)!.Serve(exchange);
        }));
    }

    [Fact]
    public async Task Many_threads_at_once_lose_nothing()
    {
        _cache.Capacity = 50 * Size();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var key = Encoding.ASCII.GetBytes($"{(i * (worker + 7)) % 97:d2}");
                if (_cache.Find(key, 0) is { } entry)
                {
                    entry.Serve(new Exchange(16));
                }
                else
                {
                    using var fill = _cache.Join(key, out var isNew);
                    if (isNew)
                    {
                        fill.Complete(Entry(fill, "", 100), 0);
                    }
                }

                if (i % 5_000 == 0)
                {
                    _cache.Flush();
                }
            }
        })));
        Assert.InRange(_cache.Count, 1, 51);
        Assert.Equal(_cache.Bytes, _caches.Bytes);
        _cache.Flush();
        Assert.Equal((0, 0L, 0L), (_cache.Count, _cache.Bytes, _caches.Bytes));
    }

    private void Use(string key) => _cache.Find(Encoding.ASCII.GetBytes(key), 0)!.Serve(new Exchange(16));

    private static long Size()
    {
        var fill = new ResponseCaches(0).Of("", "", "").Begin("a"u8);
        return Entry(fill, "", 0).Size;
    }

    private static void Keep(StageCache cache, string key, string body = "", long expiresAt = 100, long now = 0)
    {
        var fill = cache.Begin(Encoding.ASCII.GetBytes(key));
        fill.Complete(Entry(fill, body, expiresAt), now);
    }

    private static CacheEntry Entry(CacheFill fill, string body, long expiresAt)
    {
        var head = new ResponseHead();
        head.Add("X-A"u8, "b"u8);
        return CacheEntry.Of(fill, head, null, Encoding.ASCII.GetBytes(body), expiresAt);
    }
}
