// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Emit.ResponseCache;

/// <summary>
/// A call whose answer will be kept, and those who wait for it instead of calling themselves. It ends once: with an entry, or without one (the call failed, its
/// answer cannot be kept, or it took too long), and then each goes on alone.
/// </summary>
/// <param name="order">When it was begun, among all of its stage.</param>
/// <param name="generation">Of the stage's cache then: what was begun before a flush is not kept.</param>
internal sealed class CacheFill(StageCache cache, byte[] key, long order, int generation) : IDisposable
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<CacheEntry?>? _waiters;
    private ITimer? _patience;
    private CacheEntry? _entry;
    private bool _isEnded;

    public byte[] Key { get; } = key;

    public long Order { get; } = order;

    public int Generation { get; } = generation;

    /// <summary>The entry, or null: call yourself. One clock for all who wait: it runs from the first of them.</summary>
    public Task<CacheEntry?> WaitAsync(TimeSpan patience, TimeProvider time)
    {
        lock (_lock)
        {
            if (_isEnded)
            {
                return Task.FromResult(_entry);
            }

            if (_waiters is null)
            {
                // A thousand go on: not one after the other on the thread that ended the call.
                _waiters = new TaskCompletionSource<CacheEntry?>(TaskCreationOptions.RunContinuationsAsynchronously);
                _patience = time.CreateTimer(static fill => ((CacheFill)fill!).Release(null), this, patience, Timeout.InfiniteTimeSpan);
            }

            return _waiters.Task;
        }
    }

    /// <summary>Keeps the answer, and gives it to all who wait.</summary>
    public void Complete(CacheEntry entry, long now)
    {
        cache.Keep(this, entry, now);
        End(entry.IsMark ? null : entry);
    }

    /// <summary>Gives what is kept already to all who wait.</summary>
    public void Share(CacheEntry entry) => End(entry);

    /// <summary>Nothing came of it. No harm when it has ended.</summary>
    public void Dispose() => End(null);

    private void End(CacheEntry? entry)
    {
        cache.Forget(this);
        Release(entry);
    }

    private void Release(CacheEntry? entry)
    {
        TaskCompletionSource<CacheEntry?>? waiters;
        lock (_lock)
        {
            if (_isEnded)
            {
                return;
            }

            _isEnded = true;
            _entry = entry;
            waiters = _waiters;
            _patience?.Dispose();
        }

        waiters?.TrySetResult(entry);
    }
}
