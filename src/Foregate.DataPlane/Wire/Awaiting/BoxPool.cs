// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Awaiting;

/// <summary>The boxes of one kind that no thread has on its shelf, in piles. What is more than enough is left to the collector.</summary>
internal sealed class BoxPool
{
    /// <summary>Boxes in a pile.</summary>
    public const int Pile = 16;

    private const int MaxPiles = 128;

    private readonly Lock _lock = new();
    private readonly PooledBox?[] _piles = new PooledBox?[MaxPiles];
    private int _count;

    /// <summary>The top of a whole pile, or null.</summary>
    public PooledBox? Take()
    {
        if (Volatile.Read(ref _count) == 0)
        {
            return null;
        }

        lock (_lock)
        {
            if (_count == 0)
            {
                return null;
            }

            var pile = _piles[--_count];
            _piles[_count] = null;
            return pile;
        }
    }

    /// <summary>Takes a whole pile by its top.</summary>
    public void Put(PooledBox pile)
    {
        lock (_lock)
        {
            if (_count < MaxPiles)
            {
                _piles[_count++] = pile;
            }
        }
    }
}
