// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Text;

namespace Foregate.Standards.EventStreams;

/// <summary>
/// Reads AWS's event stream encoding: messages of a prelude (total length, length of the headers, checksum), headers, payload and checksum, all big-endian.
/// </summary>
public static class EventStreamReader
{
    /// <summary>Bytes of a message at most, as AWS's clients have it: 24 MiB.</summary>
    public const int MaxMessage = 24 * 1024 * 1024;

    /// <summary>What <see cref="Read"/> says of bytes that are no message.</summary>
    public const int Malformed = -1;

    private const int Prelude = 12;
    private const int Checksum = 4;
    private const byte Text = 7;

    private static readonly uint[] s_crc = Table();

    /// <summary>Reads the message that the bytes begin with.</summary>
    /// <returns>Its length; 0 when more bytes must come; <see cref="Malformed"/>.</returns>
    public static int Read(ReadOnlyMemory<byte> bytes, out EventStreamMessage message)
    {
        message = default;
        var span = bytes.Span;
        if (span.Length < Prelude)
        {
            return 0;
        }

        var total = BinaryPrimitives.ReadUInt32BigEndian(span);
        var headers = BinaryPrimitives.ReadUInt32BigEndian(span[4..]);
        if (BinaryPrimitives.ReadUInt32BigEndian(span[8..]) != Crc(span[..8]) || total > MaxMessage || total < Prelude + Checksum || headers > total - Prelude - Checksum)
        {
            return Malformed;
        }

        var length = (int)total;
        if (span.Length < length)
        {
            return 0;
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(span[(length - Checksum)..]) != Crc(span[..(length - Checksum)]) || !TryRead(span.Slice(Prelude, (int)headers), out var type, out var name))
        {
            return Malformed;
        }

        message = new EventStreamMessage(type, name, bytes[(Prelude + (int)headers)..(length - Checksum)]);
        return length;
    }

    /// <summary>Writes a message of an event, as a service would.</summary>
    public static byte[] Write(string messageType, string eventType, ReadOnlySpan<byte> payload)
    {
        var headers = new List<byte>();
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[(":message-type", messageType), (":event-type", eventType)])
        {
            headers.Add((byte)name.Length);
            headers.AddRange(Encoding.ASCII.GetBytes(name));
            headers.Add(Text);
            headers.Add((byte)(value.Length >> 8));
            headers.Add((byte)value.Length);
            headers.AddRange(Encoding.ASCII.GetBytes(value));
        }

        var message = new byte[Prelude + headers.Count + payload.Length + Checksum];
        BinaryPrimitives.WriteUInt32BigEndian(message, (uint)message.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), (uint)headers.Count);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), Crc(message.AsSpan(0, 8)));
        headers.CopyTo(message, Prelude);
        payload.CopyTo(message.AsSpan(Prelude + headers.Count));
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(message.Length - Checksum), Crc(message.AsSpan(0, message.Length - Checksum)));
        return message;
    }

    private static bool TryRead(ReadOnlySpan<byte> headers, out string messageType, out string eventType)
    {
        messageType = eventType = "";
        while (!headers.IsEmpty)
        {
            var nameLength = headers[0];
            if (headers.Length < nameLength + 2)
            {
                return false;
            }

            var name = headers.Slice(1, nameLength);
            var type = headers[1 + nameLength];
            headers = headers[(nameLength + 2)..];
            var (prefix, length) = type switch
            {
                0 or 1 => (0, 0),
                2 => (0, 1),
                3 => (0, 2),
                4 => (0, 4),
                5 or 8 => (0, 8),
                9 => (0, 16),
                6 or Text when headers.Length >= 2 => (2, BinaryPrimitives.ReadUInt16BigEndian(headers)),
                _ => (0, int.MaxValue),
            };
            if (headers.Length - prefix < length)
            {
                return false;
            }

            if (type == Text && name.SequenceEqual(":message-type"u8))
            {
                messageType = Encoding.UTF8.GetString(headers.Slice(prefix, length));
            }
            else if (type == Text && name.SequenceEqual(":event-type"u8))
            {
                eventType = Encoding.UTF8.GetString(headers.Slice(prefix, length));
            }

            headers = headers[(prefix + length)..];
        }

        return true;
    }

    // CRC-32 of ISO 3309, as gzip has it.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = s_crc[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] Table()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }

            table[i] = crc;
        }

        return table;
    }
}
