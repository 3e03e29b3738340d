// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.LinearRegex;

/// <summary>What one thread needs to find the state behind another: which places are to be looked at, which were, and which follow.</summary>
internal sealed class PatternScratch
{
    private int[] _open = [];
    private int[] _seen = [];
    private int[] _added = [];
    private int[] _list = [];
    private int[] _before = [];
    private int _opened;
    private int _beforeCount;
    private int _round;

    /// <summary>How many places were looked at.</summary>
    public int Taken { get; private set; }

    /// <summary>Places that follow, and at the end what they follow on.</summary>
    public ReadOnlySpan<int> List => _list.AsSpan(0, Count);

    public int Count { get; private set; }

    /// <summary>The list before the last swap.</summary>
    public ReadOnlySpan<int> Before => _before.AsSpan(0, _beforeCount);

    /// <summary>Makes room for a program.</summary>
    public void Fit(int places)
    {
        if (_open.Length >= places)
        {
            return;
        }

        _open = new int[places];
        _seen = new int[places];
        _added = new int[places];
        _list = new int[places + 1];
        _before = new int[places + 1];
    }

    public void Swap()
    {
        (_list, _before) = (_before, _list);
        _beforeCount = Count;
    }

    public void Begin(ReadOnlySpan<int> places)
    {
        if (++_round == int.MaxValue)
        {
            _seen.AsSpan().Clear();
            _added.AsSpan().Clear();
            _round = 1;
        }

        Taken = Count = _opened = 0;
        foreach (var place in places)
        {
            Put(place);
        }
    }

    /// <summary>Opens a place, unless it was.</summary>
    public void Put(int place)
    {
        if (_seen[place] != _round)
        {
            _seen[place] = _round;
            _open[_opened++] = place;
        }
    }

    public bool TryTake(out int place)
    {
        if (_opened == 0)
        {
            place = 0;
            return false;
        }

        Taken++;
        place = _open[--_opened];
        return true;
    }

    /// <summary>Takes down a place that follows, unless it was.</summary>
    public void Add(int place)
    {
        if (_added[place] != _round)
        {
            _added[place] = _round;
            _list[Count++] = place;
        }
    }

    public void End(int before)
    {
        _list.AsSpan(0, Count).Sort();
        _list[Count++] = before;
    }
}
