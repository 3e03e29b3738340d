// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Awaiting;

/// <summary>One thread's boxes of one kind: two piles at most. Whole piles come from the pool and go there, so that its lock is rarely taken.</summary>
internal sealed class BoxShelf(BoxPool pool)
{
    private PooledBox? _top;
    private PooledBox? _full;
    private int _count;

    /// <summary>A box, or null when there is none.</summary>
    public PooledBox? Take()
    {
        if (_top is null)
        {
            _top = _full ?? pool.Take();
            _full = null;
            _count = BoxPool.Pile;
        }

        if (_top is not { } box)
        {
            _count = 0;
            return null;
        }

        _top = box.Below;
        box.Below = null;
        _count--;
        return box;
    }

    public void Put(PooledBox box)
    {
        if (_count == BoxPool.Pile)
        {
            if (_full is { } full)
            {
                pool.Put(full);
            }

            _full = _top;
            _top = null;
            _count = 0;
        }

        box.Below = _top;
        _top = box;
        _count++;
    }
}
