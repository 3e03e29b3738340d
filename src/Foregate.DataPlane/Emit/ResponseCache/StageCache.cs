// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;

namespace Foregate.DataPlane.Emit.ResponseCache;

/// <summary>
/// The answers that are kept for one stage. Looking up takes no lock; keeping takes one. What is over the bound goes in the order in which it came, but what was
/// asked for since then is given another round (second chance).
/// </summary>
internal sealed class StageCache(ResponseCaches caches)
{
    private readonly ConcurrentDictionary<byte[], CacheEntry> _entries = new(CacheKeyComparer.Instance);
    private readonly ConcurrentDictionary<byte[], CacheFill> _fills = new(CacheKeyComparer.Instance);
    private readonly Lock _lock = new();
    private CacheEntry? _newest;
    private CacheEntry? _oldest;
    private long _bytes;
    private long _order;
    private int _generation;

    /// <summary>What the stage's cache cluster holds; the bound of all stages together may be lower.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    public long Bytes => Volatile.Read(ref _bytes);

    public int Count => _entries.Count;

    /// <summary>What is kept under the key and not over at this time; a mark, too.</summary>
    public CacheEntry? Find(ReadOnlySpan<byte> key, long now) =>
        _entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var entry) && entry.ExpiresAt > now ? entry : null;

    /// <summary>The call for this key that is under way, or a new one, which the caller has to make and to end.</summary>
    public CacheFill Join(ReadOnlySpan<byte> key, out bool isNew)
    {
        var fills = _fills.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (fills.TryGetValue(key, out var fill))
        {
            isNew = false;
            return fill;
        }

        var own = Begin(key);
        fill = _fills.GetOrAdd(own.Key, own);
        isNew = ReferenceEquals(fill, own);
        return fill;
    }

    /// <summary>A call for this key that nobody waits for: it is made whatever others do.</summary>
    public CacheFill Begin(ReadOnlySpan<byte> key) => new(this, key.ToArray(), Interlocked.Increment(ref _order), Volatile.Read(ref _generation));

    public void Forget(CacheFill fill) => _fills.TryRemove(KeyValuePair.Create(fill.Key, fill));

    public void Keep(CacheFill fill, CacheEntry entry, long now)
    {
        lock (_lock)
        {
            if (fill.Generation != _generation || entry.Size > Capacity || (_entries.TryGetValue(entry.Key, out var known) && known.Order > entry.Order))
            {
                return;
            }

            if (known is not null)
            {
                Remove(known);
            }

            // A few of the oldest with every new one: what nobody asks for again is not kept until the memory is full.
            for (var i = 0; i < 2 && _oldest is { } oldest && oldest.ExpiresAt <= now; i++)
            {
                Remove(oldest);
            }

            _entries[entry.Key] = entry;
            Link(entry);
            _bytes += entry.Size;
            while (_bytes > Capacity)
            {
                Evict();
            }
        }

        caches.Grown(entry.Size);
    }

    /// <summary>Lets one entry go: the oldest that nobody has asked for lately.</summary>
    public void EvictOne()
    {
        lock (_lock)
        {
            Evict();
        }
    }

    /// <summary>Forgets all, and keeps nothing of the calls that are under way.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            _generation++;
            _fills.Clear();
            while (_oldest is { } entry)
            {
                Remove(entry);
            }
        }
    }

    private void Evict()
    {
        while (_oldest is { } entry)
        {
            if (!entry.IsUsed)
            {
                Remove(entry);
                return;
            }

            entry.IsUsed = false;
            Unlink(entry);
            Link(entry);
        }
    }

    private void Remove(CacheEntry entry)
    {
        if (!entry.IsKept)
        {
            return;
        }

        Unlink(entry);
        entry.IsKept = false;
        _entries.TryRemove(KeyValuePair.Create(entry.Key, entry));
        _bytes -= entry.Size;
        caches.Shrunk(entry.Size);
    }

    private void Link(CacheEntry entry)
    {
        entry.IsKept = true;
        entry.Older = _newest;
        entry.Newer = null;
        if (_newest is null)
        {
            _oldest = entry;
        }
        else
        {
            _newest.Newer = entry;
        }

        _newest = entry;
    }

    private void Unlink(CacheEntry entry)
    {
        if (entry.Newer is null)
        {
            _newest = entry.Older;
        }
        else
        {
            entry.Newer.Older = entry.Older;
        }

        if (entry.Older is null)
        {
            _oldest = entry.Newer;
        }
        else
        {
            entry.Older.Newer = entry.Newer;
        }

        entry.Newer = entry.Older = null;
    }
}
