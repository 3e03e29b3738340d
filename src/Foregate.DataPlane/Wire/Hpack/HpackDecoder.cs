// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Hpack;

/// <summary>What one connection keeps to decode header blocks with (RFC 7541); <see cref="HpackReader"/> reads one block.</summary>
/// <param name="tableSize">SETTINGS_HEADER_TABLE_SIZE as it was told to the peer.</param>
internal sealed class HpackDecoder(int tableSize)
{
    private const int MaxKept = 8 * 1024;

    private byte[] _name = [];
    private byte[] _value = [];

    public DynamicTable Table { get; } = new(tableSize);

    /// <summary>Room for a name, kept until the next is asked for.</summary>
    public Span<byte> NameRoom(int length) => Room(ref _name, length);

    public Span<byte> ValueRoom(int length) => Room(ref _value, length);

    /// <summary>After a block: what a large one needed is not held by a connection that waits.</summary>
    public void Rest()
    {
        _name = _name.Length > MaxKept ? [] : _name;
        _value = _value.Length > MaxKept ? [] : _value;
    }

    private static Span<byte> Room(ref byte[] bytes, int length)
    {
        if (bytes.Length < length)
        {
            bytes = new byte[Math.Max(256, length)];
        }

        return bytes;
    }
}
