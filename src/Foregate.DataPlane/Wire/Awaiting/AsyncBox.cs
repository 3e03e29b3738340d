// SPDX-License-Identifier: Apache-2.0
using System.Threading.Tasks.Sources;

namespace Foregate.DataPlane.Wire.Awaiting;

/// <summary>What the caller of a pooled async method awaits, once. By itself it is the answer of one that failed before it waited.</summary>
internal class AsyncBox<T> : PooledBox, IValueTaskSource<T>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<T> _source;

    public AsyncBox() => Resume = MoveNext;

    /// <summary>Goes on behind the wait. Made once: an awaiter keeps it for as long as it waits.</summary>
    public Action Resume { get; }

    public short Version => _source.Version;

    public void SetResult(T result) => _source.SetResult(result);

    public void SetException(Exception exception) => _source.SetException(exception);

    public T GetResult(short token)
    {
        // Awaiting twice or too early is a fault that throws here, and must not put a box in the pool that is in use.
        if (_source.GetStatus(token) == ValueTaskSourceStatus.Pending)
        {
            return _source.GetResult(token);
        }

        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            _source.Reset();
            Recycle();
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    protected virtual void MoveNext()
    {
    }

    protected virtual void Recycle()
    {
    }
}
