// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Emit.ResponseCache;
using Foregate.DataPlane.Tests.Doubles;

namespace Foregate.DataPlane.Tests.Emit.ResponseCache;

public sealed class ResponseCachesTests
{
    [Fact]
    public void A_stage_has_one_cache_and_others_have_others()
    {
        var caches = new ResponseCaches(1 << 20);
        var cache = caches.Of("me", "api", "prod");
        Assert.Same(cache, caches.Of("me", "api", "prod"));
        Assert.NotSame(cache, caches.Of("you", "api", "prod"));
        Assert.NotSame(cache, caches.Of("me", "api", ResponseCaches.CanaryOf("prod")));
    }

    [Fact]
    public void There_is_one_ledger_with_the_memory_that_is_said()
    {
        using var ledgers = new Ledgers(Sample.Options with { ResponseCacheMemory = 1 });
        var caches = ResponseCaches.Of(ledgers);
        Assert.Same(caches, ResponseCaches.Of(ledgers));
        var cache = caches.Of("me", "api", "prod");
        var fill = cache.Begin("a"u8);
        fill.Complete(CacheEntry.Of(fill, new ResponseHead(), null, default, 10), 0);
        Assert.Equal((0, 0L), (cache.Count, caches.Bytes));
    }
}
