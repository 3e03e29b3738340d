// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Traces;

/// <summary>Traces that nobody uses now. As many are kept as have been in use at once, up to a bound.</summary>
internal sealed class ExecutionTraces
{
    private const int Kept = 256;

    private readonly Lock _lock = new();
    private readonly ExecutionTrace?[] _traces = new ExecutionTrace?[Kept];
    private int _count;

    public ExecutionTrace Rent()
    {
        lock (_lock)
        {
            if (_count > 0)
            {
                var trace = _traces[--_count]!;
                _traces[_count] = null;
                return trace;
            }
        }

        return new ExecutionTrace();
    }

    public void Return(ExecutionTrace trace)
    {
        trace.Reset();
        lock (_lock)
        {
            if (_count < Kept)
            {
                _traces[_count++] = trace;
            }
        }
    }
}
