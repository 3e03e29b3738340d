// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace Foregate.Standards.Values;

/// <summary>Names of members that documents repeat: a table of them, and those of the last object at each depth, in their order.</summary>
internal sealed class JsonNames
{
    /// <summary>The longest name that is kept, in bytes.</summary>
    public const int Longest = 40;

    private const int TableSize = 512;
    private const int Depths = 16;
    private const int Members = 32;

    private static readonly string[] s_single = Singles();
    private static readonly JsonName[] s_none = [];

    private readonly JsonName[] _table = new JsonName[TableSize];
    private readonly JsonName[]?[] _shapes = new JsonName[]?[Depths];

    /// <summary>The text of one ASCII character.</summary>
    public static string Single(byte c) => s_single[c];

    public bool TryGet(ReadOnlySpan<byte> utf8, out string name)
    {
        ref var slot = ref _table[Slot(utf8)];
        name = slot.Text ?? "";
        return slot.Text is not null && utf8.SequenceEqual(slot.Utf8);
    }

    public void Add(ReadOnlySpan<byte> utf8, string name) => _table[Slot(utf8)] = new JsonName(name, utf8.ToArray());

    /// <summary>Names of the last object at a depth, mostly those of the next one; behind the last of them is none.</summary>
    public JsonName[] Shape(int depth) => depth < Depths && _shapes[depth] is { } shape ? shape : s_none;

    /// <summary>Remembers the names of an object, all of them distinct, for the next one at its depth.</summary>
    public void Remember(int depth, ReadOnlySpan<string> names)
    {
        if (depth >= Depths || names.Length > Members)
        {
            return;
        }

        var shape = _shapes[depth] ??= new JsonName[Members];
        for (var i = 0; i < names.Length; i++)
        {
            shape[i] = Find(names[i]);
        }

        Array.Clear(shape, names.Length, Members - names.Length);
    }

    // A name that is not in the table, or was pushed out of it, is not foreseen.
    private JsonName Find(string name)
    {
        Span<byte> utf8 = stackalloc byte[Longest];
        if (!System.Text.Encoding.UTF8.TryGetBytes(name, utf8, out var length) || length == 0)
        {
            return default;
        }

        ref var slot = ref _table[Slot(utf8[..length])];
        return ReferenceEquals(slot.Text, name) ? slot : default;
    }

    private static uint Slot(ReadOnlySpan<byte> utf8)
    {
        ulong first, last;
        if (utf8.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(utf8);
            last = BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]);
        }
        else if (utf8.Length >= 4)
        {
            first = BinaryPrimitives.ReadUInt32LittleEndian(utf8);
            last = BinaryPrimitives.ReadUInt32LittleEndian(utf8[^4..]);
        }
        else
        {
            first = utf8[0];
            last = (ulong)((utf8[utf8.Length >> 1] << 8) | utf8[^1]);
        }

        var mixed = ((first * 0x9E3779B97F4A7C15) ^ (last * 0xC2B2AE3D27D4EB4F)) + ((ulong)utf8.Length * 0x165667B19E3779F9);
        return (uint)((mixed ^ (mixed >> 29)) >> 20) % TableSize;
    }

    private static string[] Singles()
    {
        var singles = new string[128];
        for (var i = 0; i < singles.Length; i++)
        {
            singles[i] = ((char)i).ToString();
        }

        return singles;
    }
}
