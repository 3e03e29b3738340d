// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Emit.ResponseCache;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Emit.ResponseCache;

public sealed class CacheFillTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly StageCache _cache = new ResponseCaches(1 << 20).Of("me", "api", "prod");

    [Fact]
    public async Task All_who_wait_get_the_entry_and_so_does_who_comes_late()
    {
        var fill = _cache.Join("a"u8, out var isNew);
        Assert.True(isNew);
        Assert.Same(fill, _cache.Join("a"u8, out isNew));
        Assert.False(isNew);
        var waiting = fill.WaitAsync(TimeSpan.FromSeconds(1), _time);
        Assert.False(waiting.IsCompleted);
        var entry = CacheEntry.Of(fill, new ResponseHead(), null, default, 100);
        fill.Complete(entry, 0);
        Assert.Same(entry, await waiting);
        Assert.Same(entry, await fill.WaitAsync(TimeSpan.FromSeconds(1), _time));
        Assert.Same(entry, _cache.Find("a"u8, 0));
        Assert.NotSame(fill, _cache.Join("a"u8, out isNew));
    }

    [Fact]
    public async Task Without_an_answer_they_go_on_alone()
    {
        var fill = _cache.Join("a"u8, out _);
        var waiting = fill.WaitAsync(TimeSpan.FromSeconds(1), _time);
        fill.Dispose();
        fill.Dispose();
        Assert.Null(await waiting);
        _cache.Join("a"u8, out var isNew);
        Assert.True(isNew);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_marked_so_that_nobody_waits_for_it_again()
    {
        var fill = _cache.Join("a"u8, out _);
        var waiting = fill.WaitAsync(TimeSpan.FromSeconds(1), _time);
        fill.Complete(CacheEntry.Mark(fill, 10), 0);
        Assert.Null(await waiting);
        Assert.True(_cache.Find("a"u8, 9)!.IsMark);
        Assert.Null(_cache.Find("a"u8, 10));
    }

    [Fact]
    public async Task Patience_ends_and_what_comes_later_is_kept_nevertheless()
    {
        var fill = _cache.Join("a"u8, out _);
        var waiting = fill.WaitAsync(TimeSpan.FromSeconds(1), _time);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await waiting);
        fill.Complete(CacheEntry.Of(fill, new ResponseHead(), null, default, 100), 0);
        Assert.NotNull(_cache.Find("a"u8, 0));
        Assert.True(_cache.Join("a"u8, out var isNew) is not null && isNew);
    }
}
