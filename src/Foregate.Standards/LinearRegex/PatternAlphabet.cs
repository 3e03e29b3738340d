// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.LinearRegex;

/// <summary>All units by what a pattern can tell of them: two that are in the same of its sets are of one class, so that an automaton needs one column for both.</summary>
internal sealed class PatternAlphabet
{
    private readonly List<CharSet> _sets = [];
    private readonly Dictionary<CharSet, int> _numbers = [];
    private readonly ushort[] _ascii = new ushort[128];
    private char[] _starts = [];
    private ushort[] _classes = [];
    private ulong[][] _members = [];

    public int Classes { get; private set; }

    /// <summary>A set's number. Sets that are equal and not the same have two, and are of one class all the same.</summary>
    public int Number(CharSet set)
    {
        if (!_numbers.TryGetValue(set, out var number))
        {
            _numbers[set] = number = _sets.Count;
            _sets.Add(set);
        }

        return number;
    }

    /// <summary>Makes the classes; no sets come any more.</summary>
    public void Close()
    {
        var changes = new List<(int At, ulong By)>(2 * Ranges());
        ulong mark = 0;
        foreach (var set in _sets)
        {
            // A sum of marks says which sets a unit is in: they are spread over 64 bits.
            mark += 0x9E3779B97F4A7C15;
            var spread = (mark ^ (mark >> 30)) * 0xBF58476D1CE4E5B9;
            spread = (spread ^ (spread >> 27)) * 0x94D049BB133111EB;
            foreach (var (from, to) in set.Ranges)
            {
                changes.Add((from, spread));
                changes.Add((to + 1, 0 - spread));
            }
        }

        changes.Sort(static (a, b) => a.At.CompareTo(b.At));
        var starts = new List<char>(changes.Count + 1);
        var classes = new List<ushort>(changes.Count + 1);
        var known = new Dictionary<ulong, ushort>(_sets.Count + 1);
        ulong sum = 0;
        for (int at = 0, next = 0; at <= char.MaxValue; at = next < changes.Count ? changes[next].At : char.MaxValue + 1)
        {
            for (; next < changes.Count && changes[next].At == at; next++)
            {
                sum += changes[next].By;
            }

            if (!known.TryGetValue(sum, out var number))
            {
                known[sum] = number = (ushort)known.Count;
            }

            starts.Add((char)at);
            classes.Add(number);
        }

        _numbers.Clear();
        _numbers.TrimExcess();
        _starts = [.. starts];
        _classes = [.. classes];
        Classes = known.Count;
        for (var c = 0; c < _ascii.Length; c++)
        {
            _ascii[c] = (ushort)Find((char)c);
        }

        _members = new ulong[_sets.Count][];
        for (var i = 0; i < _sets.Count; i++)
        {
            _members[i] = Members(_sets[i]);
        }
    }

    /// <summary>The class of a unit.</summary>
    public int Class(char c) => c < 128 ? _ascii[c] : Find(c);

    public bool Has(int set, int @class) => (_members[set][@class >> 6] & (1UL << (@class & 63))) != 0;

    private int Ranges()
    {
        var count = 0;
        foreach (var set in _sets)
        {
            count += set.Ranges.Length;
        }

        return count;
    }

    private int Find(char c)
    {
        var at = Array.BinarySearch(_starts, c);
        return _classes[at < 0 ? ~at - 1 : at];
    }

    private ulong[] Members(CharSet set)
    {
        var members = new ulong[(Classes + 63) / 64];
        foreach (var (from, to) in set.Ranges)
        {
            for (var i = Array.BinarySearch(_starts, from); i < _starts.Length && _starts[i] <= to; i++)
            {
                members[_classes[i] >> 6] |= 1UL << (_classes[i] & 63);
            }
        }

        return members;
    }
}
