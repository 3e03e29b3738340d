// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>The nine bytes before each frame (RFC 9113 §4.1), and what else a gate needs to know of one.</summary>
internal readonly ref struct Http2Frame(ReadOnlySpan<byte> header)
{
    public const int HeaderSize = 9;

    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Settings = 4;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;
    public const byte Continuation = 9;

    private const byte EndStream = 1;
    private const byte Ack = 1;
    private const byte EndHeaders = 4;
    private const byte PaddedFlag = 8;
    private const byte PriorityFlag = 0x20;

    public int Length { get; } = (header[0] << 16) | (header[1] << 8) | header[2];

    public byte Type { get; } = header[3];

    private readonly byte _flags = header[4];

    public int Stream { get; } = BinaryPrimitives.ReadInt32BigEndian(header[5..]) & int.MaxValue;

    /// <summary>Whether a byte behind the header says how much of the payload is padding.</summary>
    public bool IsPadded => Type is Data or Headers && (_flags & PaddedFlag) != 0 && Length > 0;

    public bool IsSettingsAck => Type == Settings && (_flags & Ack) != 0;

    public bool EndsHeaders => (_flags & EndHeaders) != 0;

    public bool IsControl => Type is not (Data or Headers or Continuation);

    /// <summary>Whether the frame brings its message no further: nothing in it, and nothing ends with it.</summary>
    /// <param name="padding">The byte behind the header when <see cref="IsPadded"/>.</param>
    public bool IsEmpty(byte padding)
    {
        var rest = Length - (IsPadded ? 1 + padding : 0);
        return Type switch
        {
            Data => rest <= 0 && (_flags & EndStream) == 0,
            Headers => rest - ((_flags & PriorityFlag) != 0 ? 5 : 0) <= 0,
            Continuation => rest <= 0 && (_flags & EndHeaders) == 0,
            _ => false,
        };
    }
}
