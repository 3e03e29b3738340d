// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Answers;

/// <summary>A header line made once: name, value and CRLF as they go on the wire. Refuses what would break the head.</summary>
internal sealed class PreparedHeader
{
    public PreparedHeader(string name, string value)
    {
        var bytes = Encoding.Latin1.GetBytes(name);
        var valueBytes = Encoding.UTF8.GetBytes(value);
        if (!HeaderLine.IsToken(bytes))
        {
            throw new ArgumentException("Not a header name: " + name, nameof(name));
        }

        if (!HeaderLine.IsFieldValue(valueBytes))
        {
            throw new ArgumentException("A header value holds no control characters: " + value, nameof(value));
        }

        Line = [.. bytes, (byte)':', (byte)' ', .. valueBytes, (byte)'\r', (byte)'\n'];
        NameLength = bytes.Length;
        ValueLength = valueBytes.Length;
        Id = KnownHeaders.Find(bytes);
    }

    public byte[] Line { get; }

    public int NameLength { get; }

    public int ValueLength { get; }

    public KnownHeader Id { get; }

    public ReadOnlySpan<byte> Name => Line.AsSpan(0, NameLength);

    public ReadOnlySpan<byte> Value => Line.AsSpan(NameLength + 2, ValueLength);
}
