// SPDX-License-Identifier: Apache-2.0
using System.Threading.Tasks.Sources;

namespace Foregate.DataPlane.Tests.Wire.Awaiting;

/// <summary>Something to wait for, again and again, that completes on the thread that says so.</summary>
internal sealed class Signal : IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _source;

    public ValueTask<int> Wait()
    {
        _source.Reset();
        return new ValueTask<int>(this, _source.Version);
    }

    public void Set(int result) => _source.SetResult(result);

    public int GetResult(short token) => _source.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags & ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext);
}
