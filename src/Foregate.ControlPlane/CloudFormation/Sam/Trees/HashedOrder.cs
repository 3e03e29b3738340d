// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.CloudFormation.Sam.Trees;

/// <summary>
/// The order in which a Python 2.7 dictionary lists its keys: that of its hash table, with its collisions, growth and the graves of removed keys. SAM's
/// logical ids of deployments hash a text in this order, so ids that equal AWS's need it.
/// </summary>
internal sealed class HashedOrder
{
    private const int LeastSlots = 8;
    private const int LargeDictionary = 50_000;

    private bool _isSettled;
    private string?[] _slots = new string?[LeastSlots];
    private bool[] _graves = new bool[LeastSlots];
    private int _filled;

    public int Count { get; private set; }

    private int Mask => _slots.Length - 1;

    public IEnumerable<string> Keys
    {
        get
        {
            foreach (var slot in _slots)
            {
                if (slot is not null)
                {
                    yield return slot;
                }
            }
        }
    }

    public void Add(string key)
    {
        var at = SlotOf(key);
        if (_slots[at] is not null)
        {
            return;
        }

        if (!_graves[at])
        {
            _filled++;
        }

        _graves[at] = false;
        _slots[at] = key;
        _isSettled = false;
        Count++;
        if (_filled * 3 >= _slots.Length * 2)
        {
            Resize(Count * (Count > LargeDictionary ? 2 : 4));
        }
    }

    public void Remove(string key)
    {
        var at = SlotOf(key);
        if (_slots[at] is not null)
        {
            _slots[at] = null;
            _graves[at] = true;
            _isSettled = false;
            Count--;
        }
    }

    /// <summary>Adds many at once, as <c>update</c> does: room is made for all of them first.</summary>
    public void Merge(IReadOnlyCollection<string> keys)
    {
        if (keys.Count == 0)
        {
            return;
        }

        if ((_filled + keys.Count) * 3 >= _slots.Length * 2)
        {
            Resize((Count + keys.Count) * 2);
        }

        foreach (var key in keys)
        {
            Add(key);
        }
    }

    /// <summary>A new dictionary into which the keys went in their order.</summary>
    public HashedOrder Copy()
    {
        var copy = new HashedOrder();
        foreach (var key in Keys)
        {
            copy.Add(key);
        }

        return copy;
    }

    /// <summary>Makes the order that of a copy; true when it would stay so however often it were copied, which is when the copy's order was the original's.</summary>
    public bool Settle()
    {
        if (_isSettled)
        {
            return true;
        }

        var copy = Copy();
        _isSettled = copy.Keys.SequenceEqual(Keys, StringComparer.Ordinal);
        _slots = copy._slots;
        _graves = copy._graves;
        _filled = copy._filled;
        return _isSettled;
    }

    private int SlotOf(string key)
    {
        var hash = Hash(key);
        var at = (int)(hash & (ulong)Mask);
        if (!_graves[at] && (_slots[at] is null || _slots[at] == key))
        {
            return at;
        }

        var grave = _graves[at] ? at : -1;
        var walker = (ulong)at;
        var perturb = hash;
        while (true)
        {
            walker = (walker << 2) + walker + perturb + 1;
            at = (int)(walker & (ulong)Mask);
            if (_slots[at] == key)
            {
                return at;
            }

            if (_slots[at] is null && !_graves[at])
            {
                return grave < 0 ? at : grave;
            }

            if (grave < 0 && _graves[at])
            {
                grave = at;
            }

            perturb >>= 5;
        }
    }

    private void Resize(int request)
    {
        var size = LeastSlots;
        while (size <= request)
        {
            size <<= 1;
        }

        var old = _slots;
        _slots = new string?[size];
        _graves = new bool[size];
        _filled = 0;
        Count = 0;
        foreach (var key in old)
        {
            if (key is not null)
            {
                Add(key);
            }
        }
    }

    private static ulong Hash(string key)
    {
        if (key.Length == 0)
        {
            return 0;
        }

        ulong hash = 0;
        ulong length = 0;
        foreach (var rune in key.EnumerateRunes())
        {
            var value = (ulong)rune.Value;
            hash = unchecked(((length == 0 ? value << 7 : hash) * 1_000_003) ^ value);
            length++;
        }

        hash ^= length;
        return hash == ulong.MaxValue ? ulong.MaxValue - 1 : hash;
    }
}
