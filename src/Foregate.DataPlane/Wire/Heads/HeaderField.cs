// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Heads;

/// <summary>One header line by position in its head's bytes: 16 bytes, no strings.</summary>
internal readonly struct HeaderField(int nameOffset, int nameLength, int valueOffset, int valueLength, KnownHeader id)
{
    // The two small ones side by side: elsewhere each would be padded to four bytes.
    private readonly ushort _nameLength = (ushort)nameLength;

    /// <summary><see cref="KnownHeader.Unknown"/> for a header no rule is about.</summary>
    public KnownHeader Id { get; } = id;
    public int NameOffset { get; } = nameOffset;
    public int ValueOffset { get; } = valueOffset;
    public int ValueLength { get; } = valueLength;
    public int NameLength => _nameLength;
}
