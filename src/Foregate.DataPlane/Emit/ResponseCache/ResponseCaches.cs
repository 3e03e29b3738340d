// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Emit.ResponseCache;

/// <summary>
/// The ledger of all answers that are kept, by stage, within one bound of memory. A stage's answers live as long as a snapshot caches for the stage: the next
/// snapshot takes them over.
/// </summary>
internal sealed class ResponseCaches(long capacity)
{
    private readonly Dictionary<(string Owner, string ApiId, string Stage), WeakReference<StageCache>> _stages = [];
    private readonly Lock _lock = new();
    private long _bytes;

    public static ResponseCaches Of(Ledgers ledgers) => ledgers.Of(static ledgers => new ResponseCaches(ledgers.Options.ResponseCacheMemory));

    /// <summary>Bytes kept for all stages.</summary>
    public long Bytes => Math.Max(0, Volatile.Read(ref _bytes));

    /// <summary>The cache of a stage: what was kept already, or an empty one. The caller keeps it alive.</summary>
    /// <param name="owner">Account and region.</param>
    /// <param name="stage">Its name; the canary's own cache has another.</param>
    public StageCache Of(string owner, string apiId, string stage)
    {
        lock (_lock)
        {
            if (_stages.TryGetValue((owner, apiId, stage), out var known) && known.TryGetTarget(out var cache))
            {
                return cache;
            }

            cache = new StageCache(this);
            _stages[(owner, apiId, stage)] = new WeakReference<StageCache>(cache);
            return cache;
        }
    }

    /// <summary>Forgets what is kept for a stage and its canary.</summary>
    public void Flush(string owner, string apiId, string stage)
    {
        foreach (var name in (ReadOnlySpan<string>)[stage, CanaryOf(stage)])
        {
            StageCache? cache;
            lock (_lock)
            {
                cache = _stages.TryGetValue((owner, apiId, name), out var known) && known.TryGetTarget(out var target) ? target : null;
            }

            cache?.Flush();
        }
    }

    /// <summary>The name of the canary's own cache; no stage can have it.</summary>
    public static string CanaryOf(string stage) => stage + "/Canary";

    public static string OwnerOf(string accountId, string region) => accountId + "/" + region;

    public void Shrunk(long bytes) => Interlocked.Add(ref _bytes, -bytes);

    /// <summary>Notes what came, and lets the largest cache give way until all of them fit.</summary>
    public void Grown(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= capacity)
        {
            return;
        }

        lock (_lock)
        {
            // Exactly: what went with its stage was not counted off.
            while (Largest(out var cache) > capacity && cache is { Count: > 0 })
            {
                cache.EvictOne();
            }
        }
    }

    private long Largest(out StageCache? largest)
    {
        largest = null;
        long bytes = 0;
        foreach (var (key, reference) in _stages)
        {
            if (!reference.TryGetTarget(out var cache))
            {
                _stages.Remove(key);
                continue;
            }

            bytes += cache.Bytes;
            if (largest is null || cache.Bytes > largest.Bytes)
            {
                largest = cache;
            }
        }

        Volatile.Write(ref _bytes, bytes);
        return bytes;
    }
}
