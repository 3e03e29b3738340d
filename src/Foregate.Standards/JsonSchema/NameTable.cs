// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.Standards.JsonSchema;

/// <summary>The names that one schema knows, found by their bytes; each has a number.</summary>
internal sealed class NameTable
{
    private const int LinearUpTo = 6;

    private readonly byte[][] _names;

    // Each the number + 1 of a name; empty while few names are compared one by one.
    private readonly int[] _slots = [];

    public NameTable(IReadOnlyList<string> names)
    {
        _names = new byte[names.Count][];
        for (var i = 0; i < names.Count; i++)
        {
            _names[i] = Encoding.UTF8.GetBytes(names[i]);
        }

        if (names.Count > LinearUpTo)
        {
            _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)names.Count * 2)];
            for (var i = 0; i < _names.Length; i++)
            {
                var at = Hash(_names[i]) & (_slots.Length - 1);
                while (_slots[at] != 0)
                {
                    at = (at + 1) & (_slots.Length - 1);
                }

                _slots[at] = i + 1;
            }
        }
    }

    public int Count => _names.Length;

    /// <summary>The number of a name; -1 when it is not known.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        if (_slots.Length == 0)
        {
            for (var i = 0; i < _names.Length; i++)
            {
                if (name.SequenceEqual(_names[i]))
                {
                    return i;
                }
            }

            return -1;
        }

        for (var at = Hash(name) & (_slots.Length - 1); _slots[at] != 0; at = (at + 1) & (_slots.Length - 1))
        {
            if (name.SequenceEqual(_names[_slots[at] - 1]))
            {
                return _slots[at] - 1;
            }
        }

        return -1;
    }

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
