// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Dispatch.MappedRequests;

/// <summary>Calls that nobody uses now. As many are kept as have been in use at once, up to a bound.</summary>
internal sealed class MappedCalls
{
    /// <summary>A buffer larger than this is not kept.</summary>
    public const int KeptBytes = 64 * 1024;

    private const int Kept = 256;

    private readonly Lock _lock = new();
    private readonly MappedCall?[] _calls = new MappedCall?[Kept];
    private int _count;

    public static Func<Ledgers, MappedCalls> Make { get; } = static _ => new MappedCalls();

    public MappedCall Rent()
    {
        lock (_lock)
        {
            if (_count > 0)
            {
                var call = _calls[--_count]!;
                _calls[_count] = null;
                return call.Begin();
            }
        }

        return new MappedCall(this);
    }

    public void Return(MappedCall call)
    {
        lock (_lock)
        {
            if (_count < Kept)
            {
                _calls[_count++] = call;
            }
        }
    }
}
