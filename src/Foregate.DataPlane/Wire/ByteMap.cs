// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Foregate.DataPlane.Wire;

/// <summary>
/// An immutable map from byte strings, for names that come from the wire (API ids, stages). Open addressing with a hash seeded per
/// process, so that nobody can choose keys that collide.
/// </summary>
internal sealed class ByteMap<T>
    where T : class
{
    private readonly (byte[] Key, T Value)[] _slots;
    private readonly int _mask;

    public ByteMap(IReadOnlyCollection<KeyValuePair<byte[], T>> entries)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, entries.Count * 2));
        _slots = new (byte[], T)[size];
        _mask = size - 1;
        foreach (var (key, value) in entries)
        {
            var i = (int)SeededHash.Of(key) & _mask;
            while (_slots[i].Key is { } taken)
            {
                if (taken.AsSpan().SequenceEqual(key))
                {
                    throw new ArgumentException("The key is there twice.", nameof(entries));
                }

                i = (i + 1) & _mask;
            }

            _slots[i] = (key, value);
        }

        Count = entries.Count;
    }

    public int Count { get; }

    public T? Find(ReadOnlySpan<byte> key)
    {
        for (var i = (int)SeededHash.Of(key) & _mask; _slots[i].Key is { } candidate; i = (i + 1) & _mask)
        {
            if (key.SequenceEqual(candidate))
            {
                return _slots[i].Value;
            }
        }

        return null;
    }
}
