// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text;

namespace Foregate.Standards.JsonSchema;

/// <summary>The names that one schema knows, found by their bytes; each has a number, given as they come.</summary>
internal sealed class NameTable
{
    private const int LinearUpTo = 6;

    // All names, one behind the other, and where each ends.
    private byte[] _text;
    private int[] _ends;

    // Each the number + 1 of a name; empty while few names are compared one by one.
    private int[] _slots = [];

    /// <param name="names">How many are expected.</param>
    /// <param name="length">How long they are expected to be together.</param>
    public NameTable(int names, int length)
    {
        _ends = new int[names];
        _text = new byte[length];
    }

    public int Count { get; private set; }

    /// <summary>The number of a name, which is given one unless it has.</summary>
    public int Of(ReadOnlySpan<byte> name)
    {
        var known = Find(name);
        if (known >= 0)
        {
            return known;
        }

        var start = Start(Count);
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Math.Max(4, Count * 2));
        }

        if (start + name.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(start + name.Length, _text.Length * 2));
        }

        name.CopyTo(_text.AsSpan(start));
        _ends[Count++] = start + name.Length;
        if (Count > LinearUpTo)
        {
            Place();
        }

        return Count - 1;
    }

    /// <summary>The number of a name; -1 when it is not known.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        if (_slots.Length == 0)
        {
            var start = 0;
            for (var i = 0; i < Count; i++)
            {
                var end = _ends[i];
                if (end - start == name.Length && name.SequenceEqual(_text.AsSpan(start, name.Length)))
                {
                    return i;
                }

                start = end;
            }

            return -1;
        }

        for (var at = Hash(name) & (_slots.Length - 1); _slots[at] != 0; at = (at + 1) & (_slots.Length - 1))
        {
            if (name.SequenceEqual(Name(_slots[at] - 1)))
            {
                return _slots[at] - 1;
            }
        }

        return -1;
    }

    public string Text(int number) => Encoding.UTF8.GetString(Name(number));

    private void Place()
    {
        if (Count * 2 <= _slots.Length)
        {
            Place(Count - 1);
            return;
        }

        _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(Count, _ends.Length) * 2)];
        for (var i = 0; i < Count; i++)
        {
            Place(i);
        }
    }

    private void Place(int number)
    {
        var at = Hash(Name(number)) & (_slots.Length - 1);
        while (_slots[at] != 0)
        {
            at = (at + 1) & (_slots.Length - 1);
        }

        _slots[at] = number + 1;
    }

    private int Start(int number) => number == 0 ? 0 : _ends[number - 1];

    private ReadOnlySpan<byte> Name(int number) => _text.AsSpan(Start(number).._ends[number]);

    // The names of a schema are its author's: who sends documents cannot choose them so that they collide.
    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = 17u + (uint)name.Length;
        foreach (var b in name)
        {
            hash = (hash ^ b) * 16777619u;
        }

        return (int)((hash ^ (hash >> 15)) & int.MaxValue);
    }
}
