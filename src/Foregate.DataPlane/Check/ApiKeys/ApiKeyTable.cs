// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Check.ApiKeys;

/// <summary>
/// API keys by value. What is looked up is a stranger's guess: the hash is seeded, a value is compared only when all 64 bits of its
/// hash agree, and the comparison takes the same time wherever it fails.
/// </summary>
internal sealed class ApiKeyTable
{
    private readonly ulong[] _hashes;
    private readonly ApiKeyEntry?[] _entries;

    public ApiKeyTable(IReadOnlyCollection<ApiKeyEntry> entries)
    {
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, entries.Count * 2));
        _hashes = new ulong[capacity];
        _entries = new ApiKeyEntry?[capacity];
        foreach (var entry in entries)
        {
            var hash = SeededHash.Of(entry.Value);
            var slot = (int)hash & (capacity - 1);
            while (_entries[slot] is not null)
            {
                slot = (slot + 1) & (capacity - 1);
            }

            _hashes[slot] = hash;
            _entries[slot] = entry;
        }
    }

    /// <summary>The entry with exactly this value, or null.</summary>
    public ApiKeyEntry? Find(ReadOnlySpan<byte> value)
    {
        var hash = SeededHash.Of(value);
        var slot = (int)hash & (_entries.Length - 1);
        while (_entries[slot] is { } entry)
        {
            if (_hashes[slot] == hash && AreEqual(entry.Value, value))
            {
                return entry;
            }

            slot = (slot + 1) & (_entries.Length - 1);
        }

        return null;
    }

    /// <summary>
    /// Looks at every byte whatever it finds. CryptographicOperations.FixedTimeEquals does so byte by byte and unoptimised, which takes
    /// longer than all the rest of the check.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool AreEqual(ReadOnlySpan<byte> known, ReadOnlySpan<byte> value)
    {
        if (known.Length != value.Length)
        {
            return false;
        }

        var differences = 0UL;
        while (known.Length >= 8)
        {
            differences |= BinaryPrimitives.ReadUInt64LittleEndian(known) ^ BinaryPrimitives.ReadUInt64LittleEndian(value);
            known = known[8..];
            value = value[8..];
        }

        return (differences | (SeededHash.Tail(known) ^ SeededHash.Tail(value))) == 0;
    }
}
